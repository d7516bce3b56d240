import type { Instant } from '../time/instant';
import type { Evaluated, Finding, FindingState, FindingStep } from './finding';
import { reconcile } from './reconcile';
import type { Measure } from './row';

/** Findings as the record of a case keeps them: what was found when their state last changed, in the words of that time. */

/** A change of state of one finding, as the event carries it. `from` is null for a new one. */
export interface FindingChange {
  /** `<pack>/<row>@accident:<case>`. */
  id: string;
  row: string;
  title: string;
  from: FindingState | null;
  state: FindingState;
  because: string[];
  cite: string[];
  /** The text that the row stands in. */
  pack: { id: string; version: string; sha256: string };
  measures: Measure[];
  supersededBy: string[];
}

/** `confirmed`: the measure will be taken. `dismissed`: a measure that the source allows will not be. */
export const FINDING_DECISIONS = { confirmed: '确认采取', dismissed: '决定不采取' } as const;
export type FindingDecision = keyof typeof FINDING_DECISIONS;

/** What a person decided on an open finding, and why. */
export interface DecidedFinding {
  at: Instant;
  decision: FindingDecision;
  reason: string;
}

export interface StoredFinding extends Omit<FindingChange, 'from'> {
  trace: FindingStep[];
  /** Absent while nobody has decided. Falls away when the state changes: what was decided was another state of things. */
  decided?: DecidedFinding;
}

/** The source commands at least one of the measures; otherwise a person may take them or leave them. */
export const isMandatory = ({ measures }: Pick<FindingChange, 'measures'>): boolean => measures.some(({ force }) => force === 'shall');

const keyOf = (id: string): string => id.slice(id.indexOf('@') + 1);

/** What is left out follows from the id and the measures, or is asked anew each time. */
const asFinding = (stored: StoredFinding): Finding => ({
  ...stored, subject: { kind: 'accident', key: keyOf(stored.id), text: '' }, mandatory: isMandatory(stored),
  missing: [], accidents: [], note: null, default: false,
});

/**
 * What these answers change in the findings of a case: new ones, and those whose state is another one now or whose row
 * stands in another text. Empty where they say the same as before.
 * @param at the instant of the change
 */
export function findingChanges(stored: readonly StoredFinding[], answers: readonly Evaluated[], at: Instant): FindingChange[] {
  const before = new Map(stored.map((finding) => [finding.id, finding]));
  return reconcile(stored.map(asFinding), answers, at).flatMap((finding) => {
    const { id, row, title, state, because, cite, pack: { id: pack, version, sha256 }, measures, supersededBy } = finding;
    const was = before.get(id);
    if (was && was.state === state && was.pack.sha256 === sha256) return [];
    return [{ id, row, title, from: was?.state ?? null, state, because, cite, pack: { id: pack, version, sha256 }, measures, supersededBy }];
  });
}

/** Lays changes over the findings; a change of the text alone leaves trace and decision as they are. */
export function withChanges(stored: readonly StoredFinding[], changes: readonly FindingChange[], at: Instant): StoredFinding[] {
  const changed = new Map(changes.map((change) => [change.id, change]));
  const laid = ({ from, ...change }: FindingChange, was?: StoredFinding): StoredFinding => (from === change.state && was
    ? { ...was, ...change } : { ...change, trace: [...was?.trace ?? [], { at, state: change.state, because: change.because }] });
  const known = new Set(stored.map(({ id }) => id));
  return [
    ...stored.map((finding) => {
      const change = changed.get(finding.id);
      return change ? laid(change, finding) : finding;
    }),
    ...changes.filter(({ id }) => !known.has(id)).map((change) => laid(change)),
  ];
}

/** “应当采取措施：…”, “不再成立：…”: a change as one line. */
export function changeText(change: Pick<FindingChange, 'state' | 'measures' | 'title'>): string {
  const { state, title } = change;
  switch (state) {
    case 'open': return `${isMandatory(change) ? '应当' : '可以'}采取措施：${title}`;
    case 'provisional': return `可能采取措施，尚待认定：${title}`;
    case 'superseded': return `由更重的规定取代：${title}`;
    case 'withdrawn': return `不再成立：${title}`;
  }
}
