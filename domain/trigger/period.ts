import type { PlainDate } from '../time/instant';
import { addDays, addMonths } from '../time/plain-date';
import type { Period } from './row';

/** Sliding periods looking back from a day (mission rows §2.0: first day not counted, day N included). */

/** `start` + period. */
function reach(start: PlainDate, period: Exclude<Period, { calendarYear: true }>): PlainDate {
  return 'days' in period ? addDays(start, period.days) : addMonths(start, period.months);
}

/**
 * The earliest day whose period still reaches `end`. One month back from 2026-02-28 is 2026-01-28, and 01-31 lies in
 * it too, since its month ends on 02-28; one month back from 2026-03-31 starts on 03-01.
 */
export function periodStart(end: PlainDate, period: Period): PlainDate {
  if ('calendarYear' in period) return `${end.slice(0, 4)}-01-01`;
  let start = 'days' in period ? addDays(end, -period.days) : addMonths(end, -period.months);
  while (reach(start, period) < end) start = addDays(start, 1);
  return start;
}

export function periodText(period: Period): string {
  if ('calendarYear' in period) return '当年';
  return 'days' in period ? `${period.days}天内` : `${period.months}个月内`;
}
