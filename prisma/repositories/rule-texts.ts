import type { ChangeKind } from '../../domain/rule-change/change';
import type { Database } from './database';
import type { Tx } from './transaction';

/** Texts of law that came into force while the product ran, and calendars that came with it. */

export type Reader = Pick<Tx, '$queryRaw' | '$executeRaw'>;

/** Whoever registers a case reads what is in force; whoever puts a change in force waits for those who are reading. */
const LOCK = 2_107_002;
export const waitForRegistrations = (tx: Reader): Promise<unknown> => tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;

export interface LawInForce {
  kind: ChangeKind;
  subject: string;
  edition: string;
  sha256: string;
}

/** Changes that are being or have been applied, oldest first: a later text of one subject replaces an earlier one. */
export async function lawInForce(reader: Reader): Promise<LawInForce[]> {
  await reader.$executeRaw`SELECT pg_advisory_xact_lock_shared(${LOCK})`;
  return reader.$queryRaw<LawInForce[]>`
    SELECT kind, subject, edition, sha256 FROM rule_change WHERE state IN ('applying', 'applied') ORDER BY approved_at, id`;
}

export const textsOf = (reader: Reader, hashes: readonly string[]): Promise<{ kind: ChangeKind | 'base'; content: string }[]> =>
  reader.$queryRaw`SELECT DISTINCT ON (sha256) kind, content FROM rule_change WHERE sha256 = ANY(${[...hashes]})
    UNION ALL SELECT 'base', content FROM calendar_base WHERE sha256 = ANY(${[...hashes]})`;

/** Keeps the calendar of this program before any matter is reckoned by it; once is enough. */
export async function keepBase(db: Database, { sha256, text }: { sha256: string; text: string }): Promise<void> {
  await db.client.calendarBase.createMany({ data: [{ sha256, content: text }], skipDuplicates: true });
}
