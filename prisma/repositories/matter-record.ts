import type { Ball } from '../../domain/accident-case/ball';
import { EVENT_VERSION } from '../../domain/accident-case/events';
import type { CaseState } from '../../domain/accident-case/state';
import type { Actor } from '../../domain/kernel/actor';
import { canonicalJson } from '../../domain/kernel/canonical-json';
import type { ProcessName } from '../../domain/kernel/process';
import type { CommandOutcome, EffectRef } from '../../domain/kernel/snapshot';
import type { CalendarPin, PackPin } from '../../domain/rule-pack/types';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import { GENESIS, entryHash, fingerprintOf, sha256 } from './audit-chain';
import type { Tx } from './transaction';

/** Writes and reads matters inside a transaction. Set-based SQL: the number of statements grows neither with rows nor with matters. */

export interface LoadedMatter {
  id: string;
  state: CaseState;
  ball: Ball | null;
  /** Number of the newest event. */
  version: number;
  packs: PackPin[];
  calendars: CalendarPin[];
  namespace: string;
  shiftMs: number;
  auditHead: string;
  auditSeq: number;
  /** Open processes with the instant each waits for. */
  processes: { name: ProcessName; nextWakeAt: Instant | null }[];
  /** Effects of the asking process that were committed and not carried out yet. */
  effects: EffectRef[];
  /** The answer that this command id got before, if it did. */
  stored: CommandOutcome | null;
}

/** Locks the rows of these matters for the rest of the transaction, in one order everywhere. Unknown ids are left out. */
export const lockMatters = (tx: Tx, ids: readonly string[], commandId: string, process: ProcessName): Promise<LoadedMatter[]> =>
  tx.$queryRaw<LoadedMatter[]>`
    SELECT m.id, m.state, m.ball, m.version, m.packs, m.calendars, m.namespace, m.shift_ms::float8 AS "shiftMs",
      m.audit_head AS "auditHead", m.audit_seq AS "auditSeq", c.outcome AS stored,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'nextWakeAt', (extract(epoch FROM p.next_wake_at) * 1000)::bigint)
          ORDER BY p.name), '[]') FROM process p WHERE p.matter_id = m.id AND p.open) AS processes,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind) ORDER BY e.id), '[]')
        FROM effect e WHERE e.matter_id = m.id AND e.process = ${process} AND e.done_at IS NULL) AS effects
    FROM matter m LEFT JOIN command c ON c.matter_id = m.id AND c.command_id = ${commandId}
    WHERE m.id = ANY(${[...ids]}) ORDER BY m.id FOR UPDATE OF m`;

