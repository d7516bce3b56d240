import type { Command } from 'commander';
import { assess } from '../../domain/accident-case/assess';
import { parseInstant } from '../../domain/case-file/instant-text';
import { toFacts } from '../../domain/case-file/parse';
import type { Instant } from '../../domain/time/instant';
import { readCaseFile } from '../../rules/case-file-reader';
import { loadRules } from '../../rules/index';
import { type Deadlines, deadlinesJson } from '../deadlines-json';
import { deadlinesText } from '../deadlines-text';

interface Options {
  asOf?: string;
  json?: boolean;
  proof?: boolean;
}

const EXIT_BAD_INPUT = 2;

/** Everything that follows from one file, or null after its faults went to stderr. */
function deadlinesOf(path: string, asOf: Instant): Deadlines | null {
  const parsed = readCaseFile(path);
  if (!parsed.ok) {
    for (const { path: where, reason } of parsed.faults) process.stderr.write(`${path}: ${where}: ${reason}\n`);
    return null;
  }
  const { calendar, resolve } = loadRules();
  const rules = resolve(parsed.file.packs);
  const assessment = assess(toFacts(parsed.file), rules, calendar, asOf, parsed.file.id);
  const early: Deadlines['warnings'] = parsed.file.accident.occurredAt > asOf
    ? [{ code: 'not-happened-yet', text: '截止时刻早于事故发生时间，没有任何时限。' }] : [];
  return { file: parsed.file, asOf, packs: rules.pins, assessment, warnings: [...parsed.warnings, ...early, ...assessment.warnings] };
}

/** Prints each good file in the order given; a bad one goes to stderr and does not stop the others. */
export function printDeadlines(paths: readonly string[], options: Options): void {
  const instant = options.asOf === undefined ? { at: Date.now() } : parseInstant(options.asOf);
  if ('reason' in instant) {
    process.stderr.write(`--as-of: ${instant.reason}\n`);
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  printAll(paths, instant.at, options);
}

function printAll(paths: readonly string[], asOf: Instant, { json, proof }: Options): void {
  let printed = 0;
  for (const path of paths) {
    const deadlines = deadlinesOf(path, asOf);
    if (!deadlines) {
      process.exitCode = EXIT_BAD_INPUT;
      continue;
    }
    const text = json ? JSON.stringify(deadlinesJson(deadlines)) : `${printed ? '\n' : ''}${deadlinesText(deadlines, proof === true)}`;
    process.stdout.write(`${text}\n`);
    printed += 1;
  }
}

export function registerDeadlines(program: Command): void {
  program.command('deadlines <file...>')
    .description('按案例文件推算等级和各项法定时限；不需要服务和数据库')
    .option('--as-of <instant>', '截止时刻，如 2022-08-01T09:00+08:00；默认为现在')
    .option('--json', '每个文件输出一行 JSON')
    .option('--proof', '列出每个日期的推算过程')
    .addHelpText('after', '\n逾期时长（lateBy）为 ISO 8601 时长，自期限届满后的第一个逾期时刻算起，如 PT5M、P38DT9H。')
    .action(printDeadlines);
}
