import { play, throughEngine } from '../../api/simulation/player';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import type { Instant } from '../../domain/time/instant';
import { formatInstant } from '../../domain/time/instant';
import { ledgerOf } from '../../prisma/repositories/ledger';
import { withEngine } from '../../runtime/program';
import { readOrExplain } from './read-file';
import { reportJson, reportText } from './report';

export interface PlayOptions {
  until?: Instant;
  id?: string;
  data?: string;
  json?: boolean;
}

/** Plays the file through the real workflows and prints what happened. */
export async function playFile(path: string, options: PlayOptions): Promise<void> {
  const file = readOrExplain(path);
  if (!file) return;
  const say = (line: string): void => { if (!options.json) process.stderr.write(`${line}\n`); };
  const caseId = options.id ?? `play-${file.id}`;
  await withEngine({ data: options.data, log: say }, async ({ container: { db, executeCommand }, engine }) => {
    const deps = { db, executeCommand, drive: throughEngine(engine.clientOf('simulation'), db) };
    const started = Date.now();
    const result = await play(deps, {
      matterId: caseId, commands: recordedCommands(file, true), source: file.id,
      ...(options.until === undefined ? {} : { until: options.until }),
      onStep: ({ at }) => say(`  ${formatInstant(at).slice(0, 16)}`),
    });
    const played = { id: file.id, caseId, seconds: (Date.now() - started) / 1_000 };
    const report = options.json ? reportJson : reportText;
    process.stdout.write(`${report(played, await ledgerOf(db, caseId), result)}\n`);
  });
}
