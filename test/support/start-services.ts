import fs from 'node:fs';
import path from 'node:path';
import { isAlive, readJson } from '../../runtime/bootstrap/lock.cjs';
import { migrate } from '../../prisma/migrate';
import { createDatabase } from '../../prisma/repositories/database';
import { seedOrganisation } from '../../prisma/seed/organisation';
import { parseConfig } from '../../runtime/config';
import type { Services } from '../../runtime/services';
import { startServices } from '../../runtime/services';
import { publishServices, temporaryFolder } from './services';

declare global {
  // Set-up and tear-down share the process, not the module.
  var anchaTestServices: { services: Services; folder: string } | undefined;
}

/** Starts one set of servers for the whole run, on a folder of its own and free ports. */
export default async function start(): Promise<void> {
  if (globalThis.anchaTestServices !== undefined) return;
  const folder = temporaryFolder();
  const dataFolder = path.join(folder, 'data');
  process.once('exit', () => abandon(folder));
  const services = await startServices(parseConfig({ ANCHA_DATA: dataFolder }), { log: (line) => console.log(line) });
  globalThis.anchaTestServices = { services, folder };
  if (services.ownerUrl === undefined) throw new Error('embedded services have an owner');
  await migrate(services.ownerUrl);
  const db = createDatabase({ url: services.databaseUrl });
  await seedOrganisation(db);
  await db.close();
  const temporal = await services.engine();
  const { stop: _, engine: __, ...rest } = services;
  publishServices({ ...rest, temporal, dataFolder });
}

/** Last resort when the run ends without its tear-down, for instance by Ctrl-C: no server stays behind. */
function abandon(folder: string): void {
  const state = readJson(path.join(folder, 'data', 'services.json'));
  if (typeof state !== 'object' || state === null) return;
  for (const who of Object.values(state) as { pid?: number }[]) {
    if (isAlive(who) && who.pid !== undefined) process.kill(who.pid, 'SIGKILL');
  }
  fs.rmSync(folder, { recursive: true, force: true });
}
