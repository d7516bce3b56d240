import type { PlainDate } from '../domain/time/instant';
import { addDays, chineseDate } from '../domain/time/plain-date';
import type { StatutoryFile } from './schema/calendar';

/** Since when each rule of rest days holds: the versions of the 放假办法 and the weekly rest days. */

export type StatutoryVersion = StatutoryFile['versions'][number];

export interface RestRule {
  kind: 'holidays' | 'weekly';
  from: PlainDate;
  /** Last day on which it held; null where it still does. */
  to: PlainDate | null;
  source: string;
  /** Statutory days a year; null for weekly rest days. */
  days: number | null;
  note: string | null;
}

/** First day a version held. Texts of earlier programs knew the year only. */
export const startOf = ({ from, fromYear }: StatutoryVersion): PlainDate => from ?? `${fromYear}-01-01`;

/** Last day a version held, the day before the newer one began. Versions stand newest first. */
export function endOf(version: StatutoryVersion, { versions }: StatutoryFile): PlainDate | null {
  const newer = versions[versions.indexOf(version) - 1];
  return newer ? addDays(startOf(newer), -1) : null;
}

export const heldOn = (version: StatutoryVersion, date: PlainDate, statutory: StatutoryFile): boolean =>
  startOf(version) <= date && date <= (endOf(version, statutory) ?? date);

/** Versions that held on some day of the year; two in a year in which the statute changed. */
export const versionsOf = (year: number, statutory: StatutoryFile): StatutoryVersion[] => statutory.versions.filter((version) =>
  startOf(version) <= `${year}-12-31` && (endOf(version, statutory) ?? `${year}-12-31`) >= `${year}-01-01`);

const countOf = ({ days }: StatutoryVersion): number =>
  days.reduce((sum, { dates = [], lunar = [], term }) => sum + dates.length + lunar.length + (term === undefined ? 0 : 1), 0);

export function restRules(statutory: StatutoryFile): RestRule[] {
  const holidays = statutory.versions.map((version): RestRule => ({
    kind: 'holidays', from: startOf(version), to: endOf(version, statutory), source: version.source, days: countOf(version),
    note: version.note ?? null,
  }));
  const { weekly } = statutory;
  return weekly ? [...holidays, { kind: 'weekly', from: weekly.from, to: null, source: weekly.source, days: null, note: weekly.note ?? null }] : holidays;
}

/** Two rest days a week are counted in every year; said of a year in which that did not hold throughout. */
export function weeklyDoubt(year: number, { weekly }: StatutoryFile): string | null {
  if (!weekly || weekly.from <= `${year}-01-01`) return null;
  return `星期六和星期日为周休息日自${chineseDate(weekly.from)}起施行（${weekly.source}）；${year}年在此之前的周六也按休息日计，未必符合当时的规定。`;
}
