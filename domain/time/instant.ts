import { civilOf, dayNumber, formatCivil, parseCivil } from './civil';

/** A moment: milliseconds since 1970-01-01T00:00Z. Plain number, so that it survives JSON, workflow state and histories. */
export type Instant = number;

/** A civil date of the +08:00 zone, `YYYY-MM-DD`. Legal limits are counted on these, never on instants. */
export type PlainDate = string;

export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;

/**
 * China has kept UTC+08:00 without summer time on every day from 1991-09-16: the last summer time, of 1986–1991, ended on
 * the day before at 02:00, and there was more before 1950. Whatever is read from files, forms or commands is held to
 * `FIRST_INSTANT` and `END_INSTANT`; inside them a day is 24 h and no zone data is needed.
 */
const ZONE_OFFSET_MS = 8 * MS_PER_HOUR;

/** The civil date on which `at` falls at +08:00. */
export const dateOf = (at: Instant): PlainDate => formatCivil(civilOf(Math.floor((at + ZONE_OFFSET_MS) / MS_PER_DAY)));

/** The first instant of a civil date: its 00:00 at +08:00. */
export const startOfDate = (date: PlainDate): Instant => dayNumber(parseCivil(date)) * MS_PER_DAY - ZONE_OFFSET_MS;

/** First instant that can be reckoned with. */
export const FIRST_INSTANT: Instant = startOfDate('1991-09-16');
/** First instant that cannot any more: holidays are reckoned as far as the century goes. */
export const END_INSTANT: Instant = startOfDate('2100-01-01');

/** `2021-08-13T00:00:00+08:00`; milliseconds only where there are any. */
export function formatInstant(at: Instant): string {
  const iso = new Date(at + ZONE_OFFSET_MS).toISOString();
  const millis = iso.slice(19, 23);
  return `${iso.slice(0, 19)}${millis === '.000' ? '' : millis}+08:00`;
}
