import { migrate } from '../prisma/migrate';
import { createDatabase } from '../prisma/repositories/database';
import { seedOrganisation } from '../prisma/seed/organisation';
import type { Config } from './config';
import { parseConfig } from './config';
import type { Container } from './container';
import { createContainer } from './container';
import { createLogger, installTemporalRuntime } from './logging';
import type { Services } from './services';
import { startServices } from './services';

export interface Program {
  config: Config;
  services: Services;
  container: Container;
}

export interface ProgramOptions {
  data?: string | undefined;
  log?: (line: string) => void;
}

/** Brings the record to its version and seeds what every installation needs. */
export async function prepareRecord(config: Config, services: Services): Promise<void> {
  if (services.ownerUrl !== undefined) await migrate(services.ownerUrl);
  const db = createDatabase({ url: services.databaseUrl });
  try {
    await seedOrganisation(db, { demonstration: config.demonstration });
  } finally {
    await db.close();
  }
}

/** Runs `work` with everything it needs started, and leaves nothing running that was not running before. */
export async function withContainer<T>(options: ProgramOptions, work: (program: Program) => Promise<T>): Promise<T> {
  const config = parseConfig(process.env, { data: options.data });
  installTemporalRuntime(createLogger(config));
  const services = await startServices(config, options.log ? { log: options.log } : {});
  try {
    await prepareRecord(config, services);
    const container = await createContainer(config, services);
    try {
      return await work({ config, services, container });
    } finally {
      await container.close();
    }
  } finally {
    await services.stop();
  }
}
