import type { Command } from 'commander';
import type { LedgerRow } from '../../api/simulation/ledger';
import { countRows, countsText, ledgerRows, ledgerText } from '../../api/simulation/ledger';
import { play } from '../../api/simulation/player';
import { recordedCommands } from '../../api/simulation/recorded-commands';
import type { Instant } from '../../domain/time/instant';
import { formatInstant } from '../../domain/time/instant';
import { ledgerOf } from '../../prisma/repositories/ledger';
import { withContainer } from '../../runtime/program';
import { readRecording } from '../read-recording';
import { parseInstantOption } from '../options';

interface PlayOptions {
  until?: Instant;
  id?: string;
  data?: string;
  json?: boolean;
}

const toJson = ({ at, ...row }: LedgerRow) => ({ at: formatInstant(at), ...row });

/** Plays FILE through the real workflows and prints what happened. */
async function playFile(file: string, options: PlayOptions): Promise<void> {
  const recording = readRecording(file);
  if (!recording) {
    process.exitCode = 2;
    return;
  }
  const say = (line: string): void => { if (!options.json) process.stderr.write(`${line}\n`); };
  await withContainer({ data: options.data, log: say }, async ({ container, config }) => {
    const { db, gateway } = container;
    const client = container.clientOf(config.namespaces.simulation);
    const matterId = options.id ?? `play-${recording.id}`;
    await container.startWorkers();
    const started = Date.now();
    const result = await play({ client, db, gateway }, {
      matterId, commands: recordedCommands(recording), source: recording.id,
      ...(options.until === undefined ? {} : { until: options.until }),
      onStep: ({ at }) => say(`  ${formatInstant(at).slice(0, 16)}`),
    });
    const seconds = (Date.now() - started) / 1_000;
    const source = await ledgerOf(db, matterId);
    const rows = ledgerRows(source);
    const counts = countRows(rows);
    if (options.json) {
      process.stdout.write(`${JSON.stringify({
        id: recording.id, caseId: matterId, title: source.title, closedAt: source.closedAt && formatInstant(source.closedAt),
        lastAt: formatInstant(result.lastAt), steps: result.steps, seconds, counts, rows: rows.map(toJson),
        openTasks: source.openTasks.map((t) => ({ ...t, dueAt: t.dueAt && formatInstant(t.dueAt) })),
      })}\n`);
    } else {
      const end = source.closedAt === null ? `停在 ${formatInstant(result.lastAt).slice(0, 16)}，案件尚未结束，待办 ${source.openTasks.length} 项` : '案件已经结束';
      process.stdout.write(`${source.title}\n\n${ledgerText(rows)}\n\n${countsText(counts)}\n${end}。${result.steps} 步，用时 ${seconds.toFixed(1)} 秒。\n`
        + `在页面上查看：案件编号 ${matterId}\n`);
    }
  });
}

export function registerCase(program: Command): void {
  const group = program.command('case').description('案件：推演案例文件');
  group.command('play <file>')
    .description('让案例文件走完真实的流程：按记录的时间逐步办理，其间到期的时限照常提醒、升级，直到没有任何事情可以发生')
    .option('--until <instant>', '只推演到这个时刻（带时区的 ISO 8601，例如 2022-01-01T00:00+08:00）', parseInstantOption)
    .option('--id <id>', '案件标识；同一标识再次推演会接着上次继续')
    .option('--data <folder>', '数据目录')
    .option('--json', '输出一个 JSON 对象')
    .action(playFile);
}
