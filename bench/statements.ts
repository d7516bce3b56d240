import { createExecuteCommand } from '../activities/execute-command';
import { createMatterMemory } from '../activities/matter-memory';
import { createDatabase } from '../prisma/repositories/database';
import type { Container } from '../runtime/container';
import { act, actOf, newCaseId, register } from './acts';
import { WEEK } from './commands';
import { countingWire } from './wire';

const CASES = 5;

export interface StatementCost {
  statements: number;
  roundTrips: number;
  walBytes: number;
}

/** Averages over accepted acts of whole weeks; statements are prepared by then, as they are in a program that has run a while. */
export async function measureStatements({ db: beside, ...deciding }: Container, databaseUrl: string): Promise<StatementCost> {
  const wire = await countingWire(databaseUrl);
  const db = createDatabase({ url: wire.url, connections: 1 });
  try {
    const executeCommand = createExecuteCommand({ ...deciding, db, memory: createMatterMemory() });
    const position = async () => (await beside.sql<{ lsn: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS lsn`)[0]?.lsn ?? '0/0';
    const total = { statements: 0, roundTrips: 0, walBytes: 0 };
    for (let i = 0; i <= CASES; i += 1) {
      const matterId = newCaseId();
      await register(executeCommand, matterId);
      wire.taken();
      const from = await position();
      for (const command of WEEK) await act(executeCommand, actOf(matterId, command));
      const { statements, roundTrips } = wire.taken();
      const [{ bytes = '0' } = {}] = await beside.sql<{ bytes: string }[]>`SELECT pg_wal_lsn_diff(${await position()}::pg_lsn, ${from}::pg_lsn)::text AS bytes`;
      if (i === 0) continue;
      total.statements += statements;
      total.roundTrips += roundTrips;
      total.walBytes += Number(bytes);
    }
    const acts = CASES * WEEK.length;
    return { statements: total.statements / acts, roundTrips: total.roundTrips / acts, walBytes: total.walBytes / acts };
  } finally {
    await db.close();
    wire.close();
  }
}
