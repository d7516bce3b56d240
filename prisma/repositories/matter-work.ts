import type { ProcessName } from '../../domain/kernel/process';
import type { EffectKind } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { Tx } from './transaction';

/** What a command leaves to do: tasks, notices, processes, effects. Set-based, like matter-record. */

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

export interface TaskRow {
  id: string;
  bodyId: string;
  act: string | null;
  clockCode: string | null;
  title: string;
  dueAt: Instant | null;
}

/** Makes the open tasks of the matter exactly `tasks`: new ones appear, known ones move, the others are done. */
export async function syncTasks(tx: Tx, matterId: string, tasks: readonly TaskRow[], now: Instant): Promise<void> {
  const rows = tasks.map((t) => ({ id: t.id, body_id: t.bodyId, act: t.act, clock_code: t.clockCode, title: t.title, due_at: iso(t.dueAt) }));
  await tx.$executeRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(id text, body_id text, act text, clock_code text, title text, due_at timestamptz)
    ), ended AS (
      UPDATE task SET state = 'done', ended_at = ${iso(now)}::timestamptz
      WHERE matter_id = ${matterId} AND state = 'open' AND id NOT IN (SELECT id FROM wanted)
    )
    INSERT INTO task (id, matter_id, body_id, act, clock_code, title, state, created_at, due_at)
    SELECT id, ${matterId}, body_id, act, clock_code, title, 'open', ${iso(now)}::timestamptz, due_at FROM wanted
    ON CONFLICT (id) DO UPDATE SET body_id = excluded.body_id, title = excluded.title, due_at = excluded.due_at,
      state = 'open', ended_at = NULL
    WHERE task.state <> 'open' OR task.due_at IS DISTINCT FROM excluded.due_at OR task.body_id <> excluded.body_id
      OR task.title <> excluded.title`;
}

export interface ProcessRow {
  name: ProcessName;
  workflowId: string;
  nextWakeAt: Instant | null;
}

/** Makes the open processes of the matter exactly `processes`. */
export async function syncProcesses(tx: Tx, matterId: string, processes: readonly ProcessRow[], now: Instant): Promise<void> {
  const rows = processes.map((p) => ({ name: p.name, workflow_id: p.workflowId, next_wake_at: iso(p.nextWakeAt) }));
  await tx.$executeRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(name text, workflow_id text, next_wake_at timestamptz)
    ), ended AS (
      UPDATE process SET open = false, ended_at = ${iso(now)}::timestamptz, next_wake_at = NULL
      WHERE matter_id = ${matterId} AND open AND name NOT IN (SELECT name FROM wanted)
    )
    INSERT INTO process (matter_id, name, workflow_id, open, started_at, next_wake_at)
    SELECT ${matterId}, name, workflow_id, true, ${iso(now)}::timestamptz, next_wake_at FROM wanted
    ON CONFLICT (matter_id, name) DO UPDATE SET open = true, next_wake_at = excluded.next_wake_at, ended_at = NULL,
      started_at = CASE WHEN process.open THEN process.started_at ELSE excluded.started_at END
    WHERE NOT process.open OR process.next_wake_at IS DISTINCT FROM excluded.next_wake_at`;
}

export interface NoticeRow {
  id: string;
  bodyId: string;
  kind: string;
  clockCode: string | null;
  title: string;
  text: string;
  cite: string[];
  at: Instant;
}

export interface EffectRow {
  id: string;
  process: ProcessName;
  kind: EffectKind;
  payload: unknown;
}

/** Effects carry the wall clock: how long they have been waiting says nothing of the law, only of our servers. */
export async function writeNoticesAndEffects(
  tx: Tx, matterId: string, notices: readonly NoticeRow[], effects: readonly EffectRow[],
): Promise<void> {
  const rows = notices.map((n) => ({ ...n, body_id: n.bodyId, clock_code: n.clockCode, at: iso(n.at) }));
  await tx.$executeRaw`
    WITH noticed AS (
      INSERT INTO notice (id, matter_id, body_id, kind, clock_code, title, text, cite, at)
      SELECT id, ${matterId}, body_id, kind, clock_code, title, text, "cite", at
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(id text, body_id text, kind text, clock_code text, title text, text text, "cite" jsonb, at timestamptz)
    )
    INSERT INTO effect (id, matter_id, process, kind, payload, created_at)
    SELECT id, ${matterId}, process, kind, payload, now()
    FROM jsonb_to_recordset(${JSON.stringify(effects)}::jsonb) AS r(id text, process text, kind text, payload jsonb)`;
}
