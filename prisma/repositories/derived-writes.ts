import type { By } from '../../domain/kernel/snapshot';
import type { ProcessSnapshot } from '../../domain/kernel/snapshot';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import type { Moved } from './rows';
import { anyOf, iso, isoOrNull, json } from './rows';
import type { Statement, Tx } from './transaction';

/** What follows from a decision: clocks, tasks, processes and who has to hear of it. Only what moved is written. */

export interface TaskRow {
  id: string;
  bodyId: string;
  act: string | null;
  clockCode: string | null;
  title: string;
  dueAt: Instant | null;
}

export interface ProcessRow {
  name: string;
  workflowId: string;
  /** Without its effects; `open` false ends the row. */
  snapshot: Omit<ProcessSnapshot, 'effects'>;
}

export interface MatterDerived {
  matterId: string;
  /** Record time of the decision. */
  now: Instant;
  clocks: Moved<Clock>;
  tasks: Moved<TaskRow>;
  /** Open ones; those that are gone stand in `ended`. */
  processes: (ProcessRow & { digest: string | null })[];
  /** Processes that have to hear of it. */
  told: { process: string; by: By }[];
}

const clockRows = ({ matterId, clocks }: MatterDerived) => clocks.changed.map(({ digest, ...clock }) => ({
  matter_id: matterId, code: clock.code, process: clock.process, state: clock.state, due_date: clock.dueDate,
  due_at: isoOrNull(clock.dueAt), body: clock, digest,
}));

/** Rows that are no longer derived stay, marked as not live. */
export function writeClocks(tx: Tx, matters: readonly MatterDerived[]): Statement | null {
  const rows = matters.flatMap(clockRows);
  const gone = matters.filter(({ clocks }) => clocks.gone.length > 0);
  if (rows.length + gone.length === 0) return null;
  return tx`
    WITH ended AS (
      UPDATE clock SET live = false WHERE matter_id = ${anyOf(tx, gone.map(({ matterId }) => matterId))}
        AND matter_id || '|' || code = ${anyOf(tx, gone.flatMap(({ matterId, clocks }) => clocks.gone.map((code) => `${matterId}|${code}`)))}
    )
    INSERT INTO clock (matter_id, code, process, state, live, due_date, due_at, body, digest)
    SELECT matter_id, code, process, state, true, due_date, due_at, body, digest FROM jsonb_to_recordset(${json(rows)}::text::jsonb)
      AS r(matter_id text, code text, process text, state text, due_date date, due_at timestamptz, body jsonb, digest text)
    ON CONFLICT (matter_id, code) DO UPDATE SET process = excluded.process, state = excluded.state, live = true,
      due_date = excluded.due_date, due_at = excluded.due_at, body = excluded.body, digest = excluded.digest`;
}

const taskRows = ({ matterId, now, tasks }: MatterDerived) => tasks.changed.map((task) => ({
  matter_id: matterId, now: iso(now), id: task.id, body_id: task.bodyId, act: task.act, clock_code: task.clockCode, title: task.title,
  due_at: isoOrNull(task.dueAt), digest: task.digest,
}));

const processRows = ({ matterId, now, processes }: MatterDerived) => processes.map(({ name, workflowId, snapshot, digest }) => ({
  matter_id: matterId, now: iso(now), name, workflow_id: workflowId, open: snapshot.open, next_wake_at: isoOrNull(snapshot.nextWakeAt),
  snapshot, digest,
}));

/** New tasks appear, known ones move, the others are done; processes open and end; what they must hear waits for the relay. */
export function writeWork(tx: Tx, matters: readonly MatterDerived[]): Statement | null {
  const tasks = matters.flatMap(taskRows);
  const done = matters.flatMap(({ tasks: { gone } }) => gone);
  const instants = Object.fromEntries(matters.map(({ matterId, now }) => [matterId, iso(now)]));
  const processes = matters.flatMap(processRows);
  const told = matters.flatMap(({ matterId, told: whom }) => whom.map(({ process, by }) => ({ matter_id: matterId, process, by })));
  if (tasks.length + done.length + processes.length + told.length === 0) return null;
  return tx`
    WITH done AS (
      UPDATE task SET state = 'done', ended_at = (${json(instants)}::text::jsonb ->> matter_id)::timestamptz WHERE id = ${anyOf(tx, done)}
    ), task_row AS (
      INSERT INTO task (id, matter_id, body_id, act, clock_code, title, state, created_at, due_at, digest)
      SELECT id, matter_id, body_id, act, clock_code, title, 'open', now, due_at, digest FROM jsonb_to_recordset(${json(tasks)}::text::jsonb)
        AS r(matter_id text, now timestamptz, id text, body_id text, act text, clock_code text, title text, due_at timestamptz, digest text)
      ON CONFLICT (id) DO UPDATE SET body_id = excluded.body_id, title = excluded.title, due_at = excluded.due_at, digest = excluded.digest,
        state = 'open', ended_at = NULL
    ), process_row AS (
      INSERT INTO process (matter_id, name, workflow_id, open, started_at, next_wake_at, snapshot, digest)
      SELECT matter_id, name, workflow_id, open, now, next_wake_at, snapshot, digest FROM jsonb_to_recordset(${json(processes)}::text::jsonb)
        AS r(matter_id text, now timestamptz, name text, workflow_id text, open bool, next_wake_at timestamptz, snapshot jsonb, digest text)
      ON CONFLICT (matter_id, name) DO UPDATE SET open = excluded.open, next_wake_at = excluded.next_wake_at, snapshot = excluded.snapshot,
        digest = excluded.digest, ended_at = CASE WHEN excluded.open THEN NULL ELSE excluded.started_at END,
        started_at = CASE WHEN excluded.open AND NOT process.open THEN excluded.started_at ELSE process.started_at END
    )
    INSERT INTO outbox (matter_id, process, by)
    SELECT matter_id, process, by FROM jsonb_to_recordset(${json(told)}::text::jsonb) AS t(matter_id text, process text, by jsonb)`;
}
