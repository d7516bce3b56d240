import chineseDays from 'chinese-days/dist/chinese-days.json';
import fc from 'fast-check';

/**
 * An oracle that shares nothing with the code it judges: dates by `Date` in UTC, holidays from another data set, and
 * counting by walking one day at a time.
 */
const { holidays, workdays } = chineseDays as Record<'holidays' | 'workdays', Record<string, string>>;
export const MS = 86_400_000;
export const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
export const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
export const next = (date: string, step = 1): string => iso(utc(date) + step * MS);
export const isWorked = (date: string): boolean =>
  workdays[date] !== undefined || (holidays[date] === undefined && ![0, 6].includes(new Date(utc(date)).getUTCDay()));

/** The day on which the n-th day that counts is reached. */
export function walked(from: string, n: number, counts: (date: string) => boolean, step = 1): string {
  let date = from;
  for (let left = n; left > 0;) {
    date = next(date, step);
    if (counts(date)) left -= 1;
  }
  return date;
}

/** The same day of a later month, or the last one of a month that has none. */
export function monthsLater(from: string, months: number): string {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** Any date that can be reckoned with, as far as 2098. */
export const anyDate = fc.integer({ min: 0, max: 39_000 }).map((offset) => next('1991-09-16', offset));

/** Examples for each property; mutation testing has asked for fewer by then. */
export const runs = { numRuns: fc.readConfigureGlobal()?.numRuns ?? 400 };
