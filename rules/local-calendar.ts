import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Fault, WHOLE_FILE, faultsOf } from '../domain/case-file/faults';
import { isObject } from '../domain/case-file/values';
import { type WorkCalendar, withOverlay, withYear } from '../domain/time/calendar';
import { composeCalendar, loadCalendarYears, loadStatutory, toCalendarYear, toOverlay } from './calendar';
import { type CalendarFile, type OverlayFile, calendarYearSchema, overlaySchema } from './schema/calendar';
import { readTextFile } from './text-file';
import { readYamlText } from './yaml-text';

/**
 * Calendars beside those on board, for reckoning from files. Those in the folder itself count; those in `drafts/` were
 * imported and do not. `<year>.yaml` is a year, `overlay-<id>.yaml` a body's own days (docs/adr/0006).
 */

export type LocalCalendarFile = { file: string; sha256: string }
  & ({ kind: 'year'; table: CalendarFile } | { kind: 'overlay'; table: OverlayFile });

export interface LocalCalendars {
  inForce: LocalCalendarFile[];
  drafts: LocalCalendarFile[];
}

export type ReadCalendar = { ok: true; calendar: LocalCalendarFile; text: string } | { ok: false; faults: Fault[] };

const DRAFTS = 'drafts';
const FILE_NAME = /^(\d{4}|overlay-[a-z0-9-]+)\.yaml$/;

/** `calendar/` in the data folder: that of the option, of ANCHA_DATA, or `.ancha/data` where the program runs. */
export const localCalendarFolder = (data?: string, env: Record<string, string | undefined> = process.env): string =>
  join(resolve(data ?? (env['ANCHA_DATA'] || join('.ancha', 'data'))), 'calendar');

function checked(value: unknown): { kind: 'year'; table: CalendarFile } | { kind: 'overlay'; table: OverlayFile } | { faults: Fault[] } {
  if (!isObject(value)) return { faults: [{ path: WHOLE_FILE, reason: '须为年度放假表（year: …）或本机关的休息日表（overlay: …）' }] };
  if ('overlay' in value) {
    const result = overlaySchema.safeParse(value, { reportInput: true });
    return result.success ? { kind: 'overlay', table: result.data } : { faults: faultsOf(result.error.issues) };
  }
  const result = calendarYearSchema.safeParse(value, { reportInput: true });
  return result.success ? { kind: 'year', table: result.data } : { faults: faultsOf(result.error.issues) };
}

/** A year table or an overlay from its text, or every fault of it with its path. */
export function parseCalendarText(text: string): ReadCalendar {
  const read = readYamlText(text);
  if ('faults' in read) return { ok: false, faults: read.faults };
  const table = checked(read.value);
  if ('faults' in table) return { ok: false, faults: table.faults };
  const file = table.kind === 'year' ? `${table.table.year}.yaml` : `overlay-${table.table.overlay}.yaml`;
  return { ok: true, text, calendar: { ...table, file, sha256: createHash('sha256').update(text).digest('hex') } };
}

export function readCalendarFile(path: string): ReadCalendar {
  const read = readTextFile(path);
  return 'reason' in read ? { ok: false, faults: [{ path: WHOLE_FILE, reason: read.reason }] } : parseCalendarText(read.text);
}

function filesOf(folder: string): LocalCalendarFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => FILE_NAME.test(name)).sort().map((name) => {
    const read = parseCalendarText(readFileSync(join(folder, name), 'utf8'));
    if (!read.ok) throw new Error(`本地日历 ${name} 有误：\n${read.faults.map(({ path, reason }) => `  ${path}: ${reason}`).join('\n')}`);
    if (read.calendar.file !== name) throw new Error(`本地日历 ${name} 里写的是 ${read.calendar.file}`);
    return read.calendar;
  });
}

/** What the folder holds; nothing where there is no folder. @throws Error naming a file that breaks its schema or place. */
export const loadLocalCalendars = (folder: string): LocalCalendars =>
  ({ inForce: filesOf(folder), drafts: filesOf(join(folder, DRAFTS)) });

/** The calendar on board with the given files laid over it, years before overlays. */
export function calendarWith(files: readonly LocalCalendarFile[]): WorkCalendar {
  const years = files.flatMap((file) => (file.kind === 'year' ? [file.table] : []));
  const overlays = files.flatMap((file) => (file.kind === 'overlay' ? [file.table] : []));
  return composeCalendar([...loadCalendarYears().map(({ table }) => table), ...years], loadStatutory(), overlays);
}

/** A calendar with one more file laid over it. */
export const layCalendar = (base: WorkCalendar, file: LocalCalendarFile): WorkCalendar =>
  (file.kind === 'year' ? withYear(base, toCalendarYear(file.table)) : withOverlay(base, toOverlay(file.table)));

export const calendarWithLocal = (folder: string): WorkCalendar => calendarWith(loadLocalCalendars(folder).inForce);

/** Files a draft, in place of an earlier one of that name; the running calendar is not touched. */
export function saveDraft(folder: string, { calendar, text }: Extract<ReadCalendar, { ok: true }>): string {
  const drafts = join(folder, DRAFTS);
  mkdirSync(drafts, { recursive: true });
  const path = join(drafts, calendar.file);
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
  return path;
}
