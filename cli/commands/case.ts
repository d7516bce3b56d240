import type { Command } from 'commander';
import type { LedgerRow } from '../../api/simulation/ledger';
import { countRows, countsText, ledgerRows, ledgerText } from '../../api/simulation/ledger';
import type { PlayResult } from '../../api/simulation/player';
import { play } from '../../api/simulation/player';
import type { CaseFile } from '../../domain/case-file/parse';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import { REFUSALS } from '../../domain/kernel/refusals';
import type { Instant } from '../../domain/time/instant';
import { formatInstant } from '../../domain/time/instant';
import type { LedgerSource } from '../../prisma/repositories/ledger';
import { ledgerOf } from '../../prisma/repositories/ledger';
import { withContainer } from '../../runtime/program';
import { readCaseFile } from '../../rules/case-file-reader';
import { parseInstantOption } from '../options';

interface PlayOptions {
  until?: Instant;
  id?: string;
  data?: string;
  json?: boolean;
}

const toJson = ({ at, ...row }: LedgerRow) => ({ at: formatInstant(at), ...row });

/** The file, or null after its faults were printed and the exit code set. */
function readOrExplain(file: string): CaseFile | null {
  const parsed = readCaseFile(file);
  if (parsed.ok) {
    for (const warning of parsed.warnings) process.stderr.write(`${file}: ${warning.text}\n`);
    return parsed.file;
  }
  for (const { path, reason } of parsed.faults) process.stderr.write(`${file}: ${path}: ${reason}\n`);
  process.exitCode = 2;
  return null;
}

/** Plays FILE through the real workflows and prints what happened. */
async function playFile(path: string, options: PlayOptions): Promise<void> {
  const file = readOrExplain(path);
  if (!file) return;
  const say = (line: string): void => { if (!options.json) process.stderr.write(`${line}\n`); };
  const matterId = options.id ?? `play-${file.id}`;
  await withContainer({ data: options.data, log: say }, async ({ container, config }) => {
    await container.startWorkers();
    const deps = { db: container.db, gateway: container.gateway, client: container.clientOf(config.namespaces.simulation) };
    const started = Date.now();
    const result = await play(deps, {
      matterId, commands: recordedCommands(file, true), source: file.id,
      ...(options.until === undefined ? {} : { until: options.until }),
      onStep: ({ at }) => say(`  ${formatInstant(at).slice(0, 16)}`),
    });
    const seconds = (Date.now() - started) / 1_000;
    report(file.id, matterId, await ledgerOf(container.db, matterId), result, seconds, options.json === true);
  });
}

function report(id: string, caseId: string, source: LedgerSource, result: PlayResult, seconds: number, json: boolean): void {
  const rows = ledgerRows(source);
  const counts = countRows(rows);
  const { title, closedAt, openTasks } = source;
  const lastAt = formatInstant(result.lastAt);
  if (json) {
    const tasks = openTasks.map((task) => ({ ...task, dueAt: task.dueAt && formatInstant(task.dueAt) }));
    process.stdout.write(`${JSON.stringify({
      id, caseId, title, closedAt: closedAt && formatInstant(closedAt), lastAt, steps: result.steps, seconds, counts,
      rows: rows.map(toJson), openTasks: tasks,
    })}\n`);
    return;
  }
  const end = closedAt === null ? `停在 ${lastAt.slice(0, 16)}，案件尚未结束，待办 ${openTasks.length} 项` : '案件已经结束';
  process.stdout.write(`${title}\n\n${ledgerText(rows)}\n\n${countsText(counts)}\n${end}。${result.steps} 步，用时 ${seconds.toFixed(1)} 秒。\n`
    + `在页面上查看：/cases/${caseId}\n`);
}

/** Takes FILE into the live record, whole or not at all; from then on it runs in real time. */
async function importFile(path: string, options: PlayOptions): Promise<void> {
  const file = readOrExplain(path);
  if (!file) return;
  const matterId = options.id ?? file.id;
  await withContainer({ data: options.data, log: (line) => process.stderr.write(`${line}\n`) }, async ({ container, config }) => {
    await container.startWorkers();
    const outcome = await container.gateway.register({
      matterId, commandId: `import:${file.id}`, actor: { kind: 'file', source: file.id },
      command: { do: 'import', packs: file.packs, commands: recordedCommands(file, false).map((row) => row.command) },
    }, { namespace: config.namespaces.live, shiftMs: 0 });
    if (outcome.outcome === 'accepted') {
      process.stdout.write(options.json ? `${JSON.stringify({ caseId: matterId, ...outcome })}\n` : `已导入：/cases/${matterId}\n${outcome.summary.join('\n')}\n`);
      return;
    }
    const { code, field = '', missing = [] } = outcome.refusal;
    process.stderr.write(`${path}: ${field}: ${REFUSALS[code].text}${missing.length ? `还缺：${missing.join('、')}` : ''}\n`);
    process.exitCode = 2;
  });
}

export function registerCase(program: Command): void {
  const group = program.command('case').description('案件：推演或导入案例文件');
  group.command('play <file>')
    .description('让案例文件走完真实的流程：按记录的时间逐步办理，其间到期的时限照常提醒、升级，直到没有任何事情可以发生')
    .option('--until <instant>', '只推演到这个时刻（带时区的 ISO 8601，例如 2022-01-01T00:00+08:00）', parseInstantOption)
    .option('--id <id>', '案件标识；同一标识再次推演会接着上次继续')
    .option('--data <folder>', '数据目录')
    .option('--json', '输出一个 JSON 对象')
    .action(playFile);
  group.command('import <file>')
    .description('把案例文件整体导入正式案卷：每一步按当时的规则核对，有一步不成立就全部不导入；导入后按真实时间运行')
    .option('--id <id>', '案件标识，默认用文件里的 id')
    .option('--data <folder>', '数据目录')
    .option('--json', '输出一个 JSON 对象')
    .action(importFile);
}
