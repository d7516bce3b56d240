import type { Actor } from '../kernel/actor';
import type { Refusal } from '../kernel/refusals';
import { refuse } from '../kernel/refusals';
import type { BodyKind } from '../organisation/body';
import type { Instant } from '../time/instant';
import type { ChangeEvent, ChangeSubject, ImpactFigures, RuleChange } from './change';

/** Offices that keep the rules of an installation; which person of them does not matter, as long as it takes two. */
export const RULE_KEEPERS: readonly BodyKind[] = ['safety-committee-office', 'emergency-management'];

export type ChangeCommand =
  | ({ do: 'draft'; reason: string } & ChangeSubject)
  /** From the system, when the list is complete; again whenever it was reckoned anew before approval. */
  | { do: 'record-impact'; impact: ImpactFigures }
  /** Matters moved on since the list was made. */
  | { do: 'recompute' }
  /** `impactSha256` is the list that the approver saw. */
  | { do: 'approve'; impactSha256: string }
  | { do: 'apply' }
  /** From the system, when every open matter has been dealt with. */
  | { do: 'finish'; matters: number }
  | { do: 'withdraw'; reason: string };

export interface ChangeContext {
  now: Instant;
  actor: Actor;
  /** Hash of the text of the same subject that is in force now; null where there is none. */
  inForce: string | null;
}

export type ChangeDecision = { refusal: Refusal } | { events: ChangeEvent[] };

const refused = (...args: Parameters<typeof refuse>): ChangeDecision => ({ refusal: refuse(...args) });

function fromPerson(change: RuleChange | null, command: ChangeCommand, { now, actor, inForce }: ChangeContext): ChangeDecision {
  if (actor.kind !== 'person') return refused('CHANGE_NEEDS_PERSON');
  if (command.do === 'draft') {
    const { do: _, ...subject } = command;
    if (change) return refused('CHANGE_ALREADY_DRAFTED');
    if (inForce === command.sha256) return refused('CHANGE_ALREADY_IN_FORCE');
    return { events: [{ type: 'change-drafted', at: now, by: actor, ...subject }] };
  }
  if (!change) return refused('CHANGE_UNKNOWN');
  if (change.state === 'applied' || change.state === 'withdrawn') return refused('CHANGE_ENDED');
  switch (command.do) {
    case 'recompute':
      if (change.state === 'drafted') return refused('CHANGE_BEING_COMPUTED');
      if (change.state !== 'computed') return refused('CHANGE_ALREADY_APPROVED');
      return { events: [{ type: 'impact-discarded', at: now, by: actor }] };
    case 'approve':
      if (change.state === 'drafted') return refused('CHANGE_IMPACT_MISSING');
      if (change.state !== 'computed') return refused('CHANGE_ALREADY_APPROVED');
      // One person in two posts is still one person.
      if (change.draftedBy.personId === actor.personId) return refused('CHANGE_SAME_PERSON');
      if (change.impact?.sha256 !== command.impactSha256) return refused('CHANGE_IMPACT_STALE');
      return { events: [{ type: 'change-approved', at: now, by: actor, impactSha256: command.impactSha256 }] };
    case 'apply':
      if (change.state === 'applying') return refused('CHANGE_BEING_APPLIED');
      if (change.state !== 'approved') return refused('CHANGE_NOT_APPROVED');
      return { events: [{ type: 'change-applying', at: now, by: actor }] };
    case 'withdraw':
      if (change.state === 'applying') return refused('CHANGE_BEING_APPLIED');
      return { events: [{ type: 'change-withdrawn', at: now, by: actor, reason: command.reason }] };
    default:
      return refused('CHANGE_NEEDS_PERSON');
  }
}

/**
 * Drafted → impact computed (and again, as often as somebody asks) → approved by a second person → applying → applied; withdrawn at any time before applying.
 * Nothing is approved by itself, and nothing is applied that a second person has not approved.
 */
export function decideChange(change: RuleChange | null, command: ChangeCommand, ctx: ChangeContext): ChangeDecision {
  if (command.do === 'record-impact') {
    if (!change) return refused('CHANGE_UNKNOWN');
    if (change.state !== 'drafted' && change.state !== 'computed') return refused('CHANGE_ALREADY_APPROVED');
    return { events: [{ type: 'impact-computed', at: ctx.now, impact: command.impact }] };
  }
  if (command.do === 'finish') {
    if (change?.state !== 'applying') return refused('CHANGE_NOT_APPROVED');
    return { events: [{ type: 'change-applied', at: ctx.now, matters: command.matters }] };
  }
  return fromPerson(change, command, ctx);
}

export const PERSON_STEPS = ['approve', 'recompute', 'apply', 'withdraw'] as const;
export type PersonStep = (typeof PERSON_STEPS)[number];

/** The step as a command; each takes of the rest what it needs. */
export function commandOf(step: PersonStep, impactSha256: string, reason: string): Extract<ChangeCommand, { do: PersonStep }> {
  switch (step) {
    case 'approve': return { do: step, impactSha256 };
    case 'withdraw': return { do: step, reason };
    default: return { do: step };
  }
}

/** What a person may do with the change now; pages ask this before they offer a button. */
export function openSteps(change: RuleChange, personId: string): PersonStep[] {
  switch (change.state) {
    case 'drafted': return ['withdraw'];
    case 'computed': return change.draftedBy.personId === personId ? ['recompute', 'withdraw'] : ['approve', 'recompute', 'withdraw'];
    case 'approved': return ['apply', 'withdraw'];
    default: return [];
  }
}
