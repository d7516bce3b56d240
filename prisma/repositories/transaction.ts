import { setTimeout as delay } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import type { Prisma } from '../generated/client';
import type { Database } from './database';

export type Tx = Prisma.TransactionClient;
export type BulkTx = TransactionSql;

const RETRIES = 5;

interface DriverCause { originalCode?: string; kind?: string }

/** What Prisma calls it when its adapter does not say. */
const PRISMA_CODES: Readonly<Record<string, string>> = { P2034: '40001', P2002: '23505' };

/** SQLSTATE behind an error of Prisma, of its adapter or of the driver, wherever it hides it. */
export function sqlStateOf(error: unknown): string | undefined {
  const e = error as { code?: string; cause?: DriverCause; meta?: { driverAdapterError?: { cause?: DriverCause } } };
  return e.meta?.driverAdapterError?.cause?.originalCode ?? e.cause?.originalCode ?? PRISMA_CODES[e.code ?? ''] ?? e.code;
}

/** Serialization failure, deadlock, or two writers of the same new row: reloading and deciding again is right. */
const RETRYABLE = new Set(['40001', '40P01', '23505']);

/**
 * The one idea of a transaction: `work` may run several times, so it must do nothing but use what it is given.
 * Gives up after a few tries; the last error passes through.
 */
async function retried<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= RETRIES || !RETRYABLE.has(sqlStateOf(error) ?? '')) throw error;
      await delay(attempt * 10 + Math.random() * 20);
    }
  }
}

/** Decisions and everything that follows from them. */
export const inTransaction = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  retried(() => db.client.$transaction(work, { maxWait: 5_000, timeout: 10_000 }));

/** Bulk work that needs COPY; the same promise, on the driver's own connection. */
export const inBulkTransaction = <T>(db: Database, work: (tx: BulkTx) => Promise<T>): Promise<T> =>
  retried(() => db.sql.begin(work) as Promise<T>);
