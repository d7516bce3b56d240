import { PrismaPg } from '@prisma/adapter-pg';
import postgres from 'postgres';
import { PrismaClient } from '../generated/client';

/** The handle every repository takes; nobody outside this folder touches the generated client or the driver. */
export interface Database {
  readonly client: PrismaClient;
  /** For what Prisma is not made for: COPY and notifications. Connects when first used. */
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

const IDLE_SECONDS = 30;
const CLOSE_SECONDS = 5;

/**
 * Opens a pool on `url`. Sessions are pinned to UTC: the adapter drops zone offsets, so a session in another zone would
 * read every timestamptz wrong by that offset.
 */
export function createDatabase(options: { url: string }): Database {
  const adapter = new PrismaPg({ connectionString: options.url, options: '-c TimeZone=UTC' });
  const client = new PrismaClient({ adapter });
  const sql = postgres(options.url, { max: 2, idle_timeout: IDLE_SECONDS, connection: { TimeZone: 'UTC' }, onnotice: () => undefined });
  return {
    client, sql,
    async close() {
      await Promise.all([client.$disconnect(), sql.end({ timeout: CLOSE_SECONDS })]);
    },
  };
}