/** Locks the matter's row for the rest of the transaction. Null when there is no such matter. */
export async function lockMatter(tx: Tx, matterId: string, commandId: string, process: ProcessName): Promise<LoadedMatter | null> {
  const [row] = await lockMatters(tx, [matterId], commandId, process);
  return row ?? null;
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
  calendars: CalendarPin[];
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

const headRow = (head: MatterHead) => ({
  id: head.id, title: head.title, case_no: head.caseNo, region_code: head.regionCode, grade: head.grade, phase: head.phase,
  version: head.version, state: head.state, packs: head.packs, calendars: head.calendars, blocked: head.blocked, ball: head.ball,
  namespace: head.namespace, shift_ms: head.shiftMs, demo: head.demo, occurred_at: iso(head.state.facts.accident.occurredAt),
  opened_at: iso(head.openedAt), closed_at: head.state.closedAt === null ? null : iso(head.state.closedAt),
  audit_head: head.auditHead, audit_seq: head.auditSeq,
});

export async function writeMatters(tx: Tx, heads: readonly MatterHead[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO matter (id, kind, title, case_no, region_code, grade, phase, version, state, packs, calendars, blocked, ball,
      namespace, shift_ms, demo, occurred_at, opened_at, closed_at, audit_head, audit_seq)
    SELECT id, 'accident-case', title, case_no, region_code, grade, phase, version, state, packs, calendars, blocked,
      ball, namespace, shift_ms, demo, occurred_at, opened_at, closed_at, audit_head, audit_seq
    FROM jsonb_to_recordset(${JSON.stringify(heads.map(headRow))}::jsonb) AS r(id text, title text, case_no text, region_code text,
      grade text, phase text, version int, state jsonb, packs jsonb, calendars jsonb, blocked jsonb, ball jsonb, namespace text,
      shift_ms float8, demo bool, occurred_at timestamptz, opened_at timestamptz, closed_at timestamptz, audit_head text, audit_seq int)
    ON CONFLICT (id) DO UPDATE SET grade = excluded.grade, phase = excluded.phase, version = excluded.version,
      state = excluded.state, packs = excluded.packs, calendars = excluded.calendars, blocked = excluded.blocked,
      ball = excluded.ball, closed_at = excluded.closed_at, audit_head = excluded.audit_head, audit_seq = excluded.audit_seq
    WHERE matter.version <= excluded.version`;
}

/** What a matter gains when it takes over other pins and nothing else of it changes. */
export type AdoptedHead = Pick<MatterHead, 'id' | 'version' | 'packs' | 'calendars' | 'auditHead' | 'auditSeq'>;

export async function writeAdoptedHeads(tx: Tx, heads: readonly AdoptedHead[]): Promise<void> {
  const rows = heads.map(({ auditHead, auditSeq, ...rest }) => ({ ...rest, audit_head: auditHead, audit_seq: auditSeq }));
  await tx.$executeRaw`
    UPDATE matter SET version = r.version, packs = r.packs, calendars = r.calendars, audit_head = r.audit_head, audit_seq = r.audit_seq
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id text, version int, packs jsonb, calendars jsonb, audit_head text, audit_seq int)
    WHERE matter.id = r.id`;
}

/** Anything that happened: cases and rule changes have their own vocabularies. */
export interface StoredEventLike {
  type: string;
  at: Instant;
}

export interface CommandRow {
  matterId: string;
  commandId: string;
  command: { do: string };
  actor: Actor;
  at: Instant;
  recordedAt: Instant;
  outcome: unknown;
  events: readonly StoredEventLike[];
  /** Number of the first event. */
  firstSeq: number;
}

/** Commands with their answers, and their events behind them. */
export async function writeCommands(tx: Tx, commands: readonly CommandRow[]): Promise<void> {
  const rows = commands.map((row) => ({
    matter_id: row.matterId, command_id: row.commandId, name: row.command.do, actor: row.actor, at: iso(row.at),
    recorded_at: iso(row.recordedAt), outcome: row.outcome, fingerprint: fingerprintOf(row.command),
  }));
  const events = commands.flatMap((row) => row.events.map((event, index) => ({
    matter_id: row.matterId, command_id: row.commandId, recorded_at: iso(row.recordedAt),
    seq: row.firstSeq + index, type: event.type, at: iso(event.at), data: event,
  })));
  await tx.$executeRaw`
    WITH command_row AS (
      INSERT INTO command (matter_id, command_id, name, actor, at, recorded_at, outcome, fingerprint)
      SELECT matter_id, command_id, name, actor, at, recorded_at, outcome, fingerprint FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(matter_id text, command_id text, name text, actor jsonb, at timestamptz, recorded_at timestamptz, outcome jsonb, fingerprint text))
    INSERT INTO event (matter_id, seq, type, type_version, data, at, recorded_at, command_id)
    SELECT matter_id, seq, type, ${EVENT_VERSION}, data, at, recorded_at, command_id
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      AS e(matter_id text, command_id text, recorded_at timestamptz, seq int, type text, at timestamptz, data jsonb)`;
}

export interface AuditDraft {
  matterId: string;
  recordedAt: Instant;
  actor: Actor;
  action: string;
  detail: Record<string, unknown>;
}

/** The next entry of the chain. Events enter it by the hash of their canonical form. */
export function chainEntry(draft: AuditDraft, events: readonly StoredEventLike[], before: { auditHead: string; auditSeq: number } | null) {
  const prevHash = before?.auditHead ?? GENESIS;
  const seq = (before?.auditSeq ?? 0) + 1;
  const detail = events.length ? { ...draft.detail, eventsSha256: sha256(canonicalJson(events)) } : draft.detail;
  const hash = entryHash({ matterId: draft.matterId, seq, recordedAt: draft.recordedAt, actor: draft.actor, action: draft.action, detail }, prevHash);
  return { ...draft, seq, detail, prevHash, hash };
}

export type ChainedEntry = ReturnType<typeof chainEntry>;

export async function writeAudit(tx: Tx, entries: readonly ChainedEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    matter_id: entry.matterId, seq: entry.seq, recorded_at: iso(entry.recordedAt), actor: entry.actor, action: entry.action,
    detail: entry.detail, prev_hash: entry.prevHash, hash: entry.hash,
  }));
  await tx.$executeRaw`
    INSERT INTO audit_entry (matter_id, seq, recorded_at, actor, action, detail, prev_hash, hash)
    SELECT matter_id, seq, recorded_at, actor, action, detail, prev_hash, hash FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(matter_id text, seq int, recorded_at timestamptz, actor jsonb, action text, detail jsonb, prev_hash text, hash text)`;
}

/** A refused attempt moves the chain on but not the matter. */
export async function moveChain(tx: Tx, entry: ChainedEntry): Promise<void> {
  await tx.$executeRaw`UPDATE matter SET audit_head = ${entry.hash}, audit_seq = ${entry.seq} WHERE id = ${entry.matterId}`;
}

export interface MatterClocks {
  matterId: string;
  clocks: readonly Clock[];
}

/** Stores the clocks as derived; rows that are no longer derived stay, marked as not live. Unchanged rows are not touched. */
export async function writeClocks(tx: Tx, matters: readonly MatterClocks[]): Promise<void> {
  const ids = matters.map(({ matterId }) => matterId);
  const rows = matters.flatMap(({ matterId, clocks }) => clocks.map((clock) => ({
    matter_id: matterId, code: clock.code, process: clock.process, state: clock.state, due_date: clock.dueDate,
    due_at: clock.dueAt === null ? null : iso(clock.dueAt), body: clock,
  })));
  await tx.$executeRaw`
    WITH derived AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(matter_id text, code text, process text, state text, due_date date, due_at timestamptz, body jsonb)
    ), gone AS (
      UPDATE clock SET live = false WHERE matter_id = ANY(${ids}) AND live
        AND NOT EXISTS (SELECT FROM derived d WHERE d.matter_id = clock.matter_id AND d.code = clock.code)
    )
    INSERT INTO clock (matter_id, code, process, state, live, due_date, due_at, body)
    SELECT matter_id, code, process, state, true, due_date, due_at, body FROM derived
    ON CONFLICT (matter_id, code) DO UPDATE SET process = excluded.process, state = excluded.state, live = true,
      due_date = excluded.due_date, due_at = excluded.due_at, body = excluded.body
    WHERE clock.body IS DISTINCT FROM excluded.body OR NOT clock.live`;
}
