import type { PlainDate } from './instant';
import { weekdayOf, yearOf } from './plain-date';

/** What one calendar year departs from Monday–Friday. Dates map to the Chinese name of the holiday. */
export interface CalendarYear {
  year: number;
  /** `provisional`: the State Council's notice is not there; only statutory days are known, make-up days are not. */
  status: 'published' | 'provisional';
  /** Days off, by name. */
  off: Readonly<Record<PlainDate, string>>;
  /** Weekend days that are worked (调休上班), by the holiday they make up for. */
  worked: Readonly<Record<PlainDate, string>>;
}

export interface CalendarDay {
  working: boolean;
  /** Why it departs from an ordinary working day: 周末, a holiday's name, or 调休上班; null for an ordinary one. */
  reason: string | null;
}

/** Answers for every day of every year; asks for a year's table once. */
export interface WorkCalendar {
  day(date: PlainDate): CalendarDay;
  isPublished(date: PlainDate): boolean;
}

const ORDINARY: CalendarDay = { working: true, reason: null };
const WEEKEND: CalendarDay = { working: false, reason: '周末' };

/** A calendar over year tables; `tableOf` must answer for any year, with a provisional table where none is published. */
export function createWorkCalendar(tableOf: (year: number) => CalendarYear): WorkCalendar {
  const tables = new Map<number, CalendarYear>();
  const table = (date: PlainDate): CalendarYear => {
    const year = yearOf(date);
    let found = tables.get(year);
    if (!found) tables.set(year, (found = tableOf(year)));
    return found;
  };
  return {
    isPublished: (date) => table(date).status === 'published',
    day(date) {
      const { off, worked } = table(date);
      const holiday = off[date];
      if (holiday !== undefined) return { working: false, reason: holiday };
      if (worked[date] !== undefined) return { working: true, reason: '调休上班' };
      return weekdayOf(date) >= 6 ? WEEKEND : ORDINARY;
    },
  };
}
