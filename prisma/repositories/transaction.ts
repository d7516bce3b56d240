import { setTimeout as delay } from 'node:timers/promises';
import type { Prisma } from '../generated/client';
import type { Database } from './database';

export type Tx = Prisma.TransactionClient;

const RETRIES = 5;

interface DriverCause { originalCode?: string; kind?: string }

/** SQLSTATE behind an error of Prisma or of its driver adapter, wherever it hides it. */
export function sqlStateOf(error: unknown): string | undefined {
  const e = error as { code?: string; cause?: DriverCause; meta?: { driverAdapterError?: { cause?: DriverCause } } };
  return e.meta?.driverAdapterError?.cause?.originalCode ?? e.cause?.originalCode
    ?? (e.code === 'P2034' ? '40001' : e.code === 'P2002' ? '23505' : undefined);
}

/** Serialization failure, deadlock, or two writers of the same new row: reloading and deciding again is right. */
const RETRYABLE = new Set(['40001', '40P01', '23505']);

/**
 * The one idea of a transaction: `work` may run several times, so it must do nothing but use `tx`.
 * Gives up after a few tries; the last error passes through.
 */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.client.$transaction(work, { maxWait: 5_000, timeout: 10_000 });
    } catch (error) {
      if (attempt >= RETRIES || !RETRYABLE.has(sqlStateOf(error) ?? '')) throw error;
      await delay(attempt * 10 + Math.random() * 20);
    }
  }
}
