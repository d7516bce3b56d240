import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import { createDatabase } from '../../prisma/repositories/database';
import { readCaseFile } from '../../rules/case-file-reader';
import { parseConfig } from '../../runtime/config';
import { runningServers } from '../../runtime/embedded-services';
import { startServices } from '../../runtime/services';

/**
 * kill -9 of worker, Temporal server and Postgres in the middle of a play. Servers that die are started again by the
 * programs that use them; a play that broke off is called again. The record must show every command exactly once.
 * Run: node runtime/bootstrap/run.mjs test/crash/kill-in-the-middle.ts
 */

const ROOT = path.join(__dirname, '../..');
const FILE = 'examples/full-life.yaml';
const VICTIMS = ['worker', 'temporal', 'postgres'] as const;
type Victim = (typeof VICTIMS)[number];

interface PlayRun {
  pid: number;
  /** Resolves when so many steps were printed, or the program ended before. */
  steps(count: number): Promise<void>;
  ended: Promise<number | null>;
}

function startPlay(data: string, id: string): PlayRun {
  const child = spawn(process.execPath, ['cli/bin.js', 'case', 'play', FILE, '--data', data, '--id', id], {
    cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'],
  });
  let seen = 0;
  let wake = (): void => undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    seen += chunk.toString().split('\n').filter((line) => /^ {2}\d{4}-/.test(line)).length;
    wake();
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => {
    resolve(code);
    wake();
  }));
  return {
    pid: child.pid ?? 0, ended,
    steps: (count) => new Promise((resolve) => {
      wake = () => { if (seen >= count || child.exitCode !== null || child.signalCode !== null) resolve(); };
      wake();
    }),
  };
}

interface Verdict { victim: Victim; repeated: number; commands: number; twice: number; missing: number; chain: boolean; closed: boolean; seconds: number }

const isGood = (v: Verdict): boolean => v.twice === 0 && v.missing === 0 && v.chain && v.closed;

async function examine(data: string, id: string, expected: readonly string[]) {
  const config = parseConfig(process.env, { data });
  const services = await startServices(config);
  const db = createDatabase({ url: services.databaseUrl });
  try {
    const commands = await db.client.command.findMany({ where: { matterId: id } });
    const acts = await db.client.event.groupBy({ by: ['commandId'], where: { matterId: id, type: 'act-done' }, _count: true });
    const known = new Set(commands.map((c) => c.commandId));
    const matter = await db.client.matter.findUniqueOrThrow({ where: { id } });
    return {
      commands: commands.length, twice: acts.filter((a) => a._count > 1).length,
      missing: expected.filter((commandId) => !known.has(commandId)).length,
      chain: (await verifyChain(db, id)).ok, closed: matter.closedAt !== null,
    };
  } finally {
    await db.close();
    await services.stop();
  }
}

async function crash(victim: Victim, data: string, expected: readonly string[]): Promise<Verdict> {
  const id = `crash-${victim}`;
  const started = Date.now();
  const config = parseConfig(process.env, { data });
  const keeper = await startServices(config);
  let run = startPlay(data, id);
  await run.steps(8);
  process.kill(victim === 'worker' ? run.pid : runningServers(data)[victim], 'SIGKILL');
  let repeated = 0;
  while (await Promise.race([run.ended, delayed(120_000)]) !== 0) {
    if (repeated === 5) break;
    try { process.kill(run.pid, 'SIGKILL'); } catch { /* ended by itself */ }
    repeated += 1;
    run = startPlay(data, id);
  }
  const verdict = await examine(data, id, expected);
  await keeper.stop();
  return { victim, repeated, ...verdict, seconds: (Date.now() - started) / 1_000 };
}

const delayed = (ms: number): Promise<'late'> => new Promise((resolve) => { setTimeout(() => resolve('late'), ms).unref(); });

async function main(): Promise<void> {
  const parsed = readCaseFile(path.join(ROOT, FILE));
  if (!parsed.ok) throw new Error(`${FILE} is not valid`);
  const expected = recordedCommands(parsed.file, true).map((c) => c.commandId);
  const data = mkdtempSync(path.join(tmpdir(), 'ancha-crash-'));
  const verdicts: Verdict[] = [];
  for (const victim of VICTIMS) {
    const verdict = await crash(victim, data, expected);
    verdicts.push(verdict);
    console.log(JSON.stringify(verdict));
  }
  rmSync(data, { recursive: true, force: true });
  const good = verdicts.filter(isGood).length;
  console.log(`${good} passed, ${verdicts.length - good} failed`);
  process.exitCode = good === verdicts.length ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
