import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarOverlay, type CalendarYear, type WorkCalendar, createWorkCalendar, withOverlay } from '../domain/time/calendar';
import { addDays, daysBetween } from '../domain/time/plain-date';
import { type CalendarFile, type OverlayFile, type StatutoryFile, calendarYearSchema, statutorySchema } from './schema/calendar';
import { computeStatutoryYear } from './statutory-days';
import { readRuleFile } from './yaml-file';

const FOLDER = join(__dirname, 'calendar');

export interface LoadedCalendarYear {
  table: CalendarFile;
  sha256: string;
  file: string;
}

function readYear(folder: string, file: string): LoadedCalendarYear {
  const { content: table, sha256 } = readRuleFile(join(folder, file), calendarYearSchema);
  if (file !== `${table.year}.yaml`) throw new Error(`日历 ${file} 里写的是 ${table.year} 年`);
  return { table, sha256, file };
}

/** Every year with a file, oldest first. @throws Error where a file breaks the schema or its place. */
export const loadCalendarYears = (folder: string = FOLDER): LoadedCalendarYear[] =>
  readdirSync(folder).filter((name) => /^\d{4}\.yaml$/.test(name)).sort().map((file) => readYear(folder, file));

export const loadStatutory = (folder: string = FOLDER): StatutoryFile =>
  readRuleFile(join(folder, 'statutory.yaml'), statutorySchema).content;

const dayNames = (off: CalendarFile['off']): Record<string, string> => Object.fromEntries(off.flatMap(({ from, to, name }) =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => [addDays(from, i), name])));

const workedNames = (worked: CalendarFile['worked']): Record<string, string> =>
  Object.fromEntries(worked.map((row) => [row.date, row.for]));

/** A year's file as the counting reads it; proofs name its notices. */
export const toCalendarYear = ({ year, status, sources, off, worked }: CalendarFile): CalendarYear => ({
  year, status, off: dayNames(off), worked: workedNames(worked),
  basis: `${sources.map(({ notice }) => notice).join('、')}${status === 'provisional' ? '，推算' : ''}`,
});

export const toOverlay = ({ overlay, title, sources, off, worked }: OverlayFile): CalendarOverlay =>
  ({ id: overlay, title: `${title}，${sources.join('、')}`, off: dayNames(off), worked: workedNames(worked) });

/**
 * The working calendar: years from their tables, a later table of a year in place of an earlier one; every other year,
 * past or future, computed from the statutory days and marked provisional; overlays on top in the order given.
 */
export function composeCalendar(
  tables: readonly CalendarFile[], statutory: StatutoryFile, overlays: readonly OverlayFile[] = [],
): WorkCalendar {
  const years = new Map(tables.map((table) => [table.year, toCalendarYear(table)]));
  const national = createWorkCalendar((year) => years.get(year) ?? computeStatutoryYear(year, statutory));
  return overlays.map(toOverlay).reduce(withOverlay, national);
}

/** The calendar that came with the product, without anything local. A year's file is read when a day of it is asked for. */
export function loadCalendar(folder: string = FOLDER): WorkCalendar {
  if (!existsSync(folder)) throw new Error(`缺少日历目录 ${folder}`);
  return createWorkCalendar((year) => (existsSync(join(folder, `${year}.yaml`))
    ? toCalendarYear(readYear(folder, `${year}.yaml`).table) : computeStatutoryYear(year, loadStatutory(folder))));
}
