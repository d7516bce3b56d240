import type { EffectKind } from '../../domain/kernel/snapshot';
import type { Database } from './database';
import type { Reader } from './transaction';

export interface StoredEffect {
  id: string;
  matterId: string;
  process: string;
  kind: EffectKind;
  payload: Record<string, unknown>;
}

/**
 * The effect, marked as being carried out, so that no sweep offers it meanwhile; null when it was carried out before or
 * given up (effects run at least once).
 */
export async function beginEffect({ sql }: Database, id: string): Promise<StoredEffect | null> {
  const [row] = await sql<StoredEffect[]>`
    UPDATE effect SET started_at = clock_timestamp() WHERE id = ${id} AND done_at IS NULL AND given_up_at IS NULL
    RETURNING id, matter_id AS "matterId", process, kind, payload`;
  return row ?? null;
}

export async function markEffectDone({ sql }: Database, id: string): Promise<void> {
  await sql`UPDATE effect SET done_at = clock_timestamp() WHERE id = ${id} AND done_at IS NULL`;
}

/** Leaves it to a person. Returns whose it is, or null where it was done after all. */
export async function giveUpEffect({ sql }: Database, id: string, reason: string): Promise<Pick<StoredEffect, 'matterId' | 'process' | 'kind'> | null> {
  const [row] = await sql<Pick<StoredEffect, 'matterId' | 'process' | 'kind'>[]>`
    UPDATE effect SET given_up_at = clock_timestamp(), reason = ${reason} WHERE id = ${id} AND done_at IS NULL
    RETURNING matter_id AS "matterId", process, kind`;
  return row ?? null;
}

/** Offers given-up work to its process once more. */
export async function offerAgain({ sql }: { sql: Reader }, id: string): Promise<void> {
  await sql`
    WITH again AS (
      UPDATE effect SET given_up_at = NULL, reason = NULL, started_at = NULL WHERE id = ${id} AND done_at IS NULL RETURNING matter_id, process
    ) INSERT INTO outbox (matter_id, process) SELECT matter_id, process FROM again`;
}
