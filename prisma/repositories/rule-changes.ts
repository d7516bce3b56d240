import type { ChangeEvent, ChangeOutcome, ChangeSnapshot, ChangeState, RuleChange } from '../../domain/rule-change/change';
import { CHANGE_PROCESS } from '../../domain/rule-change/change';
import type { Actor } from '../../domain/kernel/actor';
import type { By } from '../../domain/kernel/snapshot';
import { byOf } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { ChainHead } from './audit-chain';
import { chainEntry } from './audit-chain';
import type { Database } from './database';
import { writeJournal } from './journal';
import { iso, isoOrNull, json } from './rows';
import { parseChangeOutcome } from './shapes/actor-shape';
import { type StoredChange, parseChange } from './shapes/change-shape';
import type { Statement, Tx } from './transaction';

/** Rule changes in the record. Commands, events and audit entries of a change stand under its id, like those of a matter. */

export type { StoredChange };

export interface LockedChange {
  id: string;
  change: StoredChange | null;
  chain: ChainHead | null;
  /** Wall time by the database's clock. */
  databaseNow: Instant;
  /** The answer that this command id got before, if it did. */
  stored: ChangeOutcome | null;
}

const SELECT = `SELECT id, kind, subject, edition, title, sha256, state, reason, version, impact,
  drafted_by AS "draftedBy", approved_by AS "approvedBy", applied_by AS "appliedBy",
  (extract(epoch FROM drafted_at) * 1000)::float8 AS "draftedAt", (extract(epoch FROM approved_at) * 1000)::float8 AS "approvedAt",
  (extract(epoch FROM applied_at) * 1000)::float8 AS "appliedAt" FROM rule_change`;

export async function findChange(db: Database, id: string): Promise<StoredChange | null> {
  const [row] = await db.client.$queryRawUnsafe<unknown[]>(`${SELECT} WHERE id = $1`, id);
  return row ? parseChange(row, id) : null;
}

export async function stateOf(db: Database, id: string): Promise<ChangeState> {
  return (await db.client.ruleChange.findUniqueOrThrow({ where: { id }, select: { state: true } })).state as ChangeState;
}

/** Newest first. */
export async function listChanges(db: Database, limit: number): Promise<StoredChange[]> {
  const rows = await db.client.$queryRawUnsafe<{ id: string }[]>(`${SELECT} ORDER BY drafted_at DESC, id LIMIT $1`, limit);
  return rows.map((row) => parseChange(row, row.id));
}

export async function contentOf(db: Database, id: string): Promise<string> {
  return (await db.client.ruleChange.findUniqueOrThrow({ where: { id }, select: { content: true } })).content;
}

