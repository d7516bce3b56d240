import type { Readiness } from '../api/deps';
import type { Database } from '../prisma/repositories/database';
import { engineHealth, engineStatus, isSilent } from '../prisma/repositories/engine-status';
import { backlogOf } from '../prisma/repositories/outbox';
import { countUnstruck, STRIKING_SECONDS } from '../prisma/repositories/sweep';

/** Rows that wait longer than this are not just on their way. */
export const UNTOLD_MS = 60_000;

type Told = Pick<Readiness, 'ok' | 'detail'>;

async function record({ client }: Database): Promise<Told> {
  const began = performance.now();
  await client.$queryRaw`select 1`;
  return { ok: true, detail: `${Math.round(performance.now() - began)} ms` };
}

async function pollers(db: Database, now: number): Promise<Told> {
  const part = (await engineStatus(db)).find((each) => each.part === 'pollers');
  if (part === undefined || isSilent(part, now)) return { ok: false, detail: '没有应答' };
  return { ok: part.state === 'ready', detail: part.detail };
}

async function outbox(db: Database): Promise<Told> {
  const { waiting, oldestMs } = await backlogOf(db);
  return { ok: oldestMs < UNTOLD_MS, detail: `待传达 ${waiting} 项，最早 ${Math.round(oldestMs / 1_000)} 秒` };
}

async function limits(db: Database): Promise<Told> {
  const late = await countUnstruck(db, STRIKING_SECONDS);
  return { ok: late === 0, detail: `已过时刻未触发 ${late} 个` };
}

/** Of a failure only its kind: messages of drivers may carry addresses. */
const failed = (error: unknown): Told => ({ ok: false, detail: error instanceof Error ? error.name : 'unreachable' });

/**
 * Pages need the record and nothing else. Whether processes hear of decisions, somebody takes their work and limits strike is
 * told beside it: requests are right here all the same.
 */
export async function readiness(db: Database, now: number): Promise<Readiness[]> {
  const postgres = await record(db).catch(failed);
  const needed: Readiness = { name: 'postgres', needed: true, ...postgres };
  if (!postgres.ok) return [needed];
  const engine = engineHealth(db, now).then(({ ready, detail }) => ({ ok: ready, detail }));
  const beside = await Promise.all([engine, pollers(db, now), outbox(db), limits(db)].map((told) => told.catch(failed)));
  return [needed, ...['engine', 'pollers', 'outbox', 'limits'].map((name, index) => ({ name, needed: false, ...beside[index] ?? failed(null) }))];
}
