import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from '../../runtime/bootstrap/lock.cjs';
import { loadSecrets, prepareDataFolder } from '../../runtime/data-folder';
import type { RunningPostgres } from '../../runtime/postgres';
import { postgresUrl, startPostgres, stopPostgres } from '../../runtime/postgres';
import { provision } from '../../runtime/postgres-provision';
import { migrateAndSeed } from './own-record';
import { testServices } from './services';

/** A Postgres of the test's own, that nobody starts again behind its back; stopped and started it keeps its port. */
export interface OwnPostgres {
  databaseUrl: string;
  stop(): Promise<void>;
  /** Nothing where it runs. */
  start(): Promise<void>;
  /** Stops it for good and takes its folder away. */
  close(): Promise<void>;
}

/** Migrated and seeded, with demonstration posts. @param name of its folder beside the servers of the run */
export async function ownPostgres(name: string): Promise<OwnPostgres> {
  const folder = path.join(path.dirname(testServices().dataFolder), name);
  prepareDataFolder(folder);
  const secrets = loadSecrets(folder);
  const silent = (): void => undefined;
  let running: RunningPostgres = await startPostgres(folder, secrets, undefined, silent);
  await provision(running.port, secrets);
  const url = (role: 'ancha' | 'ancha_owner'): string => postgresUrl(role, secrets[role], running.port, 'ancha');
  await migrateAndSeed({ databaseUrl: url('ancha'), ownerUrl: url('ancha_owner') });
  return {
    databaseUrl: url('ancha'),
    stop: () => stopPostgres(running),
    async start() {
      if (!isAlive(running)) running = await startPostgres(folder, secrets, running.port, silent);
    },
    async close() {
      await stopPostgres(running);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
