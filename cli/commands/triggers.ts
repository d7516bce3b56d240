import type { Command } from 'commander';
import { assess } from '../../domain/kinds/accident-case/assess';
import type { Fault } from '../../domain/case-file/faults';
import { parseInstant } from '../../domain/case-file/instant-text';
import { type CaseFile, toFacts } from '../../domain/case-file/parse';
import { type CaseTriggers, caseTriggers } from '../../domain/kinds/accident-case/case-findings';
import type { FactsFile } from '../../domain/trigger/facts';
import type { Instant } from '../../domain/time/instant';
import { readCaseFile } from '../../rules/case-file-reader';
import { editionsOf } from '../../rules/editions';
import { loadRules } from '../../rules/index';
import { readFactsFile } from '../../rules/trigger-facts-reader';
import { triggersJson } from '../triggers-json';
import { triggersText } from '../triggers-text';

export interface TriggersOptions {
  asOf?: string;
  facts?: string;
  json?: boolean;
}

const EXIT_BAD_INPUT = 2;

function refuse(file: string, faults: readonly Fault[]): void {
  for (const { path, reason } of faults) process.stderr.write(`${file}: ${path}: ${reason}\n`);
  process.exitCode = EXIT_BAD_INPUT;
}

function print(file: CaseFile, others: FactsFile | undefined, asOf: Instant, json: boolean): void {
  const library = loadRules();
  const rules = library.resolve(file.packs);
  const facts = toFacts(file);
  const assessment = assess(facts, rules, library.calendar, asOf, file.id);
  const triggers: CaseTriggers = caseTriggers({ id: file.id, facts, assessment, asOf }, editionsOf(library).triggersOf(rules.pins), others);
  const text = json ? JSON.stringify(triggersJson(file, asOf, rules.pins, triggers)) : triggersText(file, asOf, triggers);
  process.stdout.write(`${text}\n`);
}

/** Which measures the packs of a case file call for, as one JSON object or for people. */
export function printTriggers(path: string, { asOf, facts, json = false }: TriggersOptions): void {
  const instant = asOf === undefined ? { at: Date.now() } : parseInstant(asOf);
  if ('reason' in instant) {
    refuse('--as-of', [{ path: asOf ?? '', reason: instant.reason }]);
    return;
  }
  const parsed = readCaseFile(path);
  const others = facts === undefined ? undefined : readFactsFile(facts);
  if (!parsed.ok) refuse(path, parsed.faults);
  if (others && !others.ok) refuse(facts ?? '', others.faults);
  if (!parsed.ok || (others && !others.ok)) return;
  print(parsed.file, others?.ok ? others.file : undefined, instant.at, json);
}

export function registerTriggers(program: Command): void {
  program.command('triggers <file>')
    .description('按案例文件判断可能触发的措施：约谈、通报、检查、一票否决、提级、挂牌督办等；只是提示')
    .option('--as-of <instant>', '截止时刻，如 2022-08-01T09:00+08:00；默认为现在')
    .option('--facts <file>', '案例文件以外的事实（其他事故、指标、考核、检查、人的认定）')
    .option('--json', '输出一个 JSON 对象')
    .addHelpText('after', '\n事实文件的写法见 examples/triggers/ 和 docs/triggers.md。缺少事实不是错误，会列出缺少什么。')
    .action(printTriggers);
}
