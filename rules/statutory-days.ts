import type { Solar } from 'lunar-typescript';
import type { CalendarYear } from '../domain/time/calendar';
import type { PlainDate } from '../domain/time/instant';
import { addDays } from '../domain/time/plain-date';
import { type StatutoryVersion, heldOn, versionsOf } from './rest-rules';
import type { StatutoryFile } from './schema/calendar';

/** Large, and asked only for years without a table: loaded when it is. */
const lunisolar = (): typeof import('lunar-typescript') => require('lunar-typescript') as typeof import('lunar-typescript');

const iso = (solar: Solar): PlainDate => solar.toYmd();

/** 正月初一 of a year, with the corrections of the file where lunar tables err by a day. */
const newYearDay = (year: number, { newYearDays }: StatutoryFile): PlainDate =>
  newYearDays.find((row) => row.year === year)?.date ?? iso(lunisolar().Lunar.fromYmd(year, 1, 1).getSolar());

/** `01-00` is the eve of the first day; days of the first month count from the (corrected) first day. */
function lunarDate(year: number, monthDay: string, statutory: StatutoryFile): PlainDate {
  const [month = 0, day = 0] = monthDay.split('-').map(Number);
  return month === 1 ? addDays(newYearDay(year, statutory), day - 1) : iso(lunisolar().Lunar.fromYmd(year, month, day).getSolar());
}

/** The day a solar term of that year falls on. */
function termDate(year: number, term: string): PlainDate {
  const solar = lunisolar().Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()[term];
  if (!solar) throw new Error(`不认识的节气 ${term}`);
  return iso(solar);
}

type Holiday = StatutoryVersion['days'][number];

const datesOf = (year: number, { dates = [], lunar = [], term }: Holiday, statutory: StatutoryFile): PlainDate[] => [
  ...dates.map((day) => `${year}-${day}`),
  ...lunar.map((day) => lunarDate(year, day, statutory)),
  ...(term === undefined ? [] : [termDate(year, term)]),
];

/** The days a version of the 办法 gives in a year, whether or not it held then. */
export const daysOfVersion = (version: StatutoryVersion, year: number, statutory: StatutoryFile): [PlainDate, string][] =>
  version.days.flatMap((holiday) => datesOf(year, holiday, statutory).map((day): [PlainDate, string] => [day, holiday.name]));

/**
 * Every day off that statute owes in a year, with its name; a date on which two holidays fall is there twice. Each day by
 * the version that held on it: in 1999 Labour Day was one day and National Day three.
 */
export const statutoryDays = (year: number, statutory: StatutoryFile): [PlainDate, string][] => versionsOf(year, statutory)
  .flatMap((version) => daysOfVersion(version, year, statutory).filter(([day]) => heldOn(version, day, statutory)));

/**
 * The year as far as statute alone fixes it: weekends and statutory days. Days off in lieu and make-up days are the
 * notice's to say, so the table is provisional. 《全国年节及纪念日放假办法》 in the versions of that year.
 */
export function computeStatutoryYear(year: number, statutory: StatutoryFile): CalendarYear {
  const texts = versionsOf(year, statutory).map(({ source }) => source);
  const basis = ['全国年节及纪念日放假办法', ...texts, '推算'].join('，');
  return { year, status: 'provisional', basis, off: Object.fromEntries(statutoryDays(year, statutory)), worked: {} };
}
