import type { Command } from 'commander';
import type { Fault } from '../../domain/case-file/faults';
import { parseInstant } from '../../domain/case-file/instant-text';
import { printable, printableLines } from '../../domain/case-file/plain-characters';
import type { Instant } from '../../domain/time/instant';
import { applyChanges } from '../../domain/what-if/set-path';
import { type LawSource, type Reckoned, type WhatIf, reckonFile, whatIf } from '../../domain/what-if/what-if';
import { checkCaseFile, readRawCaseFile } from '../../rules/case-file-reader';
import { useLocalCalendar } from '../../rules/index';
import { calendarWith, loadLocalCalendars, localCalendarFolder } from '../../rules/local-calendar';
import { deadlinesJson } from '../deadlines-json';
import { deadlinesText } from '../deadlines-text';
import { compareJson } from '../what-if/compare-json';
import { compareText } from '../what-if/compare-text';
import { type WantedChanges, readChanges, readTypedValue } from '../what-if/read-changes';

export interface DeadlinesOptions {
  asOf?: string;
  json?: boolean;
  proof?: boolean;
  set?: string[];
  unset?: string[];
  compare?: boolean;
  data?: string;
}

const EXIT_BAD_INPUT = 2;

interface Run extends WantedChanges {
  asOf: Instant;
  options: DeadlinesOptions;
  /** The law as it is, and as the options would have it. */
  law: LawSource;
  changedLaw: LawSource;
}

function reportFaults(where: string, faults: readonly Fault[]): null {
  for (const { path, reason } of faults) process.stderr.write(`${printable(`${where}${path}: ${reason}`)}\n`);
  process.exitCode = EXIT_BAD_INPUT;
  return null;
}

/** Everything that follows from one file, changed where the options say so, as text to print. */
function reckoned(original: unknown, run: Run): string | { faults: Fault[] } {
  const { asOf, options, changes, changedLaw } = run;
  const { value, faults } = changes.length ? applyChanges(original, changes, readTypedValue) : { value: original, faults: [] };
  if (faults.length) return { faults };
  const result = reckonFile(checkCaseFile(value), changedLaw, asOf);
  if (!result.ok) return result;
  const deadlines = { ...result, asOf, warnings: warningsOf(result, asOf) };
  return options.json ? JSON.stringify(deadlinesJson(deadlines)) : deadlinesText(deadlines, options.proof === true);
}

const warningsOf = ({ file, warnings, assessment }: Reckoned, asOf: Instant) => [
  ...warnings,
  ...(file.accident.occurredAt > asOf ? [{ code: 'not-happened-yet', text: '截止时刻早于事故发生时间，没有任何时限。' }] : []),
  ...assessment.warnings,
];

function compared(original: unknown, { asOf, options, changes, calendars, law, changedLaw }: Run): string | { faults: Fault[] } {
  const result: WhatIf = whatIf({ original, changes, asOf, before: law, after: changedLaw, check: checkCaseFile, readValue: readTypedValue });
  if (!result.ok) return result;
  const files = calendars.map(({ file }) => file);
  return options.json ? JSON.stringify(compareJson(result, files, asOf)) : compareText(result, files, asOf);
}

/** What is to be printed for one file, or null after its faults went to stderr. */
function textOf(path: string, run: Run): string | null {
  const raw = readRawCaseFile(path);
  const text = 'faults' in raw ? raw : run.options.compare ? compared(raw.value, run) : reckoned(raw.value, run);
  return typeof text === 'string' ? text : reportFaults(`${path}: `, text.faults);
}

/** Prints each good file in the order given; a bad one goes to stderr and does not stop the others. */
export function printDeadlines(paths: readonly string[], options: DeadlinesOptions): void {
  const instant = options.asOf === undefined ? { at: Date.now() } : parseInstant(options.asOf);
  if ('reason' in instant) {
    reportFaults('', [{ path: '--as-of', reason: instant.reason }]);
    return;
  }
  const wanted = readChanges(options.set ?? [], options.unset ?? []);
  if ('faults' in wanted) {
    reportFaults('', wanted.faults);
    return;
  }
  const folder = localCalendarFolder(options.data);
  const { calendar, resolve } = useLocalCalendar(folder);
  const changed = wanted.calendars.length ? calendarWith([...loadLocalCalendars(folder).inForce, ...wanted.calendars]) : calendar;
  printAll(paths, { ...wanted, asOf: instant.at, options, law: { calendar, resolve }, changedLaw: { calendar: changed, resolve } });
}

function printAll(paths: readonly string[], run: Run): void {
  let printed = 0;
  for (const path of paths) {
    const text = textOf(path, run);
    if (text === null) continue;
    process.stdout.write(`${printed && !run.options.json ? '\n' : ''}${printableLines(text)}\n`);
    printed += 1;
  }
}

const collect = (value: string, before: string[]): string[] => [...before, value];

export function registerDeadlines(program: Command): void {
  program.command('deadlines <file...>')
    .description('按案例文件推算等级和各项法定时限；不需要服务和数据库')
    .option('--as-of <instant>', '截止时刻，如 2022-08-01T09:00+08:00；默认为现在')
    .option('--json', '每个文件输出一行 JSON')
    .option('--proof', '列出每个日期的推算过程')
    .option('--set <path=value>', '在副本上改一处再推算，可写多次；events[+]={…} 为添加，calendar=文件 为加用一份年度或本机关日历', collect, [])
    .option('--unset <path>', '在副本上去掉一处再推算，可写多次', collect, [])
    .option('--compare', '与原文件逐个时限对照：期限、状态、相差天数和理由')
    .option('--data <folder>', '数据目录；其中 calendar/ 里已生效的本地日历一并计入')
    .addHelpText('after', `
逾期时长（lateBy）为 ISO 8601 时长，自期限届满后的第一个逾期时刻算起，如 PT5M、P38DT9H。

例：
  ancha deadlines a.yaml --compare --set 'events[3].at=2021-06-20T09:00+08:00'
  ancha deadlines a.yaml --compare --set 'counts[0].deaths=9' --set 'packs=national,zhangzhou-2016'
  ancha deadlines a.yaml --compare --set 'events[+]={ at: 2021-07-01, do: commission-appraisal, name: 起火物鉴定 }'`)
    .action(printDeadlines);
}
