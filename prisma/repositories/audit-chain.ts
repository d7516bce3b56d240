import { hash } from 'node:crypto';
import { canonicalJson } from '../../domain/base/canonical-json';
import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';

/** Head of a chain that has no entry yet. */
export const GENESIS = '0'.repeat(64);

export interface AuditDraft {
  matterId: string;
  /** Record time at which it was written down, in milliseconds; by the database's clock. */
  recordedAt: Instant;
  /** Record time for which it was decided; absent in entries from before the two were told apart. */
  decidedAt?: Instant;
  /** As it is stored: a chain is verified over what stands there, whatever it is. */
  actor: unknown;
  action: string;
  detail: Record<string, unknown>;
}

export interface AuditContent extends AuditDraft {
  seq: number;
}

export interface ChainedEntry extends AuditContent {
  decidedAt: Instant;
  prevHash: string;
  hash: string;
}

/** Where a chain stands. */
export interface ChainHead {
  auditHead: string;
  auditSeq: number;
}

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Tells a repeated command from another one under the same id. */
export const fingerprintOf = (command: unknown): string => sha256(canonicalJson(command));

/** Hash of an entry over its content and the hash before it; changing any stored entry breaks every later one. */
export const entryHash = (content: AuditContent, prevHash: string): string =>
  sha256(`${prevHash}\n${canonicalJson(content)}`);

/** The next entry of the chain. Events enter it by the hash of their canonical form. */
export function chainEntry(draft: AuditDraft & { decidedAt: Instant }, events: readonly unknown[], before: ChainHead | null): ChainedEntry {
  const prevHash = before?.auditHead ?? GENESIS;
  const seq = (before?.auditSeq ?? 0) + 1;
  const detail = events.length ? { ...draft.detail, eventsSha256: sha256(canonicalJson(events)) } : draft.detail;
  const content = { ...draft, seq, detail };
  return { ...content, prevHash, hash: entryHash(content, prevHash) };
}

export type ChainReport = { ok: true; entries: number } | { ok: false; entries: number; brokenAt: number };

/** Walks the chain of a matter or a rule change from the first entry: every hash, and the head that is remembered. */
export async function verifyChain(db: Database, matterId: string): Promise<ChainReport> {
  const rows = await db.client.auditEntry.findMany({ where: { matterId }, orderBy: { seq: 'asc' } });
  let prev = GENESIS;
  for (const [index, row] of rows.entries()) {
    const content: AuditContent = {
      matterId, seq: row.seq, recordedAt: row.recordedAt.getTime(), actor: row.actor,
      action: row.action, detail: row.detail as Record<string, unknown>,
      ...(row.decidedAt ? { decidedAt: row.decidedAt.getTime() } : {}),
    };
    if (row.seq !== index + 1 || row.prevHash !== prev || row.hash !== entryHash(content, prev)) {
      return { ok: false, entries: rows.length, brokenAt: row.seq };
    }
    prev = row.hash;
  }
  const chained = { where: { id: matterId }, select: { auditHead: true } };
  const head = await db.client.matter.findUnique(chained) ?? await db.client.ruleChange.findUnique(chained);
  return head?.auditHead === prev ? { ok: true, entries: rows.length } : { ok: false, entries: rows.length, brokenAt: rows.length };
}
