import { PrismaPg } from '@prisma/adapter-pg';
import postgres from 'postgres';
import { PrismaClient } from '../generated/client';
import type { Announce } from './announce';
import { createAnnouncer } from './announce';
import type { Lanes } from './lanes';
import { createLanes } from './lanes';

/** The handle every repository takes; nobody outside this folder touches the generated client or the driver. */
export interface Database {
  /** For the reads of pages. */
  readonly client: PrismaClient;
  /** For COPY, notifications and statements on their own: pipelines what need not wait for each other. */
  readonly sql: postgres.Sql;
  /** For transactions. */
  readonly lanes: Lanes;
  /** To be called after a commit that moved these matters or left something to tell. */
  readonly announce: Announce;
  close(): Promise<void>;
}

const IDLE_SECONDS = 30;
const CLOSE_SECONDS = 5;
const CONNECTIONS = 10;
const CONNECT_SECONDS = 5;
const RECONNECT_SECONDS = 0.2;

/** Nobody waits for ever for a row that somebody else holds, nor for a server that is stuck. */
const LIMITS = { statement_timeout: 8_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 30_000 };

/**
 * Opens pools on `url`. Sessions are pinned to UTC: the adapter drops zone offsets, so a session in another zone would
 * read every timestamptz wrong by that offset.
 */
export function createDatabase(options: { url: string; connections?: number }): Database {
  const { url, connections = CONNECTIONS } = options;
  const adapter = new PrismaPg({
    connectionString: url, options: '-c TimeZone=UTC -c statement_timeout=15000', connectionTimeoutMillis: CONNECT_SECONDS * 1_000, query_timeout: 20_000, max: connections,
  });
  const client = new PrismaClient({ adapter });
  const connect = (max: number, onclose: () => void) => postgres(url, {
    max, idle_timeout: IDLE_SECONDS, connect_timeout: CONNECT_SECONDS, connection: { TimeZone: 'UTC', ...LIMITS },
    backoff: () => RECONNECT_SECONDS, onnotice: () => undefined, onclose,
  });
  const sql = connect(connections, () => undefined);
  const lanes = createLanes((onclose) => connect(1, onclose), connections);
  return {
    client, sql, lanes, announce: createAnnouncer(sql),
    async close() {
      await Promise.all([client.$disconnect(), sql.end({ timeout: CLOSE_SECONDS }), lanes.close(CLOSE_SECONDS)]);
    },
  };
}
