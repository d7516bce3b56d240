import { dateOf } from '../../domain/time/instant';
import { parseInstant } from '../../domain/case-file/instant-text';
import { type CalendarRemark, checkYear, missingYears } from '../../rules/calendar-check';
import { loadCalendarYears, loadStatutory } from '../../rules/calendar';
import { loadLocalCalendars, localCalendarFolder } from '../../rules/local-calendar';
import type { CalendarOptions } from './show';

export interface CheckOptions extends CalendarOptions {
  asOf?: string;
}

const EXIT_FAILED = 1;
const EXIT_BAD_INPUT = 2;

interface Checked {
  faults: string[];
  warnings: CalendarRemark[];
  drafts: string[];
}

/** A table that breaks its schema is a fault; what does not make sense, or is missing, is a warning. */
function checked(today: string, folder: string): Checked {
  try {
    const { inForce, drafts } = loadLocalCalendars(folder);
    const years = [...loadCalendarYears().map(({ table }) => table), ...inForce.flatMap((file) => (file.kind === 'year' ? [file.table] : []))];
    const published = new Set(years.filter(({ status }) => status === 'published').map(({ year }) => year));
    const statutory = loadStatutory();
    const draftYears = drafts.flatMap((file) => (file.kind === 'year' ? [file.table] : []));
    return {
      faults: [], drafts: drafts.map(({ file }) => file),
      warnings: [...missingYears(published, today), ...[...years, ...draftYears].flatMap((table) => checkYear(table, statutory))],
    };
  } catch (error) {
    return { faults: [(error as Error).message], warnings: [], drafts: [] };
  }
}

export function checkCalendar({ json, data, asOf }: CheckOptions): void {
  const instant = asOf === undefined ? { at: Date.now() } : parseInstant(asOf);
  if ('reason' in instant) {
    process.stderr.write(`--as-of: ${instant.reason}\n`);
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  const { faults, warnings, drafts } = checked(dateOf(instant.at), localCalendarFolder(data));
  if (faults.length) process.exitCode = EXIT_FAILED;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ok: faults.length === 0, faults, warnings, drafts })}\n`);
    return;
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  const lines = [...warnings.map(({ text }) => `提示：${text}`), ...drafts.map((file) => `已导入、未生效：${file}`)];
  if (!faults.length) process.stdout.write(`${lines.length ? lines.join('\n') : '日历全部合格，没有缺少的年份。'}\n`);
}
