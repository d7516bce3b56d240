import type { ChangeKind } from '../../domain/rule-change/change';
import type { Database } from './database';
import { json } from './rows';
import type { Reader, Tx } from './transaction';

/** Texts of law: those that came into force while the product ran, and those that came with a program. */

/** Whoever registers a case reads what is in force; whoever puts a change in force waits for those who are reading. */
const LOCK = 2_107_002;
export const waitForRegistrations = (tx: Tx): Promise<unknown> => tx`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;

export interface LawInForce {
  kind: ChangeKind;
  subject: string;
  edition: string;
  sha256: string;
}

/** Changes that are being or have been applied, oldest first: a later text of one subject replaces an earlier one. */
export async function lawInForce(reader: Reader): Promise<LawInForce[]> {
  const [, rows] = await Promise.all([
    reader`SELECT pg_advisory_xact_lock_shared(${LOCK}::bigint)`,
    reader<LawInForce[]>`
      SELECT kind, subject, edition, sha256 FROM rule_change WHERE state IN ('applying', 'applied') ORDER BY approved_at, id`,
  ]);
  return rows;
}

export interface StoredText {
  kind: ChangeKind | 'base' | 'shipped';
  content: string;
}

export const textsOf = (reader: Reader, hashes: readonly string[]): Promise<StoredText[]> => reader<StoredText[]>`
  SELECT DISTINCT ON (sha256) kind, content FROM (
    SELECT sha256, kind, content FROM rule_change WHERE sha256 = ANY(${[...hashes]})
    UNION ALL SELECT sha256, kind, content FROM rule_text WHERE sha256 = ANY(${[...hashes]})) known`;

export interface ShippedText {
  sha256: string;
  kind: 'base' | 'shipped';
  content: string;
}

/** Keeps the calendar and the packs of this program before any matter is reckoned by them; once is enough. */
export async function keepTexts({ sql }: Database, texts: readonly ShippedText[]): Promise<void> {
  await sql`INSERT INTO rule_text (sha256, kind, content)
    SELECT sha256, kind, content FROM jsonb_to_recordset(${json(texts)}::text::jsonb) AS t(sha256 text, kind text, content text)
    ON CONFLICT DO NOTHING`;
}
