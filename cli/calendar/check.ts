import { dateOf } from '../../domain/time/instant';
import { parseInstant } from '../../domain/case-file/instant-text';
import { type CalendarRemark, checkYear, missingYears } from '../../rules/calendar-check';
import { loadCalendarYears, loadStatutory } from '../../rules/calendar';
import { loadLocalCalendars, localCalendarFolder } from '../../rules/local-calendar';
import { type RestRule, restRules } from '../../rules/rest-rules';
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
  /** Since when each rule of rest days holds, newest first. */
  rules: RestRule[];
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
      faults: [], drafts: drafts.map(({ file }) => file), rules: restRules(statutory),
      warnings: [...missingYears(published, today), ...[...years, ...draftYears].flatMap((table) => checkYear(table, statutory))],
    };
  } catch (error) {
    return { faults: [(error as Error).message], warnings: [], drafts: [], rules: [] };
  }
}

function ruleText({ kind, from, to, source, days, note }: RestRule): string {
  const what = kind === 'weekly' ? '星期六、星期日为周休息日' : `法定节假日${days}天`;
  return `${from} 至 ${to ?? '今'}  ${what}，${source}${note === null ? '' : `。${note}`}`;
}

export function checkCalendar({ json, data, asOf }: CheckOptions): void {
  const instant = asOf === undefined ? { at: Date.now() } : parseInstant(asOf);
  if ('reason' in instant) {
    process.stderr.write(`--as-of: ${instant.reason}\n`);
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  const { faults, warnings, drafts, rules } = checked(dateOf(instant.at), localCalendarFolder(data));
  if (faults.length) process.exitCode = EXIT_FAILED;
  if (json) {
    process.stdout.write(`${JSON.stringify({ ok: faults.length === 0, faults, warnings, drafts, rules })}\n`);
    return;
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  const lines = [...warnings.map(({ text }) => `提示：${text}`), ...drafts.map((file) => `已导入、未生效：${file}`)];
  if (faults.length) return;
  const found = lines.length ? lines : ['日历全部合格，没有缺少的年份。'];
  process.stdout.write(`${[...found, '', '休息日的规则，各自施行的时间：', ...rules.map(ruleText)].join('\n')}\n`);
}
