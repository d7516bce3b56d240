import { inForce } from '../../rule-pack/span';
import { variantFor } from '../../rule-pack/variants';
import { GRADED_FIGURES, type GradedFigure, type GradingRow, type RuleSet } from '../../rule-pack/types';
import type { Instant } from '../../time/instant';
import { dateOf, formatInstant, startOfDate } from '../../time/instant';
import { addDays } from '../../time/plain-date';
import type { GradeChange, Warning } from './assessment';
import type { Grade } from '../../vocabulary/grade';
import type { CountRow, Facts } from './facts';
import { GRADES } from '../../vocabulary/grade';
import { journalOf } from './journal';

type Figures = Required<Omit<CountRow, 'at'>>;

export interface Grading {
  grade: Grade;
  /** Figures that reach the grade by themselves; empty for `general`. */
  basis: GradedFigure[];
  history: GradeChange[];
  warnings: Warning[];
}

const NOTHING: Figures = { deaths: 0, missing: 0, seriousInjuries: 0, minorInjuries: 0, directLossYuan: 0 };
export const CASUALTY_WINDOW = 'casualty-window';

/** First instant at which a change of casualties no longer touches the grade (493号令 第13条). */
function casualtyWindowEnd({ occurredAt, industry }: Facts['accident'], rules: RuleSet): Instant {
  const rows = rules.clocks.filter(({ code }) => code === CASUALTY_WINDOW);
  // An accident older than every row is graded as under the oldest one: a grade there must be.
  const row = inForce(rows, dateOf(occurredAt))[0] ?? rows[0];
  const length = row && variantFor(row, industry, null)?.length;
  if (length?.unit !== 'days') throw new Error(`规则包里没有以日计的 ${CASUALTY_WINDOW}`);
  return startOfDate(addDays(dateOf(occurredAt), length.amount + (row?.startDay === 'same' ? 0 : 1)));
}

/** Highest grade that any figure reaches, and the figures that reach it (493号令 第3条; 下落不明计入死亡). */
export function gradeOf(figures: Figures, { thresholds }: GradingRow): { grade: Grade; basis: GradedFigure[] } {
  const measured: Record<GradedFigure, number> = { ...figures, deaths: figures.deaths + figures.missing };
  for (const grade of [...GRADES].reverse()) {
    if (grade === 'general') break;
    const basis = GRADED_FIGURES.filter((figure) => measured[figure] >= thresholds[grade][figure]);
    if (basis.length) return { grade, basis };
  }
  return { grade: 'general', basis: [] };
}

/** The figures of a row that still count, laid over what was known before. */
function layOver(known: Figures, row: CountRow, casualtiesCount: boolean, lossCounts: boolean): Figures {
  const { directLossYuan = known.directLossYuan, ...rest } = row;
  const { deaths = known.deaths, missing = known.missing, seriousInjuries = known.seriousInjuries,
    minorInjuries = known.minorInjuries } = casualtiesCount ? rest : known;
  return { deaths, missing, seriousInjuries, minorInjuries, directLossYuan: lossCounts ? directLossYuan : known.directLossYuan };
}

function lateRowWarnings(known: Figures, row: CountRow, casualtiesCount: boolean, lossCounts: boolean): Warning[] {
  const at = formatInstant(row.at).slice(0, 16).replace('T', ' ');
  const casualties = (['deaths', 'missing', 'seriousInjuries', 'minorInjuries'] as const)
    .some((figure) => row[figure] !== undefined && row[figure] !== known[figure]);
  const loss = row.directLossYuan !== undefined && row.directLossYuan !== known.directLossYuan;
  return [
    ...(casualties && !casualtiesCount ? [{
      code: 'casualties-after-window', text: `${at} 的伤亡变化在伤亡变化窗口结束之后，不改变事故等级。`,
    }] : []),
    ...(loss && !lossCounts ? [{ code: 'loss-after-approval', text: `${at} 的直接经济损失在批复之后认定，不改变事故等级。` }] : []),
  ];
}

/** Criteria of the industry that no figure shows. */
const advisoryWarnings = ({ industry }: Facts['accident'], { advisories = [] }: GradingRow): Warning[] =>
  advisories.filter(({ industries }) => industries.includes(industry))
    .map(({ text, cite }) => ({ code: 'industry-grading', text: `${text}（${cite.join('、')}）。` }));

function gradeBy({ accident, counts }: Facts, rules: RuleSet, approvedAt: Instant): Grading {
  const windowEnd = casualtyWindowEnd(accident, rules);
  const history: GradeChange[] = [];
  const warnings: Warning[] = advisoryWarnings(accident, rules.grading);
  let known = NOTHING;
  for (const row of counts) {
    const casualtiesCount = row.at < windowEnd;
    const lossCounts = row.at < approvedAt;
    warnings.push(...lateRowWarnings(known, row, casualtiesCount, lossCounts));
    if (!casualtiesCount && !lossCounts) continue;
    known = layOver(known, row, casualtiesCount, lossCounts);
    const { grade } = gradeOf(known, rules.grading);
    const from = history.length ? row.at : accident.occurredAt;
    if (history.at(-1)?.grade !== grade) history.push({ from, grade });
  }
  if (!history.length) history.push({ from: accident.occurredAt, grade: 'general' });
  return { ...gradeOf(known, rules.grading), history, warnings };
}

/** The last answer about one list of figures, which nobody changes: most acts bring no new ones. */
const lastGradings = new WeakMap<Facts['counts'], { accident: Facts['accident']; rules: RuleSet; approvedAt: Instant; grading: Grading }>();

/**
 * The grade as the figures known so far make it. Casualties count inside the casualty window, where the grade may also
 * fall; loss counts until the first 批复. What was first known holds from the accident on.
 */
export function gradeCase(facts: Facts, rules: RuleSet): Grading {
  const { accident, counts, acts } = facts;
  const approvedAt = journalOf(acts).of('approve')[0]?.at ?? Infinity;
  const last = lastGradings.get(counts);
  if (last?.accident === accident && last.rules === rules && last.approvedAt === approvedAt) return last.grading;
  const grading = gradeBy(facts, rules, approvedAt);
  lastGradings.set(counts, { accident, rules, approvedAt, grading });
  return grading;
}
