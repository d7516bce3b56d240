import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client';

/** The handle every repository takes; nobody outside this folder touches the generated client. */
export interface Database {
  readonly client: PrismaClient;
  close(): Promise<void>;
}

/**
 * Opens a pool on `url`. Sessions are pinned to UTC: the adapter drops zone offsets, so a session in another zone would
 * read every timestamptz wrong by that offset.
 */
export function createDatabase(options: { url: string }): Database {
  const adapter = new PrismaPg({ connectionString: options.url, options: '-c TimeZone=UTC' });
  const client = new PrismaClient({ adapter });
  return { client, close: () => client.$disconnect() };
}
