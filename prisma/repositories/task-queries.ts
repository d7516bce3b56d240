import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';
import { parseTexts } from './shapes/case-shape';

/** What one body has to do, did, was told and started. */

export interface ListedTask {
  id: string;
  caseId: string;
  caseTitle: string;
  caseNo: string;
  act: string | null;
  clockCode: string | null;
  title: string;
  state: string;
  createdAt: Instant;
  dueAt: Instant | null;
  endedAt: Instant | null;
  /** State and end of the clock behind it, as last recorded. */
  clockState: string | null;
  clockDueAt: Instant | null;
  /** That end consulted a calendar year which is not published. */
  provisional: boolean;
  shiftMs: number;
}

interface RawTask {
  id: string; matter_id: string; case_title: string; case_no: string; act: string | null; clock_code: string | null;
  title: string; state: string; created_ms: number; due_ms: number | null; ended_ms: number | null; shift_ms: bigint;
  clock_state: string | null; clock_due_ms: number | null; provisional: boolean;
}

const toTask = (raw: RawTask): ListedTask => ({
  id: raw.id, caseId: raw.matter_id, caseTitle: raw.case_title, caseNo: raw.case_no, act: raw.act, clockCode: raw.clock_code,
  title: raw.title, state: raw.state, createdAt: raw.created_ms, dueAt: raw.due_ms, endedAt: raw.ended_ms,
  clockState: raw.clock_state, clockDueAt: raw.clock_due_ms, provisional: raw.provisional, shiftMs: Number(raw.shift_ms),
});

/** Open tasks, what ends first in front (in each case's own time); `now` is the wall clock. */
export async function openTasksOf(db: Database, bodyId: string, limit: number): Promise<ListedTask[]> {
  const rows = await db.client.$queryRaw<RawTask[]>`
    select t.id, t.matter_id, m.title as case_title, m.case_no, t.act, t.clock_code, t.title, t.state,
      (extract(epoch from t.created_at) * 1000)::float8 as created_ms, (extract(epoch from t.due_at) * 1000)::float8 as due_ms,
      null::float8 as ended_ms, m.shift_ms, c.state as clock_state,
      (extract(epoch from c.due_at) * 1000)::float8 as clock_due_ms,
      coalesce((c.body ->> 'provisional')::boolean, false) as provisional
    from task t join matter m on m.id = t.matter_id
      left join clock c on c.matter_id = t.matter_id and c.code = t.clock_code and c.live
    where t.body_id = ${bodyId} and t.state = 'open'
    order by extract(epoch from coalesce(t.due_at, c.due_at)) * 1000 - m.shift_ms nulls last, t.created_at, t.id limit ${limit}`;
  return rows.map(toTask);
}

/** Tasks that are done or fell away, newest first. */
export async function endedTasks(db: Database, bodyId: string, limit: number): Promise<ListedTask[]> {
  const rows = await db.client.$queryRaw<RawTask[]>`
    select t.id, t.matter_id, m.title as case_title, m.case_no, t.act, t.clock_code, t.title, t.state,
      (extract(epoch from t.created_at) * 1000)::float8 as created_ms, (extract(epoch from t.due_at) * 1000)::float8 as due_ms,
      (extract(epoch from t.ended_at) * 1000)::float8 as ended_ms, m.shift_ms,
      null as clock_state, null::float8 as clock_due_ms, false as provisional
    from task t join matter m on m.id = t.matter_id
    where t.body_id = ${bodyId} and t.state <> 'open' order by t.ended_at desc nulls last, t.id limit ${limit}`;
  return rows.map(toTask);
}

export interface ListedNotice {
  id: string; caseId: string; caseTitle: string; caseNo: string; kind: string; clockCode: string | null;
  title: string; text: string; cite: string[]; at: Instant; read: boolean; shiftMs: number;
  /** Why it was taken back, in Chinese; null where it stands. */
  withdrawn: string | null;
}

/** Notices to one body, the last delivered first: copies only, or everything but copies. Those taken back stay listed. */
export async function noticesTo(db: Database, bodyId: string, which: 'copies' | 'reminders', limit: number): Promise<ListedNotice[]> {
  const rows = await db.client.$queryRaw<{
    id: string; matter_id: string; case_title: string; case_no: string; kind: string; clock_code: string | null;
    title: string; text: string; cite: unknown; at_ms: number; read: boolean; shift_ms: bigint; withdrawn: string | null;
  }[]>`
    select n.id, n.matter_id, m.title as case_title, m.case_no, n.kind, n.clock_code, n.title, n.text, n.cite,
      (extract(epoch from n.at) * 1000)::float8 as at_ms, n.read_at is not null as read, m.shift_ms,
      n.withdrawn_reason as withdrawn
    from notice n join matter m on m.id = n.matter_id
    where n.body_id = ${bodyId} and (n.kind = 'copy') = ${which === 'copies'}
    order by coalesce(n.delivered_at, n.at) desc, n.at desc, n.id limit ${limit}`;
  return rows.map((raw) => ({
    id: raw.id, caseId: raw.matter_id, caseTitle: raw.case_title, caseNo: raw.case_no, kind: raw.kind,
    clockCode: raw.clock_code, title: raw.title, text: raw.text, cite: parseTexts(raw.cite, raw.matter_id), at: raw.at_ms, read: raw.read,
    shiftMs: Number(raw.shift_ms), withdrawn: raw.withdrawn,
  }));
}

/** Somebody in the body has read these; what is not the body's own, or was read before, stays as it is. */
export async function markRead(db: Database, bodyId: string, ids: readonly string[], at: Instant): Promise<void> {
  await db.client.notice.updateMany({ where: { bodyId, id: { in: [...ids] }, readAt: null }, data: { readAt: new Date(at) } });
}

/** Cases one person registered, newest first. */
export async function casesRegisteredBy(db: Database, personId: string, limit: number): Promise<{ id: string; title: string; caseNo: string; at: Instant }[]> {
  const rows = await db.client.$queryRaw<{ id: string; title: string; case_no: string; at_ms: number }[]>`
    select m.id, m.title, m.case_no, (extract(epoch from c.at) * 1000)::float8 as at_ms
    from command c join matter m on m.id = c.matter_id
    where c.name = 'register' and c.actor->>'personId' = ${personId} order by c.at desc, m.id limit ${limit}`;
  return rows.map((row) => ({ id: row.id, title: row.title, caseNo: row.case_no, at: row.at_ms }));
}

/** Of notices only those that nobody in the body has read and that stand. */
export interface WorkCounts { open: number; ended: number; copies: number; reminders: number }

/** The numbers behind the tabs of the workplace and the rail. */
export async function workCounts(db: Database, bodyId: string): Promise<WorkCounts> {
  const [row] = await db.client.$queryRaw<WorkCounts[]>`
    select (select count(*)::int from task where body_id = ${bodyId} and state = 'open') as open,
      (select count(*)::int from task where body_id = ${bodyId} and state <> 'open') as ended,
      (select count(*)::int from notice where body_id = ${bodyId} and kind = 'copy' and read_at is null and withdrawn_at is null) as copies,
      (select count(*)::int from notice where body_id = ${bodyId} and kind <> 'copy' and read_at is null and withdrawn_at is null) as reminders`;
  return row ?? { open: 0, ended: 0, copies: 0, reminders: 0 };
}
