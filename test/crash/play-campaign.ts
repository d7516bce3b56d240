import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import { readCaseFile } from '../../rules/case-file-reader';
import { refold } from '../support/refold';
import { diceOf } from './random';
import type { Stage } from './stage';

/**
 * kill -9 of the player, of Temporal and of Postgres in the middle of a play through the real workflows. Servers that die
 * are started again by the programs that use them; a play that broke off is called again.
 */

const ROOT = path.join(__dirname, '../..');
const FILE = 'examples/full-life.yaml';
const STEPS = { low: 3, high: 40 };
const MOST_CALLS = 6;
const CALL_MS = 180_000;

interface PlayRun {
  kill(): void;
  /** Resolves when so many steps were printed, or the program ended before. */
  steps(count: number): Promise<void>;
  ended: Promise<number | null>;
}

function startPlay({ data, env }: Stage, id: string): PlayRun {
  const child = spawn(process.execPath, ['cli/bin.js', 'case', 'play', FILE, '--data', data, '--id', id], {
    cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env }, stdio: ['ignore', 'ignore', 'pipe'],
  });
  let seen = 0;
  let look = (): void => undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    seen += chunk.toString().split('\n').filter((line) => /^ {2}\d{4}-/.test(line)).length;
    look();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    ended, kill: () => { child.kill('SIGKILL'); },
    steps: (count) => Promise.race([ended.then(() => undefined), new Promise<void>((resolve) => {
      look = () => { if (seen >= count) resolve(); };
      look();
    })]),
  };
}

export interface PlayVerdict {
  victim: 'play';
  seed: number;
  rounds: number;
  killed: string[];
  /** How often a play was called again. */
  repeated: number;
  commands: number;
  missing: number;
  doubled: number;
  brokenChains: number;
  unfolded: number;
  unfinished: number;
  seconds: number;
}

type Examined = Pick<PlayVerdict, 'commands' | 'missing' | 'doubled' | 'brokenChains' | 'unfolded' | 'unfinished'>;

async function examine({ container: { db } }: Stage, id: string, expected: readonly string[]): Promise<Examined> {
  const commands = await db.client.command.findMany({ where: { matterId: id } });
  const acts = await db.client.event.groupBy({ by: ['commandId'], where: { matterId: id, type: 'act-done' }, _count: true });
  const strikes = await db.sql<{ times: number }[]>`
    SELECT count(*)::int AS times FROM event WHERE matter_id = ${id} AND type = 'clock-struck' GROUP BY data->>'clock', data->'threshold'`;
  const known = new Set(commands.map(({ commandId }) => commandId));
  const matter = await db.client.matter.findUnique({ where: { id } });
  return {
    commands: commands.length, missing: expected.filter((commandId) => !known.has(commandId)).length,
    doubled: acts.filter(({ _count }) => _count > 1).length + strikes.filter(({ times }) => times > 1).length,
    brokenChains: (await verifyChain(db, id)).ok ? 0 : 1, unfolded: await refold(db, [id]).then((held) => 1 - held, () => 1),
    unfinished: matter?.closedAt ? 0 : 1,
  };
}

async function playToTheEnd(stage: Stage, id: string, whom: string, steps: number): Promise<number> {
  let run = startPlay(stage, id);
  await run.steps(steps);
  if (whom === 'player') run.kill();
  else process.kill(stage.servers()[whom as 'postgres' | 'temporal'], 'SIGKILL');
  for (let repeated = 0; ; repeated += 1) {
    const code = await Promise.race([run.ended, delay(CALL_MS, 'late' as const, { ref: false })]);
    if (code === 0 || repeated === MOST_CALLS) return repeated;
    run.kill();
    await run.ended;
    run = startPlay(stage, id);
  }
}

export async function playCampaign(stage: Stage, rounds: number, seed: number): Promise<{ verdict: PlayVerdict; faults: string[] }> {
  const parsed = readCaseFile(path.join(ROOT, FILE));
  if (!parsed.ok) throw new Error(`${FILE} is not valid`);
  const expected = recordedCommands(parsed.file, true).map(({ commandId }) => commandId);
  const dice = diceOf(seed, 'play');
  const began = Date.now();
  const verdict: PlayVerdict = {
    victim: 'play', seed, rounds, killed: [], repeated: 0, commands: 0, missing: 0, doubled: 0, brokenChains: 0, unfolded: 0, unfinished: 0, seconds: 0,
  };
  for (let round = 0; round < rounds; round += 1) {
    const id = `play-${seed}-${round}`;
    const whom = (['player', 'temporal', 'postgres'] as const)[round % 3] ?? 'player';
    verdict.killed.push(whom);
    verdict.repeated += await playToTheEnd(stage, id, whom, dice.between(STEPS.low, STEPS.high));
    for (const [name, count] of Object.entries(await examine(stage, id, expected)) as [keyof Examined, number][]) verdict[name] += count;
  }
  verdict.seconds = Math.round((Date.now() - began) / 1_000);
  return { verdict, faults: (['missing', 'doubled', 'brokenChains', 'unfolded', 'unfinished'] as const).filter((name) => verdict[name] > 0) };
}
