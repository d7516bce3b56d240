import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarYear, type WorkCalendar, createWorkCalendar } from '../domain/time/calendar';
import { addDays } from '../domain/time/plain-date';
import { type CalendarFile, calendarYearSchema, statutorySchema } from './schema/calendar';
import { computeStatutoryYear } from './statutory-days';
import { readRuleFile } from './yaml-file';

const FOLDER = join(__dirname, 'calendar');

export interface LoadedCalendarYear {
  table: CalendarFile;
  sha256: string;
  file: string;
}

/** Every year with a file, oldest first. @throws Error where a file breaks the schema or its place. */
export function loadCalendarYears(folder: string = FOLDER): LoadedCalendarYear[] {
  return readdirSync(folder).filter((name) => /^\d{4}\.yaml$/.test(name)).sort().map((file) => {
    const { content: table, sha256 } = readRuleFile(join(folder, file), calendarYearSchema);
    if (file !== `${table.year}.yaml`) throw new Error(`日历 ${file} 里写的是 ${table.year} 年`);
    return { table, sha256, file };
  });
}

export const loadStatutory = (folder: string = FOLDER) =>
  readRuleFile(join(folder, 'statutory.yaml'), statutorySchema).content;

function toYear({ year, status, off, worked }: CalendarFile): CalendarYear {
  const days: Record<string, string> = {};
  for (const { from, to, name } of off) for (let day = from; day <= to; day = addDays(day, 1)) days[day] = name;
  return { year, status, off: days, worked: Object.fromEntries(worked.map((row) => [row.date, row.for])) };
}

/**
 * The working calendar: published years from their files; every other year, past or future, computed from the
 * statutory days and marked provisional.
 */
export function loadCalendar(folder: string = FOLDER): WorkCalendar {
  if (!existsSync(folder)) throw new Error(`缺少日历目录 ${folder}`);
  const files = new Map(loadCalendarYears(folder).map(({ table }) => [table.year, toYear(table)]));
  const statutory = loadStatutory(folder);
  return createWorkCalendar((year) => files.get(year) ?? computeStatutoryYear(year, statutory));
}
