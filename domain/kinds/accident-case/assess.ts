import type { RuleSet } from '../../rule-pack/types';
import type { WorkCalendar } from '../../time/calendar';
import type { Instant } from '../../time/instant';
import type { Assessment } from './assessment';
import { deriveClocks } from './clocks/derive';
import { conflictWarnings } from './conflict-warnings';
import type { KnownFacts } from './facts';
import { actWarnings } from './act-warnings';
import { actsAtLevels } from './acts-at-levels';
import { standingLevel } from '../../organisation/levels-of-place';
import { gradeCase } from './grade';
import { packWarnings } from './pack-warnings';
import { elevationWarnings, findInvestigator, teamWarnings } from './jurisdiction';

export type { Assessment, GradeChange, Warning } from './assessment';

/** What had happened by `asOf`; later rows are ignored. The same lists again where there are none: what is kept by them stays. */
function factsAt(facts: KnownFacts, asOf: Instant): KnownFacts {
  const known = <T extends { at: Instant }>(rows: T[]): T[] => (rows.every(({ at }) => at <= asOf) ? rows : rows.filter(({ at }) => at <= asOf));
  return {
    accident: facts.accident, counts: known(facts.counts), acts: known(actsAtLevels(facts.acts, facts.accident.region)),
    determinations: facts.determinations?.filter(({ at }) => at <= asOf),
  };
}

/** What limits stand on: the facts known by then, the grade, and who investigates. No calendar bears on it. */
export function groundOf(facts: KnownFacts, rules: RuleSet, asOf: Instant) {
  const known = factsAt(facts, asOf);
  const grading = gradeCase(known, rules);
  return {
    facts: known, asOf, grading, grade: grading.grade, reportTerminus: standingLevel(facts.accident.region, rules.terminus.byGrade[grading.grade]),
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
  facts: KnownFacts, rules: RuleSet, calendar: WorkCalendar, asOf: Instant, spreadKey: string,
): LastingAssessment {
  const ground = groundOf(facts, rules, asOf);
  const { facts: known, grading, jurisdiction, reportTerminus } = ground;
  const { clocks, warnings, until } = deriveClocks({ ...ground, rules, calendar, spreadKey });
  const isAllPast = known.counts === facts.counts && known.acts.length === facts.acts.length && known.determinations?.length === facts.determinations?.length && facts.accident.occurredAt < asOf;
  return {
    until: isAllPast ? until : asOf,
    assessment: {
      grade: grading.grade, gradeBasis: grading.basis, gradeHistory: grading.history, reportTerminus,
      investigator: jurisdiction.investigator, investigatorBody: jurisdiction.body, clocks,
      warnings: [
        ...grading.warnings, ...teamWarnings(known, rules, grading.history, jurisdiction),
        ...elevationWarnings(known, jurisdiction), ...packWarnings(rules, known.accident), ...actWarnings(known), ...warnings, ...conflictWarnings(rules, clocks),
      ],
    },
  };
}

/**
 * Grade, jurisdiction and every legal limit of one accident as they stand at `asOf`. Pure and deterministic.
 * @param spreadKey spreads reminders of different cases over the minutes after 09:00; the id of the case.
 */
export const assess = (facts: KnownFacts, rules: RuleSet, calendar: WorkCalendar, asOf: Instant, spreadKey: string): Assessment =>
  assessLasting(facts, rules, calendar, asOf, spreadKey).assessment;
