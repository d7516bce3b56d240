import type { Instant } from '../time/instant';
import { startOfDate } from '../time/instant';

/** China keeps UTC+08:00 since 02:00 of 1991-09-15, when summer time ended; the first whole day without it is the next. */
const EARLIEST = startOfDate('1991-09-16');
/** Lunar tables, and with them every calendar here, end with the century. */
const LATEST = startOfDate('2100-01-01');

const DATE = /^(\d{4}-\d{2}-\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

export type InstantText = { at: Instant } | { reason: string };

const isRealDate = (date: string): boolean => {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
};

function bounded(at: Instant): InstantText {
  return at >= EARLIEST && at < LATEST ? { at } : { reason: '时间须在 1991-09-16 至 2099-12-31 之间' };
}

/**
 * Reads `2021-06-13T06:42+08:00`, or `2021-06-13` for its 00:00 at +08:00. An instant with no offset is refused, as is a
 * day or hour that does not exist.
 */
export function parseInstant(text: string): InstantText {
  if (DATE.test(text)) return isRealDate(text) ? bounded(startOfDate(text)) : { reason: `日期 ${text} 不存在` };
  const match = INSTANT.exec(text);
  if (!match) return { reason: '须为带时区的时刻，如 2021-06-13T06:42+08:00，或只写日期 2021-06-13' };
  const [, date = '', hour = '', minute = '', second = '00', fraction = '', offset] = match;
  if (!isRealDate(date)) return { reason: `日期 ${date} 不存在` };
  if (offset === undefined) return { reason: '时刻没有写时区，须写作 2021-06-13T06:42+08:00' };
  return bounded(Date.parse(`${date}T${hour}:${minute}:${second}${fraction}${offset}`));
}
