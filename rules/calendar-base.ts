import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { canonicalJson } from '../domain/base/canonical-json';
import type { CalendarYear } from '../domain/time/calendar';
import { toCalendarYear } from './calendar';
import { type CalendarFile, calendarYearSchema, statutorySchema } from './schema/calendar';
import { computeStatutoryYear } from './statutory-days';

/**
 * The whole calendar that came with a program, as one text known by its hash. A matter pins it, so that a program that
 * brings other days moves no matter under way (docs/adr/0007).
 */
export interface CalendarBase {
  sha256: string;
  text: string;
  /** Years with a file, oldest first; `text` is the file's. */
  years: readonly { file: CalendarFile; text: string }[];
  /** Any year; one without a file is computed from the statutory days. */
  tableOf(year: number): CalendarYear;
}

/** @throws Error where the text is no base */
export function readBase(text: string): CalendarBase {
  const texts = JSON.parse(text) as { statutory: string; years: string[] };
  const statutory = statutorySchema.parse(parse(texts.statutory));
  const years = texts.years.map((content) => ({ file: calendarYearSchema.parse(parse(content)), text: content }));
  const tables = new Map(years.map(({ file }) => [file.year, toCalendarYear(file)]));
  return {
    sha256: createHash('sha256').update(text).digest('hex'), text, years,
    tableOf: (year) => tables.get(year) ?? computeStatutoryYear(year, statutory),
  };
}

const FOLDER = join(__dirname, 'calendar');
let shipped: CalendarBase | undefined;

function readShipped(): CalendarBase {
  const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
  const years = readdirSync(FOLDER).filter((name) => /^\d{4}\.yaml$/.test(name)).sort().map(read);
  return readBase(canonicalJson({ statutory: read('statutory.yaml'), years }));
}

/** The base that came with this program; read once. */
export const shippedBase = (): CalendarBase => (shipped ??= readShipped());

/** Whether two editions of a year say the same of every day, whatever they are called. */
export const sameDays = (a: CalendarYear, b: CalendarYear): boolean =>
  canonicalJson([a.status, a.off, a.worked]) === canonicalJson([b.status, b.off, b.worked]);
