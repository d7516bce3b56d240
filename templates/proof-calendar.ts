import type { Clock } from '../domain/time/clock';
import type { ProofStep } from '../domain/time/proof';
import { dateOf, type PlainDate } from '../domain/time/instant';
import { addDays, weekdayOf } from '../domain/time/plain-date';
import { formatDay } from '../domain/time/words';

/** 依据日历: the months of one clock as small calendars, every day with the reason why it counts or does not. */

export type DayKind = 'blank' | 'plain' | 'trigger' | 'counted' | 'skipped' | 'paused' | 'opens' | 'extra';

export interface CalendarCell {
  kind: DayKind;
  /** Day of the month; empty for cells outside the month. */
  day: string;
  /** The number it carries in the count, or the short reason it does not count. */
  mark: string;
  /** Whole sentence for hover, keyboard and screen reader. */
  reason: string;
  last: boolean;
  makeUp: boolean;
  today: boolean;
}

export interface CalendarMonth { title: string; weeks: CalendarCell[][]; /** Nothing but plain days inside. */ idle: boolean }

/** `idle` months between the marked ones are folded: one line instead of a calendar. */
export type CalendarPart =
  | { folded: false; month: CalendarMonth }
  | { folded: true; text: string; months: CalendarMonth[] };

interface Mark { kind: DayKind; mark: string; reason: string; last: boolean; makeUp: boolean }

const LONGEST_RANGE = 4000;

function* datesOf(from: PlainDate, to: PlainDate): Generator<PlainDate> {
  let date = from;
  for (let guard = 0; date <= to && guard < LONGEST_RANGE; guard += 1, date = addDays(date, 1)) yield date;
}

type Marks = Map<PlainDate, Mark>;
const put = (marks: Marks, date: PlainDate, mark: Partial<Mark> & { kind: DayKind }): void => {
  marks.set(date, { mark: '', reason: '', last: false, makeUp: false, ...marks.get(date), ...mark });
};

function markCount(marks: Marks, step: Extract<ProofStep, { kind: 'count' }>): void {
  const direction = step.lastDay >= step.firstDay ? 1 : -1;
  let number = step.firstDay;
  for (const date of datesOf(step.from, step.to)) {
    put(marks, date, {
      kind: 'counted', mark: String(number), makeUp: step.reason !== undefined,
      reason: `${formatDay(date)}：计为第 ${number} 日${step.reason === undefined ? '' : `（${step.reason}）`}。`,
    });
    number += direction;
  }
}

function markStep(marks: Marks, step: ProofStep): void {
  switch (step.kind) {
    case 'trigger': {
      const date = dateOf(step.at);
      const counted = marks.get(date);
      if (counted?.kind === 'counted') return put(marks, date, { ...counted, reason: `${counted.reason}起算之日。` });
      return put(marks, date, { kind: 'trigger', mark: '起', reason: `${formatDay(date)}：起算之日，不计入。` });
    }
    case 'count': return markCount(marks, step);
    case 'skip':
      for (const date of datesOf(step.from, step.to)) {
        put(marks, date, { kind: 'skipped', mark: step.reason, reason: `${formatDay(date)}：不计入（${step.reason}）。` });
      }
      return;
    case 'pause':
      for (const date of datesOf(step.from, step.to)) {
        put(marks, date, { kind: 'paused', mark: '扣除', reason: `${formatDay(date)}：不计入（${step.name}）。` });
      }
      return;
    case 'roll':
      for (const date of datesOf(step.from, step.to)) {
        put(marks, date, { kind: 'extra', mark: '顺延', reason: `${formatDay(date)}：期限届满之日遇假日，顺延。` });
      }
      return;
    case 'opens': return put(marks, step.date, { kind: 'opens', mark: '开始', reason: `${formatDay(step.date)}：可以开始。` });
    case 'due': if (step.date !== null) markLast(marks, step.date); return;
    case 'met': {
      const date = dateOf(step.at);
      const before = marks.get(date);
      return put(marks, date, { kind: before?.kind ?? 'extra', mark: before?.mark || '办结', reason: `${before?.reason ?? `${formatDay(date)}：`}当日办结。` });
    }
    case 'extension': case 'span': case 'note': return;
    default: step satisfies never;
  }
}

function markLast(marks: Marks, date: PlainDate): void {
  const before = marks.get(date);
  put(marks, date, {
    kind: before?.kind ?? 'extra', mark: before?.mark || '止', last: true,
    reason: `${before?.reason ?? `${formatDay(date)}：`}最后一日。`,
  });
}

const BLANK: CalendarCell = { kind: 'blank', day: '', mark: '', reason: '', last: false, makeUp: false, today: false };

function monthOf(year: number, month: number, marks: Marks, today: PlainDate): CalendarMonth {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const lead = weekdayOf(first) - 1;
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length }, (_, index): CalendarCell => {
    const date = addDays(first, index);
    const mark = marks.get(date) ?? { kind: 'plain' as const, mark: '', reason: `${formatDay(date)}。`, last: false, makeUp: false };
    return { ...mark, day: String(index + 1), today: date === today };
  });
  const cells = [...Array<CalendarCell>(lead).fill(BLANK), ...days];
  while (cells.length % 7 !== 0) cells.push(BLANK);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return { title: `${year}年${month}月`, weeks, idle: days.every((day) => day.kind === 'plain' || day.kind === 'paused') };
}

/** Runs of two or more months in which nothing is counted fold into one line that opens. */
function fold(months: CalendarMonth[]): CalendarPart[] {
  const result: CalendarPart[] = [];
  let idle: CalendarMonth[] = [];
  const flush = (): void => {
    if (idle.length > 1) {
      const [first, last] = [idle[0] as CalendarMonth, idle.at(-1) as CalendarMonth];
      const paused = idle.some((month) => month.weeks.flat().some((day) => day.kind === 'paused'));
      result.push({ folded: true, text: `${first.title}至${last.title}，${idle.length} 个整月，${paused ? '逐日扣除，不计入' : '期间无须逐日计算'}`, months: idle });
    } else result.push(...idle.map((month) => ({ folded: false as const, month })));
    idle = [];
  };
  for (const month of months) {
    if (month.idle) { idle.push(month); continue; }
    flush();
    result.push({ folded: false, month });
  }
  flush();
  return result;
}

/**
 * The calendar of a clock counted in days, months or years. Empty for limits in hours: their proof is words only.
 * Days counted by more than one step keep what the later step says.
 */
export function proofCalendar(clock: Clock, today: PlainDate): CalendarPart[] {
  if (clock.dueDate === null && clock.opensOn === null) return [];
  const marks: Marks = new Map();
  const order = ['skip', 'pause', 'count', 'roll', 'trigger', 'opens', 'due', 'met'];
  const steps = [...clock.proof].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  for (const step of steps) markStep(marks, step);
  const dates = [...marks.keys()].sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [year, month] = first.split('-').map(Number) as [number, number, number];
  const [lastYear, lastMonth] = last.split('-').map(Number) as [number, number, number];
  const count = (lastYear - year) * 12 + lastMonth - month + 1;
  return fold(Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(year, month - 1 + index, 1));
    return monthOf(at.getUTCFullYear(), at.getUTCMonth() + 1, marks, today);
  }));
}
