import type { Instant } from '../../domain/time/instant';
import type { World } from '../../domain/kernel/snapshot';
import type { Database } from './database';

/**
 * What the record knows and no process does: wake-ups that passed, work that nobody does. The sweep writes the outbox row
 * that was missed; the relay starts what does not run. What is under way is left alone.
 */

/** Rows of one sweep: a few thousand a minute are told, and those swept longest ago come first. */
const MOST = 500;

/** An open process whose next wake-up passed that long ago, with nobody told of it and no alarm that says why. */
const OVERSLEPT = `
  SELECT p.matter_id, p.name FROM process p JOIN matter m ON m.id = p.matter_id
  WHERE p.open AND p.next_wake_at IS NOT NULL
    AND p.next_wake_at < clock_timestamp() + make_interval(secs => m.shift_ms / 1000.0 - $1::float8)
    AND NOT EXISTS (SELECT FROM outbox o WHERE o.matter_id = p.matter_id AND o.process = p.name)
    AND NOT EXISTS (SELECT FROM alarm a WHERE a.matter_id = p.matter_id AND a.process = p.name AND a.kind = 'strike'
      AND a.cleared_at IS NULL AND a.last_at > clock_timestamp() - interval '1 hour')`;

/** Work that was committed that long ago and is neither done nor being done. */
const UNDONE = `
  SELECT e.matter_id, e.process FROM effect e
  WHERE e.done_at IS NULL AND e.given_up_at IS NULL AND e.created_at < clock_timestamp() - make_interval(secs => $1::float8)
    AND (e.started_at IS NULL OR e.started_at < clock_timestamp() - interval '5 minutes')
    AND NOT EXISTS (SELECT FROM outbox o WHERE o.matter_id = e.matter_id AND o.process = e.process)`;

/** Returns how many processes will be told. */
export async function sweepMissed({ sql, announce }: Database, seconds: number): Promise<number> {
  const rows = await sql.unsafe(
    `INSERT INTO outbox (matter_id, process) SELECT DISTINCT matter_id, name FROM (${OVERSLEPT} UNION ${UNDONE}) missed
     ORDER BY matter_id LIMIT ${MOST} RETURNING 1`, [seconds]);
  announce([]);
  return rows.length;
}

export interface OpenProcessRow {
  matterId: string;
  process: string;
  workflowId: string;
}

/** Open processes of one world, a page at a time in the order of their workflow ids. */
export const openProcessesOf = ({ sql }: Database, world: World, after: string, limit: number): Promise<OpenProcessRow[]> => sql<OpenProcessRow[]>`
  SELECT p.matter_id AS "matterId", p.name AS process, p.workflow_id AS "workflowId"
  FROM process p LEFT JOIN matter m ON m.id = p.matter_id
  WHERE p.open AND coalesce(m.world, 'live') = ${world} AND p.workflow_id > ${after} ORDER BY p.workflow_id LIMIT ${limit}`;

export interface Unstruck {
  matterId: string;
  process: string;
  /** In the record's own time, and how long ago that is. */
  wakeAt: Instant;
  lateMs: number;
}

const PASSED = `p.open AND p.next_wake_at < clock_timestamp() + make_interval(secs => m.shift_ms / 1000.0 - $1::float8)`;
const UNSTRUCK_SHOWN = 100;
/** A limit that passed less long ago may be striking just now. */
export const STRIKING_SECONDS = 60;

/** Limits that passed that long ago, by the record's own time, and were not struck: a healthy installation has none. */
export const unstruck = ({ sql }: Database, seconds: number): Promise<Unstruck[]> => sql.unsafe<Unstruck[]>(`
  SELECT p.matter_id AS "matterId", p.name AS process, (extract(epoch FROM p.next_wake_at) * 1000)::float8 AS "wakeAt",
    (extract(epoch FROM clock_timestamp() - p.next_wake_at) * 1000 + m.shift_ms)::float8 AS "lateMs"
  FROM process p JOIN matter m ON m.id = p.matter_id WHERE ${PASSED} ORDER BY p.next_wake_at LIMIT ${UNSTRUCK_SHOWN}`, [seconds]);

export async function countUnstruck({ sql }: Database, seconds: number): Promise<number> {
  const [row] = await sql.unsafe<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM process p JOIN matter m ON m.id = p.matter_id WHERE ${PASSED}`, [seconds]);
  return row?.count ?? 0;
}
