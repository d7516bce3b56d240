import type { By, ProcessSnapshot, World } from '../../domain/kernel/snapshot';
import type { Database } from './database';
import type { Reader, Tx } from './transaction';

/** What processes have to hear of, as the relay takes it: one delivery a process, however often it was asked for. */
export interface Delivery {
  /** Rows of the outbox that it settles. */
  ids: string[];
  matterId: string;
  process: string;
  workflowId: string;
  world: World;
  /** Record time minus wall time, for a process that has to be started. */
  shiftMs: number;
  /** Kind of the matter and its region; null for a rule change, which lies nowhere. */
  kind: string | null;
  region: string | null;
  snapshot: ProcessSnapshot;
  by: By[];
  tries: number;
}

/** Undone effects of a process `p`, as its snapshot names them. */
const EFFECTS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind) ORDER BY e.id), '[]') FROM effect e
  WHERE e.matter_id = p.matter_id AND e.process = p.name AND e.done_at IS NULL AND e.given_up_at IS NULL)`;

/** The next deliveries; rows that another relay holds are passed over, and these stay locked until the transaction ends. */
export const takeDeliveries = (tx: Tx, limit: number): Promise<Delivery[]> => tx<Delivery[]>`
  WITH due AS (
    SELECT id, matter_id, process, by, tries FROM outbox WHERE next_try_at <= clock_timestamp() ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED
  ), told AS (
    SELECT matter_id, process, array_agg(id::text) AS ids, coalesce(jsonb_agg(by ORDER BY id) FILTER (WHERE by IS NOT NULL), '[]') AS by,
      max(tries)::int AS tries, min(id) AS first FROM due GROUP BY matter_id, process
  )
  SELECT t.ids, t.by, t.tries, p.matter_id AS "matterId", p.name AS process, p.workflow_id AS "workflowId",
    coalesce(m.world, 'live') AS world, coalesce(m.shift_ms, 0)::float8 AS "shiftMs", m.kind, m.region_code AS region,
    p.snapshot || jsonb_build_object('effects', ${tx.unsafe(EFFECTS)}) AS snapshot
  FROM told t JOIN process p ON p.matter_id = t.matter_id AND p.name = t.process LEFT JOIN matter m ON m.id = t.matter_id
  ORDER BY t.first`;

export async function settle(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length) await tx`DELETE FROM outbox WHERE id = ANY(${[...ids]}::bigint[])`;
}

/** Tries them again later, ever more rarely: one that cannot be told must not stand in the way of the others. */
export async function postpone(tx: Tx, ids: readonly string[], error: string): Promise<void> {
  await tx`
    UPDATE outbox SET tries = tries + 1, last_error = ${error},
      next_try_at = clock_timestamp() + least(interval '10 minutes', interval '250 milliseconds' * power(2, least(tries, 12)))
    WHERE id = ANY(${[...ids]}::bigint[])`;
}

/** What a process has to know now, by the record; null where it was never opened. */
export async function snapshotOf({ sql }: Database, matterId: string, process: string): Promise<ProcessSnapshot | null> {
  const [row] = await sql<{ snapshot: ProcessSnapshot }[]>`
    SELECT p.snapshot || jsonb_build_object('effects', ${sql.unsafe(EFFECTS)}) AS snapshot
    FROM process p WHERE p.matter_id = ${matterId} AND p.name = ${process}`;
  return row?.snapshot ?? null;
}

/** Asks the relay to tell a process again how things are, at once also where it waits to try again. */
export async function tellAgain({ sql }: { sql: Reader }, matterId: string, process: string): Promise<void> {
  await sql`
    WITH sooner AS (
      UPDATE outbox SET next_try_at = clock_timestamp() WHERE id IN (
        SELECT id FROM outbox WHERE matter_id = ${matterId} AND process = ${process} FOR UPDATE SKIP LOCKED)
    ) INSERT INTO outbox (matter_id, process) VALUES (${matterId}, ${process})`;
}

export interface Backlog {
  waiting: number;
  /** Age of the oldest row that is due, in milliseconds of wall time; 0 where nothing waits. */
  oldestMs: number;
}

export async function backlogOf({ sql }: Database): Promise<Backlog> {
  const [row] = await sql<Backlog[]>`
    SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM clock_timestamp() - min(created_at)) * 1000, 0)::float8 AS "oldestMs" FROM outbox`;
  return row ?? { waiting: 0, oldestMs: 0 };
}
