import type { RuleSet } from '../../rule-pack/types';
import type { WorkCalendar } from '../../time/calendar';
import type { Instant } from '../../time/instant';
import type { Assessment } from './assessment';
import { deriveClocks } from './clocks/derive';
import { conflictWarnings } from './conflict-warnings';
import type { Facts } from './facts';
import { gradeCase } from './grade';
import { packWarnings } from './pack-warnings';
import { elevationWarnings, findInvestigator, teamWarnings } from './jurisdiction';

export type { Assessment, GradeChange, Warning } from './assessment';

/** What had happened by `asOf`; later rows are ignored. The same lists again where there are none: what is kept by them stays. */
function factsAt(facts: Facts, asOf: Instant): Facts {
  const known = <T extends { at: Instant }>(rows: T[]): T[] => (rows.every(({ at }) => at <= asOf) ? rows : rows.filter(({ at }) => at <= asOf));
  return { accident: facts.accident, counts: known(facts.counts), acts: known(facts.acts) };
}

/** What limits stand on: the facts known by then, the grade, and who investigates. No calendar bears on it. */
export function groundOf(facts: Facts, rules: RuleSet, asOf: Instant) {
  const known = factsAt(facts, asOf);
  const grading = gradeCase(known, rules);
  return {
    facts: known, asOf, grading, grade: grading.grade, reportTerminus: rules.terminus.byGrade[grading.grade],
    jurisdiction: findInvestigator(known, rules, grading.grade),
  };
}

export interface LastingAssessment {
  assessment: Assessment;
  /** From here on time alone may have changed something; see `lasts`. */
  until: Instant;
}

/** `assess`, with how long it stays right if nothing happens. */
export function assessLasting(
  facts: Facts, rules: RuleSet, calendar: WorkCalendar, asOf: Instant, spreadKey: string,
): LastingAssessment {
  const ground = groundOf(facts, rules, asOf);
  const { facts: known, grading, jurisdiction, reportTerminus } = ground;
  const { clocks, warnings, until } = deriveClocks({ ...ground, rules, calendar, spreadKey });
  const isAllPast = known.counts === facts.counts && known.acts === facts.acts && facts.accident.occurredAt < asOf;
  return {
    until: isAllPast ? until : asOf,
    assessment: {
      grade: grading.grade, gradeBasis: grading.basis, gradeHistory: grading.history, reportTerminus,
      investigator: jurisdiction.investigator, investigatorBody: jurisdiction.body, clocks,
      warnings: [
        ...grading.warnings, ...teamWarnings(known, rules, grading.history, jurisdiction),
        ...elevationWarnings(known, jurisdiction), ...packWarnings(rules, known.accident), ...warnings, ...conflictWarnings(rules, clocks),
      ],
    },
  };
}

/**
 * Grade, jurisdiction and every legal limit of one accident as they stand at `asOf`. Pure and deterministic.
 * @param spreadKey spreads reminders of different cases over the minutes after 09:00; the id of the case.
 */
export const assess = (facts: Facts, rules: RuleSet, calendar: WorkCalendar, asOf: Instant, spreadKey: string): Assessment =>
  assessLasting(facts, rules, calendar, asOf, spreadKey).assessment;
