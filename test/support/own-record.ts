import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import postgres from 'postgres';
import { loadSecrets } from '../../runtime/data-folder';
import { createDatabase } from '../../prisma/repositories/database';
import { seedOrganisation } from '../../prisma/seed/organisation';
import { testServices } from './services';
import type { TestServices } from './services';

export interface OwnRecord {
  services: TestServices;
  /** Its workers hear nothing of other tests' processes, and theirs nothing of these. */
  taskQueue: string;
  drop(): Promise<void>;
}

/** An empty database of its own on the servers of the run. */
export async function ownDatabase(): Promise<OwnRecord> {
  const services = testServices();
  const name = `ancha_${randomUUID().slice(0, 8)}`;
  const urlOf = (base: string): string => Object.assign(new URL(base), { pathname: `/${name}` }).toString();
  const admin = async (...statements: string[]): Promise<void> => {
    const url = new URL(services.databaseUrl);
    Object.assign(url, { username: 'postgres', password: loadSecrets(services.dataFolder).postgres, pathname: '/postgres' });
    const client = new Client({ connectionString: url.toString() });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await admin(`create database ${name} owner ancha_owner`, `grant connect on database ${name} to ancha_app`);
  const own = { ...services, databaseUrl: urlOf(services.databaseUrl), ownerUrl: urlOf(services.ownerUrl ?? '') };
  return { services: own, taskQueue: name, drop: () => admin(`drop database ${name} with (force)`) };
}

/** Lets programs on this record use the namespaces of the run, which belong to the installation of its servers. */
export async function asInstallationOfRun({ ownerUrl }: Pick<TestServices, 'ownerUrl'>): Promise<void> {
  const [run, own] = [postgres(testServices().databaseUrl, { max: 1 }), postgres(ownerUrl ?? '', { max: 1 })];
  try {
    const [installation] = await run<{ id: string }[]>`select id from installation`;
    await own`update installation set id = ${installation?.id ?? ''}`;
  } finally {
    await Promise.all([run.end(), own.end()]);
  }
}

/** Brings an empty database to this version, with regions, bodies and demonstration posts. */
export async function migrateAndSeed({ ownerUrl, databaseUrl }: Pick<TestServices, 'ownerUrl' | 'databaseUrl'>): Promise<void> {
  // In a program of its own: the schema engine is a module of a kind that Jest does not load.
  await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', 'prisma/migrate.ts', 'apply'], {
    cwd: path.join(__dirname, '../..'), env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
  });
  const db = createDatabase({ url: databaseUrl });
  await seedOrganisation(db);
  await db.close();
}

/** The same, migrated and seeded: for what concerns every open case, also those of other tests. */
export async function ownRecord(): Promise<OwnRecord> {
  const own = await ownDatabase();
  await migrateAndSeed(own.services);
  return own;
}
