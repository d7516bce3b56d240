/**
 * Civil dates as day numbers, in plain integer arithmetic (proleptic Gregorian, years 1–9999). Written out because a
 * case derives hundreds of dates at a time and `Date` with ISO strings is an order of magnitude slower.
 */

const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719_468;

export interface Civil {
  year: number;
  /** 1–12 */
  month: number;
  day: number;
}

/** Days since 1970-01-01. Years start in March, so that the leap day is the last of its year. */
export function dayNumber({ year, month, day }: Civil): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / YEARS_PER_ERA);
  const yearOfEra = y - era * YEARS_PER_ERA;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
}

/** The date of a day number; the inverse of `dayNumber`. */
export function civilOf(days: number): Civil {
  const z = days + EPOCH_SHIFT;
  const era = Math.floor(z / DAYS_PER_ERA);
  const dayOfEra = z - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

export const formatCivil = ({ year, month, day }: Civil): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

/** Parts of `YYYY-MM-DD`; the text is trusted to be one. */
export const parseCivil = (date: string): Civil =>
  ({ year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) });

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
export const daysInMonth = (year: number, month: number): number =>
  (month === 2 && isLeapYear(year) ? 29 : MONTH_LENGTHS[month - 1] ?? 31);
