import type { Actor } from '../kernel/actor';
import { unknownEvent } from '../kernel/unknown-event';
import type { Refusal } from '../kernel/refusals';
import type { Instant } from '../time/instant';

/** A change of law on its way into the record: a calendar year or a version of a rule pack. */

export const CHANGE_KINDS = ['calendar', 'pack'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** `computed`: the impact list is there and waits for a second person. */
export const CHANGE_STATES = ['drafted', 'computed', 'approved', 'applying', 'applied', 'withdrawn'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** The process that reckons and applies a change. */
export const CHANGE_PROCESS = 'ruleChange';

/** What that process has to know; of two snapshots the later one holds. */
export interface ChangeSnapshot {
  version: number;
  state: ChangeState;
  /** False when it is applied or withdrawn. */
  open: boolean;
}

/** Drafting, approving and applying are done by people in an office, never by the system or a file. */
export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** What is to come into force, known by the hash of its text. */
export interface ChangeSubject {
  kind: ChangeKind;
  /** The year, or the id of the pack. */
  subject: string;
  /** What tells this text from others of its subject: number of the notice, or version of the pack. */
  edition: string;
  title: string;
  /** SHA-256 of the text's bytes, hex. */
  sha256: string;
}

/** The impact list in numbers; the list itself stands in the record, one row a matter. */
export interface ImpactFigures {
  /** Open matters that the change concerns. */
  matters: number;
  /** How many of them take the change over, and how many keep what they pinned. */
  adopting: number;
  keeping: number;
  /** Matters with a running clock that moves, and these clocks. */
  movedMatters: number;
  movedClocks: number;
  /** Matters in which only the reckoning changes: provisional dates that are confirmed. */
  confirmedMatters: number;
  /** Over the whole list: what the second person approves is what he saw. */
  sha256: string;
  /** When the list was made; absent in records older than this. */
  computedAt?: Instant;
}

export interface RuleChange extends ChangeSubject {
  state: ChangeState;
  reason: string;
  draftedBy: PersonActor;
  draftedAt: Instant;
  impact: ImpactFigures | null;
  approvedBy: PersonActor | null;
  approvedAt: Instant | null;
  /** Who had it applied, and when the last matter had it. */
  appliedBy: PersonActor | null;
  appliedAt: Instant | null;
}

export type ChangeEvent =
  | ({ type: 'change-drafted'; at: Instant; reason: string; by: PersonActor } & ChangeSubject)
  | { type: 'impact-computed'; at: Instant; impact: ImpactFigures }
  /** Somebody wants the list anew: what stood in it counts no longer. */
  | { type: 'impact-discarded'; at: Instant; by: PersonActor }
  | { type: 'change-approved'; at: Instant; by: PersonActor; impactSha256: string }
  | { type: 'change-applying'; at: Instant; by: PersonActor }
  | { type: 'change-applied'; at: Instant; matters: number }
  | { type: 'change-withdrawn'; at: Instant; by: PersonActor; reason: string };

export type ChangeOutcome =
  | { outcome: 'accepted'; changeId: string; state: ChangeState }
  | { outcome: 'refused'; refusal: Refusal };

/** Total: every event that was ever stored folds into a change. @throws Error for a type it does not know */
export function evolveChange(change: RuleChange | null, event: ChangeEvent): RuleChange {
  if (event.type === 'change-drafted') {
    const { kind, subject, edition, title, sha256, reason, by, at } = event;
    return {
      kind, subject, edition, title, sha256, reason, state: 'drafted', draftedBy: by, draftedAt: at, impact: null,
      approvedBy: null, approvedAt: null, appliedBy: null, appliedAt: null,
    };
  }
  if (!change) throw new Error(`event ${event.type} before change-drafted`);
  switch (event.type) {
    case 'impact-computed': return { ...change, state: 'computed', impact: { ...event.impact, computedAt: event.at } };
    case 'impact-discarded': return { ...change, state: 'drafted', impact: null };
    case 'change-approved': return { ...change, state: 'approved', approvedBy: event.by, approvedAt: event.at };
    case 'change-applying': return { ...change, state: 'applying', appliedBy: event.by };
    case 'change-applied': return { ...change, state: 'applied', appliedAt: event.at };
    case 'change-withdrawn': return { ...change, state: 'withdrawn' };
    default: throw unknownEvent(event);
  }
}
