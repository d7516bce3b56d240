import { hash } from 'node:crypto';
import type { Instant } from '../../domain/time/instant';
import type { Tx } from './transaction';

/** How values of the domain become rows: every statement takes all its rows as one JSON text. */

export const iso = (at: Instant): string => new Date(at).toISOString();
export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));

/** To be written `${json(rows)}::text::jsonb`: the driver would otherwise turn the text into a JSON string. */
export const json = (rows: unknown): string => JSON.stringify(rows);

/** A handful of keys, to be found by an index whatever their number: a plan that holds for all of them is made once. */
export const anyOf = (tx: Tx, keys: readonly string[]) => tx`ANY(ARRAY(SELECT jsonb_array_elements_text(${json(keys)}::text::jsonb)))`;

const DIGEST_DIGITS = 20;

/** Tells whether a row still says what it said; short, since one is kept for every row. */
export const digestOf = (row: unknown): string =>
  hash('sha256', JSON.stringify(row), 'hex').slice(0, DIGEST_DIGITS);

/** Digests by key, of what stands in the record. */
export type Digests = Readonly<Record<string, string>>;

export interface Moved<T> {
  /** New rows and those that say something else than before, with their digests. */
  changed: (T & { digest: string })[];
  /** Keys of what is no longer there. */
  gone: string[];
  /** What stands in the record afterwards. */
  digests: Digests;
}

/** What has to be written so that the record holds exactly `wanted`. */
export function movedRows<T>(before: Digests, wanted: readonly T[], keyOf: (row: T) => string, digest: (row: T) => string = digestOf): Moved<T> {
  const digests: Record<string, string> = {};
  const changed: Moved<T>['changed'] = [];
  for (const row of wanted) {
    const key = keyOf(row);
    const now = digest(row);
    digests[key] = now;
    if (before[key] !== now) changed.push({ ...row, digest: now });
  }
  return { changed, gone: Object.keys(before).filter((key) => !(key in digests)), digests };
}
