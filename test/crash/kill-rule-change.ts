import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { calendarText } from '../../bench/calendar-change';
import { writeManyCases } from '../../bench/many-cases';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import type { Database } from '../../prisma/repositories/database';
import { itemsLeft } from '../../prisma/repositories/impact-list';
import { withContainer } from '../../runtime/program';

/**
 * kill -9 of the worker while a calendar year is being applied to many open cases; called again, it goes on. Every case
 * must have adopted the year exactly once, every chain must be whole.
 * Run: node runtime/bootstrap/run.mjs test/crash/kill-rule-change.ts
 */

const ROOT = path.join(__dirname, '../..');
const CASES = Number(process.env['CRASH_CASES'] ?? 1_500);
const post = (region: string): string => `demo-safety-committee-office-${region}@safety-committee-office-${region}`;

function ancha(data: string, ...args: string[]) {
  const child = spawn(process.execPath, ['cli/bin.js', 'change', ...args, '--data', data], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { pid: child.pid ?? 0, ended, output: async () => { await ended; return output; } };
}

async function killedAfter(db: Database, data: string, id: string, share: number): Promise<number> {
  const run = ancha(data, 'apply', id, '--as', post('420300'));
  for (;;) {
    const { done } = await itemsLeft(db.client, id);
    if (done >= CASES * share) break;
    await delay(20);
  }
  process.kill(run.pid, 'SIGKILL');
  await run.ended;
  return (await itemsLeft(db.client, id)).done;
}

async function main(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'ancha-crash-'));
  const file = path.join(data, '2027.yaml');
  writeFileSync(file, calendarText('试验发〔2026〕1号', '2027-01-30'));
  await withContainer({ data: path.join(data, 'data') }, async ({ container: { db, rules, organisation } }) => {
    const folder = path.join(data, 'data');
    await writeManyCases({ db, rules, organisation }, {
      count: CASES, prefix: 'crash', now: Date.parse('2027-01-30T10:00+08:00'), namespace: 'ancha', inWorkingDays: 10,
    });
    const drafted = await ancha(folder, 'draft', '--calendar', file, '--as', post('420000'), '--json').output();
    const { id } = JSON.parse(drafted) as { id: string };
    await ancha(folder, 'approve', id, '--as', post('420300')).ended;
    const [first, second] = [await killedAfter(db, folder, id, 0.2), await killedAfter(db, folder, id, 0.6)];
    const code = await ancha(folder, 'apply', id, '--as', post('420300')).ended;
    const adopted = await db.client.event.groupBy({ by: ['matterId'], where: { type: 'rules-adopted' }, _count: true });
    let broken = 0;
    for (let index = 0; index < CASES; index += 7) if (!(await verifyChain(db, `crash-${String(index).padStart(6, '0')}`)).ok) broken += 1;
    const verdict = {
      cases: CASES, killedAt: [first, second], code, once: adopted.filter(({ _count }) => _count === 1).length,
      twice: adopted.filter(({ _count }) => _count > 1).length, broken, undone: await db.client.effect.count({ where: { doneAt: null } }),
      chain: (await verifyChain(db, id)).ok,
    };
    console.log(JSON.stringify(verdict));
    process.exitCode = code === 0 && verdict.once === CASES && verdict.twice === 0 && broken === 0 && verdict.chain ? 0 : 1;
  });
  rmSync(data, { recursive: true, force: true });
}

// Without workers of its own, the workflow runtime would keep this program waiting for ever.
main().then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
