import type { Ball } from '../../domain/accident-case/ball';
import type { CaseEvent } from '../../domain/accident-case/events';
import { EVENT_VERSION } from '../../domain/accident-case/events';
import type { CaseState } from '../../domain/accident-case/state';
import type { Actor } from '../../domain/kernel/actor';
import { canonicalJson } from '../../domain/kernel/canonical-json';
import type { ProcessName } from '../../domain/kernel/process';
import type { CommandOutcome, EffectRef } from '../../domain/kernel/snapshot';
import type { PackPin } from '../../domain/rule-pack/types';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import { GENESIS, entryHash, sha256 } from './audit-chain';
import type { Tx } from './transaction';

/** Writes and reads one matter inside a transaction. Set-based SQL: the number of statements does not grow with rows. */

export interface LoadedMatter {
  state: CaseState;
  ball: Ball | null;
  /** Number of the newest event. */
  version: number;
  packs: PackPin[];
  auditHead: string;
  auditSeq: number;
  /** Open processes with the instant each waits for. */
  processes: { name: ProcessName; nextWakeAt: Instant | null }[];
  /** Effects of the asking process that were committed and not carried out yet. */
  effects: EffectRef[];
  /** The answer that this command id got before, if it did. */
  stored: CommandOutcome | null;
}

/** Locks the matter's row for the rest of the transaction. Null when there is no such matter. */
export async function lockMatter(tx: Tx, matterId: string, commandId: string, process: ProcessName): Promise<LoadedMatter | null> {
  const rows = await tx.$queryRaw<LoadedMatter[]>`
    SELECT m.state, m.ball, m.version, m.packs, m.audit_head AS "auditHead", m.audit_seq AS "auditSeq",
      c.outcome AS stored,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'nextWakeAt', (extract(epoch FROM p.next_wake_at) * 1000)::bigint)
          ORDER BY p.name), '[]') FROM process p WHERE p.matter_id = m.id AND p.open) AS processes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind) ORDER BY e.id), '[]')
        FROM effect e WHERE e.matter_id = m.id AND e.process = ${process} AND e.done_at IS NULL) AS effects
    FROM matter m LEFT JOIN command c ON c.matter_id = m.id AND c.command_id = ${commandId}
    WHERE m.id = ${matterId} FOR UPDATE OF m`;
  return rows[0] ?? null;
}

export interface MatterHead {
  id: string;
  title: string;
  caseNo: string;
  regionCode: string;
  grade: string;
  phase: string;
  version: number;
  state: CaseState;
  packs: PackPin[];
  blocked: Record<string, string>;
  ball: (Ball & { body: { name: string } }) | null;
  namespace: string;
  shiftMs: number;
  demo: boolean;
  openedAt: Instant;
  auditHead: string;
  auditSeq: number;
}

const iso = (at: Instant): string => new Date(at).toISOString();

export async function writeMatter(tx: Tx, head: MatterHead): Promise<void> {
  const closedAt = head.state.closedAt === null ? null : iso(head.state.closedAt);
  await tx.$executeRaw`
    INSERT INTO matter (id, kind, title, case_no, region_code, grade, phase, version, state, packs, blocked, ball,
      namespace, shift_ms, demo, occurred_at, opened_at, closed_at, audit_head, audit_seq)
    VALUES (${head.id}, 'accident-case', ${head.title}, ${head.caseNo}, ${head.regionCode}, ${head.grade}, ${head.phase},
      ${head.version}, ${JSON.stringify(head.state)}::jsonb, ${JSON.stringify(head.packs)}::jsonb,
      ${JSON.stringify(head.blocked)}::jsonb, ${head.ball && JSON.stringify(head.ball)}::jsonb, ${head.namespace},
      ${head.shiftMs}, ${head.demo}, ${iso(head.state.facts.accident.occurredAt)}::timestamptz,
      ${iso(head.openedAt)}::timestamptz, ${closedAt}::timestamptz, ${head.auditHead}, ${head.auditSeq})
    ON CONFLICT (id) DO UPDATE SET grade = excluded.grade, phase = excluded.phase, version = excluded.version,
      state = excluded.state, blocked = excluded.blocked, ball = excluded.ball, closed_at = excluded.closed_at,
      audit_head = excluded.audit_head, audit_seq = excluded.audit_seq
    WHERE matter.version <= excluded.version`;
}

