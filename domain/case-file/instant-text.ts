import type { Instant } from '../time/instant';
import { END_INSTANT, FIRST_INSTANT, startOfDate } from '../time/instant';

/** The point and three digits. */
const MILLIS = 4;
const DATE = /^(\d{4}-\d{2}-\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/** `outside`: a good instant that lies outside the years that can be reckoned with. */
export type InstantText = { at: Instant } | { reason: string; outside?: 'before' | 'after' };

/** Only a day, no time on it. */
export const isDateOnly = (text: string): boolean => DATE.test(text);

const isRealDate = (date: string): boolean => {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
};

function bounded(at: Instant): InstantText {
  return at >= FIRST_INSTANT && at < END_INSTANT ? { at }
    : { outside: at < FIRST_INSTANT ? 'before' : 'after', reason: '时间须在 1991-09-16 至 2099-12-31 之间（此前中国实行过夏令时，此后超出节假日的推算范围）' };
}

/**
 * Reads `2021-06-13T06:42+08:00`, or `2021-06-13` for its 00:00 at +08:00. Seconds may have up to nine decimals, which are
 * cut to milliseconds: an act is never moved past a limit. An instant with no offset is refused, as is a day or hour that does not exist, and one outside the years that can be reckoned with (`FIRST_INSTANT`, `END_INSTANT`).
 */
export function parseInstant(text: string): InstantText {
  if (DATE.test(text)) return isRealDate(text) ? bounded(startOfDate(text)) : { reason: `日期 ${text} 不存在` };
  const match = INSTANT.exec(text);
  if (!match) return { reason: '须为带时区的时刻，如 2021-06-13T06:42+08:00，或只写日期 2021-06-13' };
  const [, date = '', hour = '', minute = '', second = '00', fraction = '', offset] = match;
  if (!isRealDate(date)) return { reason: `日期 ${date} 不存在` };
  if (offset === undefined) return { reason: '时刻没有写时区，须写作 2021-06-13T06:42+08:00' };
  return bounded(Date.parse(`${date}T${hour}:${minute}:${second}${fraction.slice(0, MILLIS)}${offset}`));
}
