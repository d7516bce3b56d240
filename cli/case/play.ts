import { lawOfPins } from '../../activities/law';
import { play, throughEngine } from '../../api/simulation/player';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import type { Instant } from '../../domain/time/instant';
import { formatInstant } from '../../domain/time/instant';
import { assessCase } from '../../domain/kinds/accident-case/assessed';
import { findCaseState } from '../../prisma/repositories/case-state';
import { ledgerOf } from '../../prisma/repositories/ledger';
import { withEngine } from '../../runtime/program';
import { readOrExplain } from './read-file';
import { refusalLines, reportJson, reportText } from './report';

const BAD_INPUT = 2;

export interface PlayOptions {
  until?: Instant;
  id?: string;
  data?: string;
  json?: boolean;
  /** Refused commands are part of the report and no fault of the call. */
  keepGoing?: boolean;
}

/** Plays the file through the real workflows and prints what happened. */
export async function playFile(path: string, options: PlayOptions): Promise<void> {
  const file = readOrExplain(path);
  if (!file) return;
  const say = (line: string): void => { if (!options.json) process.stderr.write(`${line}\n`); };
  const caseId = options.id ?? `play-${file.id}`;
  await withEngine({ data: options.data, log: say }, async ({ container: { db, rules, executeCommand }, engine }) => {
    const deps = { db, executeCommand, drive: throughEngine(engine.clientOf('simulation'), db) };
    const started = Date.now();
    const result = await play(deps, {
      matterId: caseId, commands: recordedCommands(file, true), source: file.id,
      ...(options.until === undefined ? {} : { until: options.until }),
      onStep: ({ at, refused }) => say(`  ${formatInstant(at).slice(0, 16)}${refused ? '  拒绝' : ''}`),
    });
    const played = { id: file.id, caseId, seconds: (Date.now() - started) / 1_000 };
    for (const line of refusalLines(result)) process.stderr.write(`${path}: ${line}\n`);
    if (result.refused.length > 0 && !options.keepGoing) process.exitCode = BAD_INPUT;
    const record = await findCaseState(db, caseId);
    if (!record) return;
    const law = await lawOfPins(db.sql, rules, record);
    const { clocks } = assessCase(record.state, { matterId: caseId, now: result.lastAt, ...law });
    const report = options.json ? reportJson : reportText;
    process.stdout.write(`${report(played, { ...await ledgerOf(db, caseId), clocks }, result)}\n`);
  });
}
