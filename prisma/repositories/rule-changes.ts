import type { ChangeEvent, ChangeOutcome, ChangeState, RuleChange } from '../../domain/rule-change/change';
import type { Actor } from '../../domain/kernel/actor';
import type { Instant } from '../../domain/time/instant';
import { Prisma } from '../generated/client';
import { GENESIS } from './audit-chain';
import { chainEntry, writeAudit, writeCommands } from './matter-record';
import type { Database } from './database';
import { parseChangeOutcome } from './shapes/actor-shape';
import { type StoredChange, parseChange } from './shapes/change-shape';
import type { Tx } from './transaction';

/** Rule changes in the record. Commands, events and audit entries of a change stand under its id, like those of a matter. */

export type { StoredChange };

export interface LockedChange {
  id: string;
  change: StoredChange | null;
  auditHead: string;
  auditSeq: number;
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
  const [row] = await tx.$queryRawUnsafe<unknown[]>(`${SELECT} WHERE id = $1 FOR UPDATE`, id);
  const [chain] = await tx.$queryRaw<{ auditHead: string; auditSeq: number }[]>`
    SELECT audit_head AS "auditHead", audit_seq AS "auditSeq" FROM rule_change WHERE id = ${id}`;
  const command = await tx.command.findUnique({ where: { matterId_commandId: { matterId: id, commandId } }, select: { outcome: true } });
  return {
    id, change: row ? parseChange(row, id) : null, auditHead: chain?.auditHead ?? GENESIS, auditSeq: chain?.auditSeq ?? 0,
    stored: command ? parseChangeOutcome(command.outcome, id) : null,
  };
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

const date = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

/** The command with its answer, its events, the change itself, and one more entry of its chain. */
export async function writeChange(tx: Tx, write: ChangeWrite): Promise<void> {
  const { locked, commandId, command, actor, now, change, events, outcome, content } = write;
  if (!change) return;
  const refused = outcome.outcome === 'refused';
  const version = (locked.change?.version ?? 0) + events.length;
  const entry = chainEntry({
    matterId: locked.id, recordedAt: now, actor, action: refused ? `refused:${command.do}` : command.do,
    detail: { commandId, command, ...(refused ? { refusal: outcome.refusal } : { version }) },
  }, events, locked);
  const moving = {
    state: change.state, version, impact: (change.impact ?? Prisma.DbNull) as object,
    approvedBy: (change.approvedBy ?? undefined) as object | undefined, approvedAt: date(change.approvedAt),
    appliedBy: (change.appliedBy ?? undefined) as object | undefined, appliedAt: date(change.appliedAt),
    auditHead: entry.hash, auditSeq: entry.seq,
  };
  const defined = Object.fromEntries(Object.entries(moving).filter(([, value]) => value !== undefined)) as typeof moving;
  if (locked.change) await tx.ruleChange.updateMany({ where: { id: locked.id }, data: defined as never });
  else {
    const { kind, subject, edition, title, sha256, reason, draftedBy, draftedAt } = change;
    await tx.ruleChange.createMany({
      data: [{ id: locked.id, kind, subject, edition, title, sha256, reason, content: content ?? '', draftedBy, draftedAt: new Date(draftedAt), ...defined } as never],
    });
  }
  await writeCommands(tx, [{
    matterId: locked.id, commandId, command, actor, at: now, recordedAt: now, outcome, events, firstSeq: version - events.length + 1,
  }]);
  await writeAudit(tx, [entry]);
}

/** Hash of what is in force for a subject by an earlier change; null where none was applied. */
export async function inForceOf(tx: Tx, kind: string, subject: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ sha256: string }[]>`
    SELECT sha256 FROM rule_change WHERE kind = ${kind} AND subject = ${subject} AND state IN ('applying', 'applied')
    ORDER BY approved_at DESC, id DESC LIMIT 1`;
  return row?.sha256 ?? null;
}

/** How often this text was drafted; a withdrawn draft leaves its id behind. */
export const draftsOf = (tx: Pick<Tx, 'ruleChange'>, sha256: string): Promise<number> => tx.ruleChange.count({ where: { sha256 } });

/** An open draft of the text, or null. */
export async function openDraftOf(tx: Pick<Tx, 'ruleChange'>, sha256: string): Promise<string | null> {
  return (await tx.ruleChange.findFirst({ where: { sha256, state: { not: 'withdrawn' } }, select: { id: true } }))?.id ?? null;
}

/**
 * Calendar years about which the office has made up its mind since this calendar arrived: one of these texts is drafted,
 * or any text of the year was published later than the arrival.
 */
export async function decidedYears(db: Database, hashes: readonly string[], baseSha256: string): Promise<Set<string>> {
  const rows = await db.client.$queryRaw<{ subject: string }[]>`
    SELECT DISTINCT subject FROM rule_change WHERE kind = 'calendar' AND state <> 'withdrawn' AND (sha256 = ANY(${[...hashes]})
      OR (state IN ('applying', 'applied') AND approved_at > (SELECT kept_at FROM calendar_base WHERE sha256 = ${baseSha256})))`;
  return new Set(rows.map(({ subject }) => subject));
}

/** Which of these texts have been drafted and not withdrawn. */
export async function draftedTexts(db: Database, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await db.client.ruleChange.findMany({ where: { sha256: { in: [...hashes] }, state: { not: 'withdrawn' } }, select: { sha256: true } });
  return new Set(rows.map(({ sha256 }) => sha256));
}
