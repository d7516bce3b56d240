/** Beijing days and moments reckoned from the plain calendar, apart from the code under test. */

const MINUTE = 60_000;
const EIGHT_HOURS = 480 * MINUTE;

/** What a date and time control wants: `2026-11-25T08:30`, so many minutes before now. */
export const minutesAgo = (minutes: number, now = Date.now()): string =>
  new Date(now - minutes * MINUTE + EIGHT_HOURS).toISOString().slice(0, 16);

/** The day so many days after the date of `moment`, as pages write it: its parts, and `2027年1月24日（周日）`. */
export function dayAfter(moment: string, days: number): { year: number; month: number; day: number; words: string } {
  const [year, month, day] = moment.slice(0, 10).split('-').map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day + days));
  const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  return { ...parts, words: `${parts.year}年${parts.month}月${parts.day}日（周${'日一二三四五六'[date.getUTCDay()]}）` };
}
