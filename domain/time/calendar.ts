import type { PlainDate } from './instant';
import { weekdayOf, yearOf } from './plain-date';

/** What one calendar year departs from Monday–Friday. Dates map to the Chinese name of the holiday. */
export interface CalendarYear {
  year: number;
  /** `provisional`: the State Council's notice is not there; only statutory days are known, make-up days are not. */
  status: 'published' | 'provisional';
  /** Numbers of the notices (published) or the statute (provisional), as a proof names them. */
  basis: string;
  /** Days off, by name. */
  off: Readonly<Record<PlainDate, string>>;
  /** Weekend days that are worked (调休上班), by the holiday they make up for. */
  worked: Readonly<Record<PlainDate, string>>;
}

/** Days on which a body departs from the national calendar; each proof it touches names it. */
export interface CalendarOverlay {
  id: string;
  /** Whose days they are and by which paper, as a proof names them. */
  title: string;
  off: Readonly<Record<PlainDate, string>>;
  worked: Readonly<Record<PlainDate, string>>;
}

export interface CalendarDay {
  working: boolean;
  /** Why it departs from an ordinary working day: 周末, a holiday's name, or 调休上班; null for an ordinary one. */
  reason: string | null;
  /** The notice or paper that says so; null where the weekday alone decides. */
  basis: string | null;
}

/** Answers for every day of every year; asks for a year's table once. */
export interface WorkCalendar {
  day(date: PlainDate): CalendarDay;
  isPublished(date: PlainDate): boolean;
}

const ORDINARY: CalendarDay = { working: true, reason: null, basis: null };
const WEEKEND: CalendarDay = { working: false, reason: '周末', basis: null };
const SATURDAY = 6;
export const MAKE_UP = '调休上班';

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
      const { off, worked, basis } = table(date);
      const holiday = off[date];
      if (holiday !== undefined) return { working: false, reason: holiday, basis };
      if (worked[date] !== undefined) return { working: true, reason: MAKE_UP, basis };
      return weekdayOf(date) >= SATURDAY ? WEEKEND : ORDINARY;
    },
  };
}

/**
 * A calendar with a body's own days laid over it. Whether a year is published stays the national calendar's word: an
 * overlay makes nothing certain.
 */
export function withOverlay(base: WorkCalendar, { title, off, worked }: CalendarOverlay): WorkCalendar {
  return {
    isPublished: (date) => base.isPublished(date),
    day(date) {
      const closed = off[date];
      if (closed !== undefined) return { working: false, reason: closed, basis: title };
      const open = worked[date];
      return open === undefined ? base.day(date) : { working: true, reason: open, basis: title };
    },
  };
}

/** A calendar with another table in the place of one year; days of other years stay as they are. */
export function withYear(base: WorkCalendar, table: CalendarYear): WorkCalendar {
  const year = createWorkCalendar(() => table);
  const of = (date: PlainDate): WorkCalendar => (yearOf(date) === table.year ? year : base);
  return { day: (date) => of(date).day(date), isPublished: (date) => of(date).isPublished(date) };
}
