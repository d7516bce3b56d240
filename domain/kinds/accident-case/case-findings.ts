import { evaluateTriggers } from '../../trigger/evaluate';
import type { Accident } from './facts';
import type { TriggerFacts } from '../../trigger/facts';
import { NO_FACTS } from '../../trigger/facts';
import type { FactsFile, CaseAnswers } from '../../trigger/facts';
import type { Evaluated, Finding, PackedTrigger } from '../../trigger/finding';
import { type RecordedCase, triggerFactsOf } from './trigger-facts';
import { type MeasureDue, measuresDue } from '../../trigger/measure-union';
import { reconcile } from '../../trigger/reconcile';

/** What the rows of a case's packs say of it. */
export interface CaseTriggers {
  /** Every answer that concerns the case; also the noes. */
  answers: Evaluated[];
  /** Open and provisional ones. */
  findings: Finding[];
  /** What the open ones ask for, each measure once. */
  measures: MeasureDue[];
}

function answersAbout({ id, asOf }: RecordedCase, facts: TriggerFacts, rows: readonly PackedTrigger[]): Evaluated[] {
  const own = `accident:${id}`;
  return evaluateTriggers(facts, rows, asOf)
    .filter(({ subject, accidents }) => subject.kind !== 'accident' || subject.key === own || accidents.includes(id));
}

/** What was last asked about an accident. Most acts change nothing that the rows ask for, and the answers are the same again. */
const lastAsked = new WeakMap<Accident, { about: string; rows: readonly PackedTrigger[]; answers: Evaluated[] }>();

/** Answers by nothing but the case's own record and what people said of it: what the record of the case is kept by. */
export function caseAnswers(view: RecordedCase, rows: readonly PackedTrigger[], said: CaseAnswers): Evaluated[] {
  const { asOf, facts: { accident } } = view;
  const facts = triggerFactsOf(view, { ...NO_FACTS, case: said });
  const about = JSON.stringify([facts, accident.occurredAt <= asOf]);
  const last = lastAsked.get(accident);
  if (last?.about === about && last.rows === rows) return last.answers.map((answer) => ({ ...answer, asOf }));
  const answers = answersAbout(view, facts, rows);
  lastAsked.set(accident, { about, rows, answers });
  return answers;
}

/**
 * Answers about the case's own accident, about series it is part of, and about the years and inspections that the file
 * of facts brings along. A suggestion with its sources: it starts nothing.
 */
export function caseTriggers(view: RecordedCase, rows: readonly PackedTrigger[], others?: FactsFile): CaseTriggers {
  const answers = answersAbout(view, triggerFactsOf(view, others), rows);
  const findings = reconcile([], answers, view.asOf);
  return { answers, findings, measures: measuresDue(findings) };
}
