import { civilOf, dayNumber, daysInMonth, formatCivil, parseCivil } from './civil';
import type { PlainDate } from './instant';

/** Arithmetic on civil dates `YYYY-MM-DD`. Pure string in, string out; no time zone is involved. */

const epochDay = (date: PlainDate): number => dayNumber(parseCivil(date));
const fromEpochDay = (day: number): PlainDate => formatCivil(civilOf(day));

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

export const addDays = (date: PlainDate, days: number): PlainDate => fromEpochDay(epochDay(date) + days);

/** Days from `a` to `b`; negative where `b` is earlier. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => epochDay(b) - epochDay(a);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: PlainDate): number => (((epochDay(date) + 3) % 7) + 7) % 7 + 1;

/** The day of the same number, or the last day of a month that has none (2024-03-31 + 11 months → 2025-02-28). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const from = parseCivil(date);
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return formatCivil({ year, month, day: Math.min(from.day, daysInMonth(year, month)) });
}

/** 2024-02-29 + 1 year → 2025-02-28. */
export const addYears = (date: PlainDate, years: number): PlainDate => addMonths(date, years * 12);

export const maxDate = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);

/** `2021年6月13日`, as officials write it. */
export function chineseDate(date: PlainDate): string {
  const { year, month, day } = parseCivil(date);
  return `${year}年${month}月${day}日`;
}

/** Whether the text is a day that exists, written `2026-11-21`. */
export const isPlainDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
