import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { workflowIdOf } from '../domain/kinds/accident-case/processes';
import type { ProcessSnapshot } from '../domain/kernel/snapshot';
import { backlogOf, snapshotOf, tellAgain } from '../prisma/repositories/outbox';
import { findChange } from '../prisma/repositories/rule-changes';
import type { ProgramWithEngine } from '../runtime/program';
import { withEngine } from '../runtime/program';
import { calendarText, cost, NOW, person, seconds } from './calendar-change';
import { writeManyCases } from './many-cases';

/**
 * A calendar year applied through its own workflow while the processes that it moves are open, once so that limits end
 * later and once so that they end earlier: how long until the relay has told all of them and none sleeps too long any more.
 * Of each case only that process runs, 责任追究: a calendar year moves no other. Needs a data folder of its own (ANCHA_DATA), without cases in it.
 */

const CASES = Number(process.env['BENCH_CASES'] ?? 2_000);
const PROCESS = 'accountability';
const AT_ONCE = 24;

async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
  for (let waits = 0; !await done(); waits += 1) {
    if (waits > 18_000) throw new Error(`${what}: not in an hour`);
    await delay(200);
  }
}

async function bench({ container, engine }: ProgramWithEngine): Promise<void> {
  const { db, changes } = container;
  const { workflow } = engine.clientOf('live');
  if (await db.client.matter.count({ where: { closedAt: null } }) > 0) throw new Error('the data folder holds open cases already');
  const prefix = `wake-${randomUUID().slice(0, 8)}`;
  const ids = Array.from({ length: CASES }, (_, index) => `${prefix}-${String(index).padStart(6, '0')}`);
  const made = await cost(() => writeManyCases(container, { count: CASES, prefix, now: NOW, inWorkingDays: 100 }));
  const wakeUps = async () => new Map((await db.client.process.findMany({ where: { name: PROCESS, matterId: { startsWith: prefix } } }))
    .map(({ matterId, nextWakeAt }) => [matterId, nextWakeAt?.getTime() ?? Infinity]));
  const waits = async (matterId: string): Promise<boolean> => {
    const [recorded, known] = await Promise.all([
      snapshotOf(db, matterId, PROCESS), workflow.getHandle(workflowIdOf(matterId, PROCESS)).query<ProcessSnapshot, []>('snapshot'),
    ]);
    return known.nextWakeAt !== null && known.nextWakeAt <= (recorded?.nextWakeAt ?? Infinity);
  };
  // Asking costs more than telling: every twentieth, and the last ones.
  const asked = ids.filter((_, index) => index % 20 === 0 || index >= CASES - 20);
  const allTold = () => until('outbox', async () => (await backlogOf(db)).waiting === 0);
  const allWait = async () => {
    await allTold();
    await each(asked, (id) => until(id, () => waits(id).catch(() => false)));
  };
  const started = await cost(async () => {
    await each(ids, (matterId) => tellAgain(db, matterId, PROCESS));
    // What was due by then is struck first, and everybody told of it.
    await allWait();
  });
  const publish = async (name: string, content: string): Promise<void> => {
    const before = await wakeUps();
    const drafted = await changes.draft({ kind: 'calendar', text: content, reason: '' }, person('a'), `${name}-draft`);
    if (drafted.outcome !== 'accepted') throw new Error(JSON.stringify(drafted));
    const { changeId } = drafted;
    const reaches = (state: string) => until(state, async () => (await findChange(db, changeId))?.state === state);
    const listed = await cost(() => reaches('computed'));
    const { impact } = await findChange(db, changeId) ?? { impact: null };
    await changes.execute(changeId, { do: 'approve', impactSha256: impact?.sha256 ?? '' }, person('b'), `${name}-approve`);
    await changes.execute(changeId, { do: 'apply' }, person('b'), `${name}-apply`);
    const applied = await cost(() => reaches('applied'));
    const told = await cost(allTold);
    const waiting = await cost(allWait);
    const earlier = [...await wakeUps()].filter(([id, at]) => at < (before.get(id) ?? Infinity)).length;
    const total = (applied.wall + told.wall + waiting.wall) / 1_000;
    console.log(`${name.padEnd(10)}${seconds(listed)}${seconds(applied)}${seconds(told)}${seconds(waiting)}   moved ${impact?.movedMatters}`
      + ` (${impact?.movedClocks} clocks), to wake ${earlier}, ${(CASES / total).toFixed(0)} cases a second`);
  };
  console.log(`${CASES} cases, each with its process open; wall seconds, in brackets what this program with its workers computed`);
  console.log(`made${seconds(made)}, started${seconds(started)}; then: list, applied, told after that, until the last waits as the record says`);
  await publish('later', calendarText(`${prefix}-1`, '2027-01-30'));
  await publish('earlier', calendarText(`${prefix}-2`, '2027-01-30').replace('2027-02-12', '2027-02-07'));
}

const told = (program: ProgramWithEngine): Promise<void> => bench(program).catch((error: unknown) => {
  // Said before the others that still run lose their connection.
  console.error(error);
  process.exit(1);
});

withEngine({ data: process.env['ANCHA_DATA'], log: (line) => console.error(line) }, told).then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
