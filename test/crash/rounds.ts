import { setTimeout as delay } from 'node:timers/promises';
import { accepts } from '../../runtime/ports';
import { isAlive, processBirth } from '../../runtime/bootstrap/lock.cjs';
import type { Instant } from '../../domain/time/instant';
import type { Crowd } from './crowd';
import type { Kill } from './plan';
import type { Program } from './program';
import type { Stage } from './stage';

/** What happened in the rounds of one victim. */
export interface Fallen {
  /** Kills that found the program where it was meant to be hit, and those that had to be done from outside. */
  hit: number;
  missed: number;
  /** From each kill until everything was there again. */
  away: { from: Instant; until: Instant }[];
  /** Acts acknowledged meanwhile. */
  meanwhile: number;
}

/** A program that does not come to its point in this time is killed where it stands. */
const POINT_MS = 60_000;
const BACK_MS = 120_000;
/** Acts that must be acknowledged after each kill before the next. */
const ACTS_BETWEEN = 8;

type Named = 'web' | 'first' | 'second';

const programOf = ({ web, workers: [first, second] }: Stage, whom: Named): Program => ({ web, first, second })[whom];

/** A server process of the product's own database, chosen by the database. */
async function backendOf({ container }: Stage): Promise<number> {
  const [row] = await container.db.sql<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY pid LIMIT 1`;
  return row?.pid ?? 0;
}

async function until(what: string, isThere: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + BACK_MS; !await isThere().catch(() => false); await delay(50)) {
    if (Date.now() > end) throw new Error(`${what} did not come back within ${BACK_MS / 1_000} s`);
  }
}

/** The server that is there now is another one than before and answers. */
async function serverBack(stage: Stage, name: 'postgres' | 'temporal', before: number): Promise<void> {
  await until(name, async () => {
    const pid = stage.servers()[name];
    return pid !== before && isAlive({ pid, birth: processBirth(pid) ?? '' });
  });
  if (name === 'temporal') await until(name, async () => accepts(Number((await stage.engine()).address.split(':')[1])));
  else await until(name, async () => (await stage.container.db.sql`SELECT 1`).length === 1);
}

/** @param fell when the life that was armed for this kill ended; it may have done so already */
async function strikeDown(stage: Stage, kill: Kill, fell: Promise<Instant> | null): Promise<{ from: Instant; hit: boolean; back(): Promise<void> }> {
  if ('point' in kill) {
    const program = programOf(stage, kill.whom);
    const at = await Promise.race([fell, delay(POINT_MS, null, { ref: false })]);
    if (at === null) program.kill();
    return { from: at ?? Date.now(), hit: at !== null, back: () => program.up() };
  }
  await delay(kill.afterMs);
  const from = Date.now();
  switch (kill.whom) {
    case 'first': case 'second': case 'both': {
      const programs = kill.whom === 'both' ? stage.workers : [programOf(stage, kill.whom)];
      const deaths = programs.map((program) => program.killed());
      for (const program of programs) program.kill();
      await Promise.all(deaths);
      return { from, hit: true, back: async () => { for (const program of programs) await program.up(); } };
    }
    case 'backend': {
      process.kill(await backendOf(stage), 'SIGKILL');
      return { from, hit: true, back: () => until('postgres', async () => (await stage.container.db.sql`SELECT 1`).length === 1) };
    }
    default: {
      const { whom } = kill;
      const pid = stage.servers()[whom];
      process.kill(pid, 'SIGKILL');
      return { from, hit: true, back: () => serverBack(stage, whom, pid) };
    }
  }
}

/** One kill after the other, each into the work that the one before left behind. */
export async function killAll(stage: Stage, crowd: Crowd, plan: readonly Kill[]): Promise<Fallen> {
  const fallen: Fallen = { hit: 0, missed: 0, away: [], meanwhile: 0 };
  const deaths = plan.map((kill) => ('point' in kill ? programOf(stage, kill.whom).arm(kill.point) : null));
  await crowd.more(ACTS_BETWEEN);
  const [first] = plan;
  if (first && 'point' in first) {
    // Its first life was not armed: it ends here and counts for nothing.
    const program = programOf(stage, first.whom);
    const ended = program.killed();
    program.kill();
    await ended;
  }
  for (const [round, kill] of plan.entries()) {
    const { from, hit, back } = await strikeDown(stage, kill, deaths[round] ?? null);
    const acknowledged = crowd.diary.acknowledged.length;
    await back();
    fallen.meanwhile += crowd.diary.acknowledged.length - acknowledged;
    fallen.away.push({ from, until: Date.now() });
    fallen[hit ? 'hit' : 'missed'] += 1;
    await crowd.more(ACTS_BETWEEN);
  }
  return fallen;
}
