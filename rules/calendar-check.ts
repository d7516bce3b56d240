import type { PlainDate } from '../domain/time/instant';
import { addDays, chineseDate, daysBetween, weekdayOf, yearOf } from '../domain/time/plain-date';
import { toCalendarYear } from './calendar';
import { citedOutsideSpan, otherVersionOf, provisionalDays, weeklyRemark } from './rest-rules-check';
import type { CalendarFile, StatutoryFile } from './schema/calendar';
import { statutoryDays } from './statutory-days';

/** What is odd about the calendars, as seen on a day. Shape and dates are the schema's to judge; this is about sense. */
export interface CalendarRemark {
  year: number;
  code: 'year-missing' | 'statutory-day-worked' | 'off-without-statutory-day' | 'lieu-days-unbalanced' | 'make-up-far' | 'make-up-unknown' | 'rule-not-in-force';
  text: string;
}

const SATURDAY = 6;
/** The notices of a year come out in late October or November. */
const EXPECTED_FROM = '-11-01';
/** Make-up days lie next to their holiday; the farthest so far was ten days away. */
const MAKE_UP_REACH = 14;

/** The year that runs, and from 1 November the next one, without a published table. */
export function missingYears(published: ReadonlySet<number>, today: PlainDate): CalendarRemark[] {
  const year = yearOf(today);
  const wanted = today >= `${year}${EXPECTED_FROM}` ? [year, year + 1] : [year];
  return wanted.filter((each) => !published.has(each)).map((each) => ({
    year: each, code: 'year-missing',
    text: `${each}年的放假调休安排没有已公布的日历：凡用到该年工作日的期限都只是暂定。请在国务院办公厅的通知公布后导入（ancha calendar import）。`,
  }));
}

const daysOf = ({ from, to }: { from: PlainDate; to: PlainDate }): PlainDate[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i));

/** Ranges that follow each other without a gap are one holiday: 国庆节 and 中秋节 of 2025. */
function joined(off: CalendarFile['off']): CalendarFile['off'] {
  return [...off].sort((a, b) => (a.from < b.from ? -1 : 1)).reduce<CalendarFile['off']>((holidays, range) => {
    const last = holidays.at(-1);
    if (!last || addDays(last.to, 1) < range.from) return [...holidays, range];
    return [...holidays.slice(0, -1), { ...last, to: range.to }];
  }, []);
}

/** A holiday that runs to the end of the year has its statutory day in the next. */
function baselessHolidays({ year, off, granted = [] }: CalendarFile, statutory: ReadonlySet<PlainDate>, file: StatutoryFile): CalendarRemark[] {
  const based = new Set([...statutory, ...granted]);
  return joined(off).filter((range) => range.to !== `${year}-12-31` && !daysOf(range).some((day) => based.has(day)))
    .map((range): CalendarRemark => {
      const other = daysOf(range).map((day) => otherVersionOf(day, year, file)).find((each) => each !== null);
      if (other) return { year, code: 'rule-not-in-force', ...other };
      return { year, code: 'off-without-statutory-day', text: `自${chineseDate(range.from)}起的${range.name}假期里没有一天是法定节假日，请对照通知核对。` };
    });
}

/**
 * A notice can lengthen a holiday, or exchange days with the year beside it; then it says so in `note`, and the count of
 * days need not balance. Two statutory days on one date (国庆节 and 中秋节 of 2009) are owed twice.
 */
function unbalanced(table: CalendarFile, owed: number): CalendarRemark[] {
  const { year, note, off, worked, granted = [] } = table;
  const weekdaysOff = off.flatMap(daysOf).filter((day) => weekdayOf(day) < SATURDAY).length;
  const given = owed + granted.length;
  if (note !== undefined || weekdaysOff === given + worked.length) return [];
  return [{ year, code: 'lieu-days-unbalanced',
    text: `${year}年放假占用的周一至周五共${weekdaysOff}天，应等于法定${given}天加调休上班${worked.length}天，请对照通知核对。` }];
}

/** The first holiday of the next year, for which the last days of this one may be worked (31 December 2011). */
const nextNewYear = (year: number): CalendarFile['off'][number] =>
  ({ from: `${year + 1}-01-01`, to: `${year + 1}-01-01`, name: '元旦' });

function makeUpRemarks({ year, off, worked }: CalendarFile): CalendarRemark[] {
  return worked.flatMap(({ date, for: holiday }): CalendarRemark[] => {
    const ranges = [...off, nextNewYear(year)].filter(({ name }) => name === holiday);
    const what = `${chineseDate(date)}调休上班`;
    if (!ranges.length) return [{ year, code: 'make-up-unknown', text: `${what}所为的“${holiday}”不在本年的放假日里。` }];
    const near = ranges.some(({ from, to }) => Math.min(Math.abs(daysBetween(date, from)), Math.abs(daysBetween(date, to))) <= MAKE_UP_REACH);
    return near ? [] : [{ year, code: 'make-up-far', text: `${what}离${holiday}假期超过${MAKE_UP_REACH}天，请对照通知核对。` }];
  });
}

/**
 * A table against the rules of rest days that held in its year (《全国年节及纪念日放假办法》 by version; lunar days computed).
 * Of a year without a notice only the statutory days are judged.
 */
export function checkYear(table: CalendarFile, statutoryFile: StatutoryFile): CalendarRemark[] {
  const { year, status } = table;
  const days = statutoryDays(year, statutoryFile);
  const statutory = new Map(days);
  const { off } = toCalendarYear(table);
  const always = [
    ...[...statutory].filter(([day]) => off[day] === undefined).map(([day, name]): CalendarRemark => (
      { year, code: 'statutory-day-worked', text: `${chineseDate(day)}是法定节假日（${name}），表中没有放假。` })),
    ...citedOutsideSpan(table, statutoryFile), ...weeklyRemark(year, statutoryFile),
  ];
  const given = new Set(statutory.keys());
  if (status === 'provisional') return [...always, ...provisionalDays(table, Object.keys(off), given, statutoryFile)];
  return [...always, ...baselessHolidays(table, given, statutoryFile), ...unbalanced(table, days.length), ...makeUpRemarks(table)];
}
