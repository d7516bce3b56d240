import { migrate, MigrationProblem, pendingMigrations } from '../prisma/migrate';
import type { Database } from '../prisma/repositories/database';
import { createDatabase } from '../prisma/repositories/database';
import { seedOrganisation } from '../prisma/seed/organisation';
import type { Config } from './config';
import { parseConfig } from './config';
import type { Container } from './container';
import { createContainer } from './container';
import { createLogger, installTemporalRuntime } from './logging';
import { EnvironmentProblem } from './problem';
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

/**
 * Brings the record to its version and seeds what every installation needs. A process that may not migrate (the owner's
 * account is not its) only checks.
 *
 * @throws EnvironmentProblem when the database and this version do not fit
 */
export async function prepareRecord(
  config: Config, services: Services, log: (line: string) => void = () => undefined,
): Promise<void> {
  try {
    await bringUpToDate(config, services, log);
  } catch (error) {
    if (error instanceof MigrationProblem) throw new EnvironmentProblem(error.message);
    throw error;
  }
}

async function bringUpToDate(config: Config, services: Services, log: (line: string) => void): Promise<void> {
  if (services.ownerUrl === undefined || config.role === 'web' || config.role === 'worker') {
    const pending = await pendingMigrations(services.databaseUrl);
    if (pending.length === 0) return;
    throw new MigrationProblem(`数据库缺少迁移 ${pending.join('、')}：请先以 --role migrate 运行一次。`);
  }
  const applied = await migrate(services.ownerUrl);
  if (applied.length > 0) log(`  已执行迁移 ${applied.join('、')}`);
  const db = createDatabase({ url: services.databaseUrl });
  try {
    const rows = await seedOrganisation(db, { demonstration: config.demonstration });
    if (rows > 0) log(`  已装入地区、机构${config.demonstration ? '与演示岗位' : ''} ${rows} 条`);
  } finally {
    await db.close();
  }
}

/** Runs `work` with the record alone, for programs that only read it. */
export async function withRecord<T>(options: ProgramOptions, work: (db: Database) => Promise<T>): Promise<T> {
  const config = parseConfig(process.env, { data: options.data });
  const services = await startServices(config, options.log ? { log: options.log } : {});
  try {
    await prepareRecord(config, services);
    const db = createDatabase({ url: services.databaseUrl });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  } finally {
    await services.stop();
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
