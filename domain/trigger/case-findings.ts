import { evaluateTriggers } from './evaluate';
import { NO_FACTS } from './facts';
import type { CaseAnswers, FactsFile } from './facts-file';
import type { Evaluated, Finding, PackedTrigger } from './finding';
import { type CaseView, triggerFactsOf } from './from-case';
import { type MeasureDue, measuresDue } from './measure-union';
import { reconcile } from './reconcile';

/** What the rows of a case's packs say of it. */
export interface CaseTriggers {
  /** Every answer that concerns the case; also the noes. */
  answers: Evaluated[];
  /** Open and provisional ones. */
  findings: Finding[];
  /** What the open ones ask for, each measure once. */
  measures: MeasureDue[];
}

function answersAbout(view: CaseView, rows: readonly PackedTrigger[], others?: FactsFile): Evaluated[] {
  const own = `accident:${view.id}`;
  return evaluateTriggers(triggerFactsOf(view, others), rows, view.asOf)
    .filter(({ subject, accidents }) => subject.kind !== 'accident' || subject.key === own || accidents.includes(view.id));
}

/** Answers by nothing but the case's own record and what people said of it: what the record of the case is kept by. */
export const caseAnswers = (view: CaseView, rows: readonly PackedTrigger[], said: CaseAnswers): Evaluated[] =>
  answersAbout(view, rows, { ...NO_FACTS, case: said });

/**
 * Answers about the case's own accident, about series it is part of, and about the years and inspections that the file
 * of facts brings along. A suggestion with its sources: it starts nothing.
 */
export function caseTriggers(view: CaseView, rows: readonly PackedTrigger[], others?: FactsFile): CaseTriggers {
  const answers = answersAbout(view, rows, others);
  const findings = reconcile([], answers, view.asOf);
  return { answers, findings, measures: measuresDue(findings) };
}