/** Locks the change for the rest of the transaction; `change` is null where there is none yet. */
export async function lockChange(tx: Tx, id: string, commandId: string): Promise<LockedChange> {
  const [[row], [chain], [command], [clock]] = await Promise.all([
    tx.unsafe<unknown[]>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]),
    tx<ChainHead[]>`SELECT audit_head AS "auditHead", audit_seq AS "auditSeq" FROM rule_change WHERE id = ${id}`,
    tx<{ outcome: unknown }[]>`SELECT outcome FROM command WHERE matter_id = ${id} AND command_id = ${commandId}`,
    tx<{ now: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`,
  ]);
  return { id, change: row ? parseChange(row, id) : null, chain: chain ?? null, stored: command ? parseChangeOutcome(command.outcome, id) : null, databaseNow: Math.floor(clock?.now ?? 0) };
}

export interface ChangeWrite {
  locked: LockedChange;
  commandId: string;
  command: { do: string };
  actor: Actor;
  now: Instant;
  /** The change after the events; null when a draft was refused. */
  change: RuleChange | null;
  events: readonly ChangeEvent[];
  outcome: ChangeOutcome;
  /** Text of a draft. */
  content: string | null;
}

/** The change as a row; `content` and what goes with a draft only count where it is new. */
function writeHead(tx: Tx, id: string, change: RuleChange, version: number, chain: ChainHead, content: string | null): Statement {
  const { draftedAt, approvedAt, appliedAt, draftedBy, approvedBy, appliedBy, ...rest } = change;
  const row = {
    ...rest, ...chain, id, version, content: content ?? '', drafted_by: draftedBy, approved_by: approvedBy, applied_by: appliedBy,
    drafted_at: iso(draftedAt), approved_at: isoOrNull(approvedAt), applied_at: isoOrNull(appliedAt),
    audit_head: chain.auditHead, audit_seq: chain.auditSeq,
  };
  return tx`
    INSERT INTO rule_change (id, kind, subject, edition, title, sha256, content, state, reason, version, impact, drafted_by, approved_by,
      applied_by, drafted_at, approved_at, applied_at, audit_head, audit_seq)
    SELECT id, kind, subject, edition, title, sha256, content, state, reason, version, impact, drafted_by, approved_by, applied_by,
      drafted_at, approved_at, applied_at, audit_head, audit_seq
    FROM jsonb_to_record(${json(row)}::text::jsonb) AS r(id text, kind text, subject text, edition text, title text, sha256 text, content text,
      state text, reason text, version int, impact jsonb, drafted_by jsonb, approved_by jsonb, applied_by jsonb, drafted_at timestamptz,
      approved_at timestamptz, applied_at timestamptz, audit_head text, audit_seq int)
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = excluded.version, impact = excluded.impact,
      approved_by = excluded.approved_by, approved_at = excluded.approved_at, applied_by = excluded.applied_by,
      applied_at = excluded.applied_at, audit_head = excluded.audit_head, audit_seq = excluded.audit_seq`;
}

/** What the process of the change has to hear of it. */
function tellProcess(tx: Tx, id: string, { state }: RuleChange, version: number, by: By, now: Instant): Statement {
  const open = state !== 'applied' && state !== 'withdrawn';
  const snapshot: ChangeSnapshot = { version, state, open };
  return tx`
    WITH process_row AS (
      INSERT INTO process (matter_id, name, workflow_id, open, started_at, ended_at, snapshot)
      VALUES (${id}, ${CHANGE_PROCESS}, ${`rule-change/${id}`}, ${open}, ${iso(now)}::text::timestamptz,
        CASE WHEN ${open} THEN NULL ELSE ${iso(now)}::text::timestamptz END, ${json(snapshot)}::text::jsonb)
      ON CONFLICT (matter_id, name) DO UPDATE SET open = excluded.open, ended_at = excluded.ended_at, snapshot = excluded.snapshot
    )
    INSERT INTO outbox (matter_id, process, by) VALUES (${id}, ${CHANGE_PROCESS}, ${json(by)}::text::jsonb)`;
}

/** The command with its answer, its events, the change itself, one more entry of its chain, and what its process must hear. */
export function writeChange(tx: Tx, write: ChangeWrite): Statement[] {
  const { locked, commandId, command, actor, now, change, events, outcome, content } = write;
  if (!change) return [];
  const refused = outcome.outcome === 'refused';
  const version = (locked.change?.version ?? 0) + events.length;
  const audit = chainEntry({
    matterId: locked.id, recordedAt: now, decidedAt: now, actor, action: refused ? `refused:${command.do}` : command.do,
    detail: { commandId, command, ...(refused ? { refusal: outcome.refusal } : { version }) },
  }, events, locked.chain);
  return [
    writeHead(tx, locked.id, change, version, { auditHead: audit.hash, auditSeq: audit.seq }, content),
    writeJournal(tx, [{ commandId, command, actor, outcome, events, firstSeq: version - events.length + 1, audit }]),
    ...(refused ? [] : [tellProcess(tx, locked.id, change, version, byOf(command, actor), now)]),
  ];
}

/** Hash of what is in force for a subject by an earlier change; null where none was applied. */
export async function inForceOf(tx: Tx, kind: string, subject: string): Promise<string | null> {
  const [row] = await tx<{ sha256: string }[]>`
    SELECT sha256 FROM rule_change WHERE kind = ${kind} AND subject = ${subject} AND state IN ('applying', 'applied')
    ORDER BY approved_at DESC, id DESC LIMIT 1`;
  return row?.sha256 ?? null;
}

/** How often this text was drafted; a withdrawn draft leaves its id behind. */
export const draftsOf = ({ client }: Database, sha256: string): Promise<number> => client.ruleChange.count({ where: { sha256 } });

/** An open draft of the text, or null. */
export async function openDraftOf({ client }: Database, sha256: string): Promise<string | null> {
  return (await client.ruleChange.findFirst({ where: { sha256, state: { not: 'withdrawn' } }, select: { id: true } }))?.id ?? null;
}

/**
 * Calendar years about which the office has made up its mind since this calendar arrived: one of these texts is drafted,
 * or any text of the year was published later than the arrival.
 */
export async function decidedYears(db: Database, hashes: readonly string[], baseSha256: string): Promise<Set<string>> {
  const rows = await db.client.$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT subject FROM rule_change WHERE kind = 'calendar' AND state <> 'withdrawn' AND (sha256 = ANY(${[...hashes]})
      OR (state IN ('applying', 'applied') AND approved_at > (SELECT kept_at FROM rule_text WHERE sha256 = ${baseSha256})))`;
  return new Set(rows.map(({ subject }) => subject));
}

/** Which of these texts have been drafted and not withdrawn. */
export async function draftedTexts(db: Database, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db.client.ruleChange.findMany({ where: { sha256: { in: [...hashes] }, state: { not: 'withdrawn' } }, select: { sha256: true } });
  return new Set(rows.map(({ sha256 }) => sha256));
}
