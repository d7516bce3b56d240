import type { Assessment } from './assessment';
import type { CountRow, Facts } from './facts';
import { GRADES } from '../../vocabulary/grade';
import { CASUALTY_WINDOW } from './grade';
import { journalOf } from './journal';
import type { Clock } from '../../time/clock';
import type { Instant } from '../../time/instant';
import type { TriggerAccident, TriggerFacts } from '../../trigger/facts';
import type { CaseAnswers } from '../../trigger/facts';
import type { AccidentTag } from '../../trigger/vocabulary';

/** The case as its record has it at `asOf`, and what follows from it. */
export interface RecordedCase {
  id: string;
  facts: Facts;
  assessment: Pick<Assessment, 'grade' | 'gradeHistory' | 'investigator' | 'clocks'>;
  asOf: Instant;
}

/** The dead and missing that count: known by now, and before the casualty window closed (493号令 第13条). */
function casualties({ facts, assessment, asOf }: RecordedCase): Required<Pick<CountRow, 'deaths' | 'missing'>> {
  const windowEnd = assessment.clocks.find(({ code }) => code === CASUALTY_WINDOW)?.dueAt ?? Infinity;
  const counted = facts.counts.filter(({ at }) => at <= asOf && at < windowEnd);
  return {
    deaths: counted.findLast(({ deaths }) => deaths !== undefined)?.deaths ?? 0,
    missing: counted.findLast(({ missing }) => missing !== undefined)?.missing ?? 0,
  };
}

const isReportClock = ({ code }: Clock): boolean => code.startsWith('unit-report') || code.startsWith('report-hop:');

/** Late reports are no 迟报 yet: whether they are, and whether anything was hidden, a person decides. */
function cluesOf(clocks: readonly Clock[]): Partial<Record<AccidentTag, string>> {
  const titles = (state: Clock['state']): string => [...new Set(clocks.filter((clock) => isReportClock(clock) && clock.state === state)
    .map(({ title }) => title))].join('、');
  const [late, open] = [titles('met-late'), titles('overdue')];
  return {
    ...(late ? { 'late-report': `时限显示已逾期办结：${late}；是否属于迟报由人认定` } : {}),
    ...(open ? { omitted: `时限显示逾期未办：${open}；是否属于漏报由人认定` } : {}),
  };
}

function accidentOf(view: RecordedCase, answers: CaseAnswers): TriggerAccident {
  const { id, facts: { accident, acts }, assessment: { grade, gradeHistory, investigator, clocks }, asOf } = view;
  const rank = gradeHistory.map((change) => GRADES.indexOf(change.grade));
  const approved = journalOf(acts).of('approve').some(({ at }) => at <= asOf);
  return {
    id, name: '本案事故', at: accident.occurredAt, region: accident.region, unit: accident.unit, industry: accident.industry,
    grade, ...casualties(view), investigator, gradeRose: rank.some((one, i) => i > 0 && one > (rank[i - 1] ?? 0)),
    // The nature is found by the inquiry; until the report is approved it is open, afterwards it stands in the report.
    ...(approved ? {} : { liability: 'undecided' as const }),
    clues: cluesOf(clocks), ...answers,
  };
}

const NOTHING_ELSE: TriggerFacts & { case: CaseAnswers } =
  { accidents: [], areas: [], units: [], inspections: [], measures: [], completeSince: {}, case: {} };

/**
 * Trigger facts of a case: what its record shows (time, place, unit, industry, counted casualties, grade and whether it
 * rose, who investigates) and what people say besides. Tags, nature, quotas, scores and other accidents never come from
 * the record; where nobody says them they stay unknown.
 */
export function triggerFactsOf(view: RecordedCase, others: TriggerFacts & { case: CaseAnswers } = NOTHING_ELSE): TriggerFacts {
  const { case: answers, ...rest } = others;
  const own = accidentOf(view, answers);
  return { ...rest, accidents: [...rest.accidents.filter(({ id }) => id !== own.id), own] };
}
