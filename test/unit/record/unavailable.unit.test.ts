import type { Database } from '../../../prisma/repositories/database';
import { inTransaction, RecordUnavailable } from '../../../prisma/repositories/transaction';
import { isUnavailable } from '../../../prisma/repositories/unavailable';

const coded = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more });
const ofAdapter = (cause: object): Error => coded('P2010', { meta: { driverAdapterError: { cause } } });

test.each([
  ['a refused connection', coded('ECONNREFUSED')], ['a server that shuts down', coded('57P01')], ['a closed connection of commands', coded('CONNECTION_CLOSED')],
  ['a statement that took too long', coded('57014')], ['pages that reach no server', coded('P1001')], ['the same in a raw query', ofAdapter({ kind: 'DatabaseNotReachable' })],
  ['a raw query cut off', ofAdapter({ kind: 'postgres', originalCode: '57P01' })], ['sessions that get no connection', new Error('timeout exceeded when trying to connect')],
  ['a session cut off', new Error('Connection terminated unexpectedly')], ['a command without an answer', new RecordUnavailable('late', 'unknown')],
  ['a socket that is not there', coded('ENOENT', { syscall: 'connect' })],
])('%s, when asked about, is a record that does not answer', (_what, error) => {
  expect(isUnavailable(error)).toBe(true);
});

test.each([
  ['a missing file', coded('ENOENT', { syscall: 'open' })], ['a broken rule of the record', coded('23514')], ['a missing column', ofAdapter({ kind: 'ColumnNotFound', originalCode: '42703' })],
  ['a slip of the program', new TypeError('x is undefined')], ['nothing', null],
])('%s, when asked about, is something else', (_what, error) => {
  expect(isUnavailable(error)).toBe(false);
});

describe('a decision the record does not answer', () => {
  afterEach(() => { jest.restoreAllMocks(); });

  /** Every attempt fails with the next of these, the last one for ever. */
  async function outcomeOf(...codes: string[]): Promise<string> {
    let clock = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => { clock += 3_000; return clock; });
    let attempt = 0;
    const take = (): Promise<unknown> => {
      const failed = Promise.reject(coded(codes[Math.min(attempt++, codes.length - 1)] ?? ''));
      failed.catch(() => undefined);
      return Promise.resolve({ sql: () => Object.assign(failed, { execute: () => failed }), broken: false });
    };
    const lanes = { take, giveBack: () => undefined };
    const error = await inTransaction({ lanes } as unknown as Database, async () => undefined).catch((failure: unknown) => failure);
    if (!(error instanceof RecordUnavailable)) throw error as Error;
    return error.outcome;
  }

  test.each([
    ['that was never reached', ['ECONNREFUSED'], 'undone'], ['whose row somebody else held', ['55P03'], 'undone'],
    ['whose connection broke, and that was not reached again', ['CONNECTION_CLOSED', 'ECONNREFUSED'], 'unknown'],
    ['whose connection broke, and whose row somebody held then', ['57P01', '55P03'], 'unknown'],
  ])('of a record %s: says honestly whether it may have been done', async (_how, codes, outcome) => {
    expect(await outcomeOf(...codes)).toBe(outcome);
  });
});
