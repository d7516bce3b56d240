import { migrate, MigrationProblem, pendingMigrations } from '../prisma/migrate';
import { createDatabase } from '../prisma/repositories/database';
import { seedOrganisation } from '../prisma/seed/organisation';
import type { Config } from './config';
import { parseConfig } from './config';
import type { Container } from './container';
import { createContainer } from './container';
import type { Engine } from './engine';
import { startOwnEngine } from './engine/own';
import { createLogger, installTemporalRuntime } from './logging';
import { EnvironmentProblem } from './problem';
import type { Services } from './services';
import { startServices } from './services';

export interface Program {
  config: Config;
  services: Services;
  container: Container;
}

export interface ProgramWithEngine extends Program {
  engine: Engine;
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

/** Runs `work` with the record, and leaves nothing running that was not running before. No engine is needed. */
export async function withContainer<T>(options: ProgramOptions, work: (program: Program) => Promise<T>): Promise<T> {
  const config = parseConfig(process.env, { data: options.data });
  const services = await startServices(config, options.log ? { log: options.log } : {});
  try {
    await prepareRecord(config, services);
    const container = await createContainer(services, config);
    try {
      return await work({ config, services, container });
    } finally {
      await container.close();
    }
  } finally {
    await services.stop();
  }
}

/** The same with the engine beside it: workers and a relay of this program's own. */
export const withEngine = <T>(options: ProgramOptions, work: (program: ProgramWithEngine) => Promise<T>): Promise<T> =>
  withContainer(options, async (program) => {
    const { config, services, container } = program;
    installTemporalRuntime(createLogger(config));
    const engine = await startOwnEngine(config, services, container);
    try {
      return await work({ ...program, engine });
    } finally {
      await engine.stop();
    }
  });
