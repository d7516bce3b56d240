import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';
import type { BodyKind, BodyRef } from '../../organisation/body';
import { caseAnswers } from './case-findings';
import type { FindingChange, StoredFinding } from '../../trigger/stored-finding';
import { findingChanges, isMandatory } from '../../trigger/stored-finding';
import type { PackedTrigger } from '../../trigger/finding';
import { isTaken } from './measures-taken';
import type { Role } from '../../trigger/vocabulary';
import type { Instant } from '../../time/instant';
import type { Assessment } from './assessment';
import { caseBodies, sameBody } from './bodies';
import type { DecideFindingCommand } from './commands';
import { type Said, answersOf } from './determinations';
import type { CaseEvent, CaseEventType } from './events';
import type { Facts } from './facts';
import type { CaseState } from './state';

/** Events after which trigger rows may answer differently; a clock that strikes tells people something and changes no fact. */
const FACTUAL: ReadonlySet<CaseEventType> = new Set(
  ['case-registered', 'act-done', 'counts-recorded', 'determined', 'measure-proposed', 'rules-adopted'] satisfies CaseEventType[]);

/** What the trigger rows answer for the case now, by its record and what people determined or proposed. */
export const answersFor = (
  id: string, { facts, ...said }: Said & { facts: Facts }, assessment: Assessment, rows: readonly PackedTrigger[], asOf: Instant,
) => caseAnswers({ id, facts, assessment, asOf }, rows, answersOf(said));

/** Findings whose state changed by the events just decided, as one event at their instant, or nothing. They say what is due; they do nothing. */
export function findingEvents(
  events: readonly CaseEvent[], state: CaseState, assessment: Assessment, at: Instant, ctx: { matterId: string; now: Instant; triggers: readonly PackedTrigger[] },
): CaseEvent[] {
  if (!events.some(({ type }) => FACTUAL.has(type))) return [];
  const answers = answersFor(ctx.matterId, state, assessment, ctx.triggers, ctx.now);
  const findings = findingChanges(state.findings ?? [], answers, ctx.now);
  return findings.length ? [{ type: 'findings-changed', at, findings }] : [];
}

/**
 * A person confirms an open finding, or dismisses one that the source only allows. What the source commands cannot be
 * dismissed: whoever thinks it wrong corrects the facts. A decision may be changed as long as the finding stays open;
 * when facts change its state the decision falls away, and if it opens again it has to be decided again.
 */
export function decideFinding(findings: readonly StoredFinding[], command: DecideFindingCommand, at: Instant): Refusal | CaseEvent {
  const finding = findings.find(({ id }) => id === command.finding);
  const decision = command.do === 'confirm-finding' ? 'confirmed' : 'dismissed';
  if (!finding) return refuse('FINDING_UNKNOWN', { field: 'finding' });
  if (finding.state !== 'open') return refuse('FINDING_NOT_OPEN', { field: 'finding' });
  if (decision === 'dismissed' && isMandatory(finding)) return refuse('FINDING_MANDATORY', { field: 'finding', rule: finding.cite.join('、') });
  if (finding.decided?.decision === decision) return refuse('FINDING_DECIDED', { field: 'finding' });
  return { type: 'finding-decided', at, finding: finding.id, title: finding.title, decision, reason: command.reason };
}

/** Commanded measures that nobody has confirmed yet and that no act on record shows as taken. */
export const waitingFindings = (findings: readonly StoredFinding[], facts: Facts): StoredFinding[] =>
  findings.filter((f) => f.state === 'open' && isMandatory(f) && !f.decided && !isTaken(f.measures, facts));

/** Where the region tree has the bodies that sources name; an office acts for its committee. Others: the case's own office. */
const KIND_OF: Partial<Record<Role, BodyKind>> = {
  government: 'government', committee: 'safety-committee-office', 'committee-office': 'safety-committee-office',
  regulator: 'emergency-management', 'line-department': 'industry-regulator',
};

/** Who has to take the commanded measures: of each the first body that its source names. Never empty. */
export function bodiesOf({ measures }: Pick<FindingChange, 'measures'>, assessment: Assessment): [BodyRef, ...BodyRef[]] {
  const { office } = caseBodies(assessment);
  const named = measures.filter(({ force }) => force === 'shall').map(({ by: [first] }): BodyRef => {
    const kind = first && KIND_OF[first.role];
    if (!kind) return office;
    return { kind, level: first.level === 'township' ? 'county' : first.level ?? office.level };
  });
  const [head = office, ...rest] = named.filter((body, i) => named.findIndex((other) => sameBody(other, body)) === i);
  return [head, ...rest];
}
