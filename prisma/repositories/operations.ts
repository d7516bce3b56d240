import type { Actor } from '../../domain/kernel/actor';
import type { Instant } from '../../domain/time/instant';
import type { Alarm, Remedy } from './alarms';
import { clearAlarm, remedyFor } from './alarms';
import type { ChainHead } from './audit-chain';
import { chainEntry } from './audit-chain';
import type { Database } from './database';
import { offerAgain } from './effects';
import { moveChain } from './matter-record';
import { tellAgain } from './outbox';
import { iso, json } from './rows';
import type { Tx } from './transaction';
import { inTransaction } from './transaction';
import { visibleTo, type Viewer } from './viewer';

/** Work of the machine that waits for an operator, as far as his post may know of the case. */

export interface WorkSubject {
  title: string;
  /** Null for a rule change, which lies nowhere and concerns everybody. */
  caseNo: string | null;
}

/** Those of these matters and rule changes that the post may know of, by id. */
export async function subjectsSeen(db: Database, viewer: Viewer, ids: readonly string[]): Promise<Map<string, WorkSubject>> {
  const rows = await db.client.$queryRaw<({ id: string } & WorkSubject)[]>`
    select m.id, m.title, m.case_no as "caseNo" from matter m where m.id = any(${[...ids]}::text[]) and ${visibleTo(viewer)}
    union all select c.id, c.title, null from rule_change c where c.id = any(${[...ids]}::text[])`;
  return new Map(rows.map(({ id, ...subject }) => [id, subject]));
}

/** How many open alarms the post may know of. */
export async function countAlarms(db: Database, viewer: Viewer): Promise<number> {
  const [row] = await db.client.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from alarm a left join matter m on m.id = a.matter_id
    where a.cleared_at is null and (m.id is null or ${visibleTo(viewer)})`;
  return row?.count ?? 0;
}

export async function findOpenAlarm({ sql }: Database, id: string): Promise<Pick<Alarm, 'id' | 'matterId'> | null> {
  const [row] = await sql<{ id: string; matterId: string }[]>`SELECT id, matter_id AS "matterId" FROM alarm WHERE id = ${id} AND cleared_at IS NULL`;
  return row ?? null;
}

type Trouble = Pick<Alarm, 'matterId' | 'process' | 'kind' | 'subject' | 'reason' | 'times'>;
interface Head extends ChainHead { shiftMs: number; recordedAt: Instant; now: Instant }

/** One entry in the chain of the case, or of the rule change: whoever reads it later sees who helped the machine on, and when. */
async function note(tx: Tx, action: string, { matterId, ...trouble }: Trouble, actor: Actor): Promise<void> {
  const now = tx`(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  const [matter] = await tx<Head[]>`
    SELECT audit_head AS "auditHead", audit_seq AS "auditSeq", shift_ms::float8 AS "shiftMs",
      (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", ${now} FROM matter WHERE id = ${matterId} FOR UPDATE`;
  const [head = matter] = matter ? [] : await tx<Head[]>`
    SELECT audit_head AS "auditHead", audit_seq AS "auditSeq", 0::float8 AS "shiftMs", 0::float8 AS "recordedAt", ${now}
    FROM rule_change WHERE id = ${matterId} FOR UPDATE`;
  if (!head) return;
  const recordedAt = Math.max(Math.floor(head.now) + head.shiftMs, head.recordedAt);
  const entry = chainEntry({ matterId, recordedAt, decidedAt: recordedAt, actor, action, detail: trouble }, [], head);
  await tx`
    INSERT INTO audit_entry (matter_id, seq, recorded_at, decided_at, actor, action, detail, prev_hash, hash)
    VALUES (${matterId}, ${entry.seq}, ${iso(recordedAt)}::text::timestamptz, ${iso(recordedAt)}::text::timestamptz,
      ${json(actor)}::text::jsonb, ${entry.action}, ${json(entry.detail)}::text::jsonb, ${entry.prevHash}, ${entry.hash})`;
  if (matter) await moveChain(tx, matterId, { auditHead: entry.hash, auditSeq: entry.seq }, recordedAt);
  else await tx`UPDATE rule_change SET audit_head = ${entry.hash}, audit_seq = ${entry.seq} WHERE id = ${matterId}`;
}

/**
 * Somebody sees to an alarm: given-up work is offered again, a process is told again how things are, and what was set aside
 * is taken for done by other means. What fails again comes back as an alarm.
 * @returns null where somebody else has seen to it already
 */
export const seeToAlarm = (db: Database, id: string, actor: Actor): Promise<Remedy | null> => inTransaction(db, async ({ tx }) => {
  const [alarm] = await tx<Trouble[]>`
    SELECT matter_id AS "matterId", process, kind, subject, reason, times FROM alarm WHERE id = ${id} AND cleared_at IS NULL FOR UPDATE`;
  if (!alarm) return null;
  const remedy = remedyFor(alarm);
  if (remedy === 'offer') await offerAgain({ sql: tx }, alarm.subject);
  if (remedy === 'tell') await tellAgain({ sql: tx }, alarm.matterId, alarm.process);
  await clearAlarm({ sql: tx }, alarm);
  await note(tx, remedy === 'settle' ? 'settle-work' : 'retry-work', alarm, actor);
  return remedy;
});
