import type { ProcessName } from '../../domain/kernel/process';
import type { EffectKind } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { Tx } from './transaction';

/** What commands leave to do: tasks, notices, processes, effects, each matter at its own record time. Set-based, like matter-record. */

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());

export interface TaskRow {
  id: string;
  bodyId: string;
  act: string | null;
  clockCode: string | null;
  title: string;
  dueAt: Instant | null;
}

export interface MatterTasks {
  matterId: string;
  now: Instant;
  tasks: readonly TaskRow[];
}

const mattersJson = (matters: readonly { matterId: string; now: Instant }[]): string =>
  JSON.stringify(matters.map(({ matterId, now }) => ({ matter_id: matterId, now: iso(now) })));

/** Makes the open tasks of each matter exactly its `tasks`: new ones appear, known ones move, the others are done. */
export async function syncTasks(tx: Tx, matters: readonly MatterTasks[]): Promise<void> {
  const rows = matters.flatMap(({ matterId, now, tasks }) => tasks.map((t) => ({
    matter_id: matterId, now: iso(now), id: t.id, body_id: t.bodyId, act: t.act, clock_code: t.clockCode, title: t.title, due_at: iso(t.dueAt),
  })));
  await tx.$executeRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(matter_id text, now timestamptz, id text,
        body_id text, act text, clock_code text, title text, due_at timestamptz)
    ), ended AS (
      UPDATE task SET state = 'done', ended_at = m.now
      FROM jsonb_to_recordset(${mattersJson(matters)}::jsonb) AS m(matter_id text, now timestamptz)
      WHERE task.matter_id = m.matter_id AND state = 'open' AND id NOT IN (SELECT id FROM wanted)
    )
    INSERT INTO task (id, matter_id, body_id, act, clock_code, title, state, created_at, due_at)
    SELECT id, matter_id, body_id, act, clock_code, title, 'open', now, due_at FROM wanted
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

export interface MatterProcesses {
  matterId: string;
  now: Instant;
  processes: readonly ProcessRow[];
}

/** Makes the open processes of each matter exactly its `processes`. */
export async function syncProcesses(tx: Tx, matters: readonly MatterProcesses[]): Promise<void> {
  const rows = matters.flatMap(({ matterId, now, processes }) => processes.map((p) => ({
    matter_id: matterId, now: iso(now), name: p.name, workflow_id: p.workflowId, next_wake_at: iso(p.nextWakeAt),
  })));
  await tx.$executeRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(matter_id text, now timestamptz, name text, workflow_id text, next_wake_at timestamptz)
    ), ended AS (
      UPDATE process SET open = false, ended_at = m.now, next_wake_at = NULL
      FROM jsonb_to_recordset(${mattersJson(matters)}::jsonb) AS m(matter_id text, now timestamptz)
      WHERE process.matter_id = m.matter_id AND open
        AND NOT EXISTS (SELECT FROM wanted w WHERE w.matter_id = process.matter_id AND w.name = process.name)
    )
    INSERT INTO process (matter_id, name, workflow_id, open, started_at, next_wake_at)
    SELECT matter_id, name, workflow_id, true, now, next_wake_at FROM wanted
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

export interface MatterMessages {
  matterId: string;
  notices: readonly NoticeRow[];
  /** Notices that need no effect to become visible were delivered then. */
  deliveredAt: Instant | null;
  effects: readonly EffectRow[];
}

/** Effects carry the wall clock: how long they have been waiting says nothing of the law, only of our servers. */
export async function writeNoticesAndEffects(tx: Tx, matters: readonly MatterMessages[]): Promise<void> {
  const notices = matters.flatMap(({ matterId, notices: rows, deliveredAt }) => rows.map((n) => ({
    ...n, matter_id: matterId, body_id: n.bodyId, clock_code: n.clockCode, at: iso(n.at), delivered_at: iso(deliveredAt),
  })));
  const effects = matters.flatMap(({ matterId, effects: rows }) => rows.map((effect) => ({ ...effect, matter_id: matterId })));
  if (notices.length + effects.length === 0) return;
  await tx.$executeRaw`
    WITH noticed AS (
      INSERT INTO notice (id, matter_id, body_id, kind, clock_code, title, text, cite, at, delivered_at)
      SELECT id, matter_id, body_id, kind, clock_code, title, text, "cite", at, delivered_at
      FROM jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) AS r(id text, matter_id text, body_id text, kind text,
        clock_code text, title text, text text, "cite" jsonb, at timestamptz, delivered_at timestamptz)
    )
    INSERT INTO effect (id, matter_id, process, kind, payload, created_at)
    SELECT id, matter_id, process, kind, payload, now()
    FROM jsonb_to_recordset(${JSON.stringify(effects)}::jsonb) AS r(id text, matter_id text, process text, kind text, payload jsonb)`;
}