export interface CommandRow {
  matterId: string;
  commandId: string;
  name: string;
  actor: Actor;
  at: Instant;
  recordedAt: Instant;
  outcome: CommandOutcome;
}

/** The command with its answer, and its events behind it; `firstSeq` is the number of the first event. */
export async function writeCommand(tx: Tx, row: CommandRow, events: readonly CaseEvent[], firstSeq: number): Promise<void> {
  const data = events.map((event, index) => ({ seq: firstSeq + index, type: event.type, at: iso(event.at), data: event }));
  await tx.$executeRaw`
    WITH command_row AS (
      INSERT INTO command (matter_id, command_id, name, actor, at, recorded_at, outcome)
      VALUES (${row.matterId}, ${row.commandId}, ${row.name}, ${JSON.stringify(row.actor)}::jsonb, ${iso(row.at)}::timestamptz,
        ${iso(row.recordedAt)}::timestamptz, ${JSON.stringify(row.outcome)}::jsonb))
    INSERT INTO event (matter_id, seq, type, type_version, data, at, recorded_at, command_id)
    SELECT ${row.matterId}, e.seq, e.type, ${EVENT_VERSION}, e.data, e.at, ${iso(row.recordedAt)}::timestamptz, ${row.commandId}
    FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS e(seq int, type text, at timestamptz, data jsonb)`;
}

export interface AuditDraft {
  matterId: string;
  recordedAt: Instant;
  actor: Actor;
  action: string;
  detail: Record<string, unknown>;
}

/** The next entry of the chain. Events enter it by the hash of their canonical form. */
export function chainEntry(draft: AuditDraft, events: readonly CaseEvent[], before: { auditHead: string; auditSeq: number } | null) {
  const prevHash = before?.auditHead ?? GENESIS;
  const seq = (before?.auditSeq ?? 0) + 1;
  const detail = events.length ? { ...draft.detail, eventsSha256: sha256(canonicalJson(events)) } : draft.detail;
  const hash = entryHash({ matterId: draft.matterId, seq, recordedAt: draft.recordedAt, actor: draft.actor, action: draft.action, detail }, prevHash);
  return { ...draft, seq, detail, prevHash, hash };
}

export type ChainedEntry = ReturnType<typeof chainEntry>;

export async function writeAudit(tx: Tx, entry: ChainedEntry): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_entry (matter_id, seq, recorded_at, actor, action, detail, prev_hash, hash)
    VALUES (${entry.matterId}, ${entry.seq}, ${iso(entry.recordedAt)}::timestamptz, ${JSON.stringify(entry.actor)}::jsonb,
      ${entry.action}, ${JSON.stringify(entry.detail)}::jsonb, ${entry.prevHash}, ${entry.hash})`;
}

/** A refused attempt moves the chain on but not the matter. */
export async function moveChain(tx: Tx, entry: ChainedEntry): Promise<void> {
  await tx.$executeRaw`UPDATE matter SET audit_head = ${entry.hash}, audit_seq = ${entry.seq} WHERE id = ${entry.matterId}`;
}

/** Stores the clocks as derived; rows that are no longer derived stay, marked as not live. Unchanged rows are not touched. */
export async function writeClocks(tx: Tx, matterId: string, clocks: readonly Clock[]): Promise<void> {
  const rows = clocks.map((clock) => ({
    code: clock.code, process: clock.process, state: clock.state, due_date: clock.dueDate,
    due_at: clock.dueAt === null ? null : iso(clock.dueAt), body: clock,
  }));
  await tx.$executeRaw`
    WITH derived AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(code text, process text, state text, due_date date, due_at timestamptz, body jsonb)
    ), gone AS (
      UPDATE clock SET live = false WHERE matter_id = ${matterId} AND live AND code NOT IN (SELECT code FROM derived)
    )
    INSERT INTO clock (matter_id, code, process, state, live, due_date, due_at, body)
    SELECT ${matterId}, code, process, state, true, due_date, due_at, body FROM derived
    ON CONFLICT (matter_id, code) DO UPDATE SET process = excluded.process, state = excluded.state, live = true,
      due_date = excluded.due_date, due_at = excluded.due_at, body = excluded.body
    WHERE clock.body IS DISTINCT FROM excluded.body OR NOT clock.live`;
}
