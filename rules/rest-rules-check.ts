import type { PlainDate } from '../domain/time/instant';
import { chineseDate, yearOf } from '../domain/time/plain-date';
import type { CalendarRemark } from './calendar-check';
import { type StatutoryVersion, endOf, startOf, versionsOf, weeklyDoubt } from './rest-rules';
import type { CalendarFile, StatutoryFile } from './schema/calendar';
import { daysOfVersion } from './statutory-days';

/** What a year's table takes from a rule of rest days that did not hold in that year. */

const orderOf = (text: string): string | undefined => /国务院令第\d+号/.exec(text)?.[0];

/** `自2025年1月1日起施行`, or until when it held, seen from a year outside its span. */
function spanText(version: StatutoryVersion, year: number, statutory: StatutoryFile): string {
  const end = endOf(version, statutory);
  return end !== null && end < `${year}-01-01` ? `只施行到${chineseDate(end)}` : `自${chineseDate(startOf(version))}起施行`;
}

/** A table that cites an order which was not yet, or no longer, in force on any day of its year. */
export function citedOutsideSpan({ year, sources }: CalendarFile, statutory: StatutoryFile): CalendarRemark[] {
  const holding = new Set(versionsOf(year, statutory));
  return sources.flatMap(({ notice }) => {
    const order = orderOf(notice);
    const version = statutory.versions.find(({ source }) => order !== undefined && orderOf(source) === order);
    if (!version || holding.has(version)) return [];
    return [{ year, code: 'rule-not-in-force' as const, text: `${year}年的表以${notice}为依据，而${version.source}${spanText(version, year, statutory)}。` }];
  });
}

/** Years between a year and the span of a version that did not hold in it. */
function yearsAway(version: StatutoryVersion, year: number, statutory: StatutoryFile): number {
  const end = endOf(version, statutory);
  return end !== null && yearOf(end) < year ? year - yearOf(end) : yearOf(startOf(version)) - year;
}

/** The version nearest in time by which a day would be a statutory holiday, if it had held that year. */
export function otherVersionOf(day: PlainDate, year: number, statutory: StatutoryFile): { text: string } | null {
  const holding = new Set(versionsOf(year, statutory));
  const others = statutory.versions.filter((each) => !holding.has(each))
    .sort((a, b) => yearsAway(a, year, statutory) - yearsAway(b, year, statutory));
  for (const version of others) {
    const name = daysOfVersion(version, year, statutory).find(([date]) => date === day)?.[1];
    if (name !== undefined) {
      return { text: `${chineseDate(day)}（${name}）在${year}年不是法定节假日：${version.source}${spanText(version, year, statutory)}。` };
    }
  }
  return null;
}

/** A year without a notice holds statutory days and nothing else. */
export function provisionalDays({ year }: CalendarFile, off: readonly PlainDate[], statutoryDays: ReadonlySet<PlainDate>, statutory: StatutoryFile): CalendarRemark[] {
  return off.filter((day) => !statutoryDays.has(day)).map((day): CalendarRemark => {
    const other = otherVersionOf(day, year, statutory);
    return other ? { year, code: 'rule-not-in-force', ...other }
      : { year, code: 'off-without-statutory-day', text: `${chineseDate(day)}不是法定节假日；没有通知的年份只列法定节假日。` };
  });
}

export function weeklyRemark(year: number, statutory: StatutoryFile): CalendarRemark[] {
  const text = weeklyDoubt(year, statutory);
  return text === null ? [] : [{ year, code: 'rule-not-in-force', text }];
}
