import type { Logger } from 'pino';
import type { AppDeps, Readiness } from '../api/deps';
import { createSessionStore } from '../api/auth/session-store';
import { engineHealth } from '../prisma/repositories/engine-status';
import { watchMatters } from '../prisma/repositories/matter-watch';
import type { RunningServer } from '../api/server';
import { startServer } from '../api/server';
import { localCalendarFolder } from '../rules/local-calendar';
import type { Config } from './config';
import type { Container } from './container';
import type { Services } from './services';

/** Composes the web server from what the container holds, and starts it. `close` ends its sessions' pool as well. */
export async function startWeb(
  config: Config, services: Services, container: Container, logger: Logger,
): Promise<RunningServer> {
  const sessionStore = createSessionStore(services.databaseUrl, (error) => logger.warn({ err: error }, 'session store'));
  const watch = watchMatters(container.db);
  const deps: AppDeps = {
    commands: container.commands,
    changes: container.changes,
    foresight: container.commands,
    renderer: container.renderer,
    calendarFolder: localCalendarFolder(config.dataFolder),
    database: container.db,
    watch,
    sessionStore,
    sessionSecret: services.sessionSecret,
    logger,
    now: () => Date.now(),
    readiness: () => Promise.all([databaseReadiness(container), engineReadiness(container)]),
    demonstration: config.demonstration,
    production: config.production,
    trustedProxies: config.trustedProxies,
  };
  try {
    const server = await startServer(deps, { host: config.host, port: config.port });
    // Open streams would outlast any grace: they are told first.
    return { ...server, close: (graceMs) => watch.close().then(() => server.close(graceMs)).finally(() => sessionStore.close()) };
  } catch (error) {
    sessionStore.close();
    throw error;
  }
}

async function databaseReadiness({ db }: Container): Promise<Readiness> {
  return probe('postgres', () => db.client.$queryRaw`select 1`);
}

/** What the relay last said: pages need the record only, and work on while the engine is away. */
async function engineReadiness({ db }: Container): Promise<Readiness> {
  const { ready, detail } = await engineHealth(db, Date.now()).catch(() => ({ ready: false, detail: '' }));
  return { name: 'engine', ok: ready, detail };
}

async function probe(name: string, ask: () => Promise<unknown>): Promise<Readiness> {
  const began = performance.now();
  try {
    await ask();
    return { name, ok: true, detail: `${Math.round(performance.now() - began)} ms` };
  } catch (error) {
    // Only the kind of failure: messages of drivers may carry addresses.
    return { name, ok: false, detail: error instanceof Error ? error.name : 'unreachable' };
  }
}
