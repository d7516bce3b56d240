import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { ISql } from 'postgres';
import type { Database } from './database';

declare const inside: unique symbol;
export type Tx = ISql & { readonly [inside]: true };
/** Reads inside a transaction or outside of one. */
export type Reader = ISql;
/** A statement that goes out when it is waited for, or when its transaction sends it. */
export interface Statement extends PromiseLike<unknown> {
  execute(): PromiseLike<unknown>;
}
/** What a transaction is done with. */
export interface Transaction {
  tx: Tx;
  /** Sends what nobody waits for before the end: COMMIT follows, and all their answers are waited for with its own. */
  send(statements: readonly Statement[]): void;
  /** Lets what was sent reach Postgres, which works on it while more is reckoned here. */
  flushed(): Promise<void>;
  /** The same for a statement of more than a kilobyte: the driver writes it at once, when its own promises have had their turn. */
  handedOver(): Promise<void>;
  /** From 1. */
  attempt: number;
}

/** The driver makes a statement of a promise in one turn and writes it in the next. */
async function handedOver(): Promise<void> {
  await null;
  await null;
}

/** No person waits longer than this for an answer. */
const DEADLINE_MS = 12_000;

/**
 * The record did not answer in time. Unless it is certain that nothing was written, what was asked may have been written
 * down or not; asked again with the same command id it is never written twice.
 */
export class RecordUnavailable extends Error {
  constructor(message: string, readonly outcome: 'undone' | 'unknown', options?: ErrorOptions) {
    super(message, options);
  }
}

/** SQLSTATE, or what the driver and the network call their own errors. */
export const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
};

/** Raised by `expect_matter`: what was decided on is not how the record stands. */
const OVERTAKEN = 'AN001';
const IN_FAILED = '25P02';
/** Serialization failure, deadlock, or two writers of the same new row: reloading and deciding again is right. */
const CONFLICTS = new Set([OVERTAKEN, '40001', '40P01', '23505']);
/** The server or the way to it is gone, for a moment or for longer; what was not committed is undone. */
const AWAY = new Set([
  '57P01', '57P02', '57P03', '53300', '08006', '08001', '08003', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT',
]);
/** Somebody else held a row, or the server was too slow, for longer than the session allows. */
const SLOW = new Set(['55P03', '57014', '25P03', '25P04']);

/** Of these, what says that there was no server to talk to in the first place. */
const NEVER_REACHED = new Set(['57P03', '53300', '08001', 'CONNECT_TIMEOUT', 'ECONNREFUSED', 'ENOENT']);

export const isAway = (error: unknown): boolean => AWAY.has(codeOf(error));
export const isSlow = (error: unknown): boolean => SLOW.has(codeOf(error));
/** Asking again may help: the fault lies in the moment and not in the data. */
export const isPassing = (error: unknown): boolean =>
  error instanceof RecordUnavailable || isAway(error) || isSlow(error) || CONFLICTS.has(codeOf(error));

const CONFLICT_TRIES = 8;

async function retried<T>(transaction: (attempt: number) => Promise<T>, until: number): Promise<T> {
  let outcome: RecordUnavailable['outcome'] = 'undone';
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction(attempt);
    } catch (error) {
      // A connection that broke may have broken after the commit.
      if (isAway(error) && !NEVER_REACHED.has(codeOf(error))) outcome = 'unknown';
      if (isSlow(error)) throw new RecordUnavailable('the record is too slow', outcome, { cause: error });
      if (isAway(error) && Date.now() > until) throw new RecordUnavailable('the record does not answer', outcome, { cause: error });
      if (!isAway(error) && (attempt >= CONFLICT_TRIES || !CONFLICTS.has(codeOf(error)))) throw error;
      if (codeOf(error) !== OVERTAKEN) await delay(Math.min(attempt, 20) * 10 + Math.random() * 20);
    }
  }
}

function withinDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RecordUnavailable('the record does not answer in time', 'unknown')), DEADLINE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Nothing is waited for but what `work` waits for: BEGIN goes out with its first statements, COMMIT on the heels of the last.
 * A decision that need not ask the record beforehand costs one round trip, another one two. Where a statement fails,
 * Postgres makes a rollback of the COMMIT, and the error is thrown.
 */
async function begun<T>({ lanes }: Database, work: (transaction: Transaction) => Promise<T>, attempt: number): Promise<T> {
  const lane = await lanes.take();
  const { sql } = lane;
  const answers: PromiseLike<unknown>[] = [];
  const send = (statements: readonly Statement[]): void => {
    for (const statement of statements) {
      const answer = statement.execute();
      answer.then(undefined, () => undefined);
      answers.push(answer);
    }
  };
  try {
    send([sql`BEGIN`]);
    const result = await work({ tx: sql as ISql as Tx, send, flushed: setImmediate, handedOver, attempt });
    send([sql`COMMIT`]);
    await Promise.all(answers);
    return result;
  } catch (error) {
    const failed = (await Promise.allSettled(answers)).find(({ status }) => status === 'rejected');
    if (!lane.broken) await sql`ROLLBACK`.catch(() => undefined);
    // What is asked after a statement failed is only told that one did: the first one says why.
    throw codeOf(error) === IN_FAILED && failed?.status === 'rejected' ? failed.reason : error;
  } finally {
    lanes.giveBack(lane);
  }
}

/**
 * The one idea of a transaction. `work` may run several times, so it must do nothing but use what it is given: it reads and
 * locks, and sends what it writes. Statements that do not wait for each other go out together.
 * @throws RecordUnavailable where no answer came in time
 */
export const inTransaction = <T>(db: Database, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
  withinDeadline(retried((attempt) => begun(db, work, attempt), Date.now() + DEADLINE_MS - 2_000));

/** The same for work that takes as long as it takes: nobody waits for it, and no statement is cut short. */
export const inBulkTransaction = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  retried((attempt) => begun(db, async ({ tx }) => {
    await tx`SET LOCAL statement_timeout = 0`;
    return work(tx);
  }, attempt), Date.now() + DEADLINE_MS);

/** One try, for work that comes round again by itself. */
export const inOneTry = <T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> => begun(db, ({ tx }) => work(tx), 1);
