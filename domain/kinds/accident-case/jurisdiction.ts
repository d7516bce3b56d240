import type { BodyRef } from '../../organisation/body';
import type { Investigator, RuleSet } from '../../rule-pack/types';
import type { Instant } from '../../time/instant';
import type { GradeChange, Warning } from './assessment';
import type { Grade } from '../../vocabulary/grade';
import type { Act, Facts } from './facts';
import type { Level } from '../../organisation/level';
import { LEVELS, isLevel } from '../../organisation/level';
import { LEVEL_NAMES } from '../../organisation/names';
import { journalOf } from './journal';

export interface Jurisdiction {
  investigator: Investigator;
  /** The body that leads the investigation. */
  body: BodyRef;
  /** Level by grade alone, whoever took the case over or has it by industry. */
  gradeLevel: Level;
}


type Elevation = Act & { to: Level };
const isElevation = (act: Act): act is Elevation => act.do === 'elevate' && isLevel(act.to);
const elevations = ({ acts }: Facts): Elevation[] => journalOf(acts).of('elevate').filter(isElevation);

/** Who investigates: by grade and industry (493号令 第19条 and special laws); the last 提级 wins (第20条). */
export const findInvestigator = (facts: Facts, rules: RuleSet, grade: Grade): Jurisdiction =>
  investigatorOf(facts.accident, rules, grade, elevations(facts).at(-1)?.to);

function investigatorOf(
  { industry }: Facts['accident'], { investigator: row }: RuleSet, grade: Grade, to: Level | undefined,
): Jurisdiction {
  const exception = row.exceptions.find(({ industries }) => industries.includes(industry));
  const cell = (exception ?? row).byGrade[grade];
  const gradeLevel = row.byGrade[grade].level;
  if (to === undefined) return { investigator: cell.investigator, body: { kind: cell.kind, level: cell.level }, gradeLevel };
  // A level's government takes over; the regulator still leads only where the law lets it lead on the government's level.
  const kind = isLevel(cell.investigator) ? cell.kind : row.byGrade[grade].kind;
  return { investigator: to, body: { kind, level: to }, gradeLevel };
}

const gradeAt = (history: readonly GradeChange[], at: Instant): Grade =>
  history.findLast(({ from }) => from <= at)?.grade ?? history[0]?.grade ?? 'general';

/**
 * Teams formed by another level than the one that investigates, as seen when the team was formed or as seen now. An
 * agency has no level of its own in the acts, so nothing can be said of its teams.
 */
export function teamWarnings(facts: Facts, rules: RuleSet, history: readonly GradeChange[], now: Jurisdiction): Warning[] {
  const warnings: Warning[] = [];
  let elevatedTo: Level | undefined;
  for (const act of journalOf(facts.acts).named(['elevate', 'form-team'])) {
    if (isElevation(act)) elevatedTo = act.to;
    if (act.do !== 'form-team' || !isLevel(act.by) || !isLevel(now.investigator) || act.by === now.investigator) continue;
    if (investigatorOf(facts.accident, rules, gradeAt(history, act.at), elevatedTo).investigator === act.by) continue;
    const text = `调查组由${LEVEL_NAMES[act.by]}成立，按等级和提级决定应由${LEVEL_NAMES[now.investigator]}负责调查，请核对。`;
    warnings.push({ code: 'team-of-other-level', text });
  }
  return warnings;
}

/** 提级 to a level that is not higher than the one that had the case. */
export function elevationWarnings(facts: Facts, now: Jurisdiction): Warning[] {
  return elevations(facts).flatMap((act) => (LEVELS.indexOf(act.to) > LEVELS.indexOf(now.gradeLevel) ? []
    : [{ code: 'elevation-not-upward', text: `提级调查写明提至${LEVEL_NAMES[act.to]}，并不高于按等级负责调查的${LEVEL_NAMES[now.gradeLevel]}，请核对。` }]));
}
