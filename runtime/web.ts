import type { Logger } from 'pino';
import type { AppDeps } from '../api/deps';
import { createSessionStore } from '../api/auth/session-store';
import { watchMatters } from '../prisma/repositories/matter-watch';
import type { RunningServer } from '../api/server';
import { startServer } from '../api/server';
import { localCalendarFolder } from '../rules/local-calendar';
import type { Config } from './config';
import type { Container } from './container';
import { measureChanges, measureCommands } from './measured-commands';
import { type Metrics, startMetrics } from './metrics';
import { readiness } from './readiness';
import type { Services } from './services';

/** Composes the web server from what the container holds, and starts it. `close` ends its sessions' pool as well. */
export async function startWeb(
  config: Config, services: Services, container: Container, logger: Logger,
): Promise<RunningServer> {
  const sessionStore = createSessionStore(services.databaseUrl, (error) => logger.warn({ err: error }, 'session store'));
  const watch = watchMatters(container.db);
  const metrics = config.metrics && await startMetrics(container.db, config.metrics.web);
  const deps: AppDeps = {
    ...(metrics ? measured(container, metrics) : { commands: container.commands, changes: container.changes }),
    foresight: container.commands,
    renderer: container.renderer,
    calendarFolder: localCalendarFolder(config.dataFolder),
    database: container.db,
    watch,
    sessionStore,
    sessionSecret: services.sessionSecret,
    logger,
    now: () => Date.now(),
    readiness: () => readiness(container.db, Date.now()),
    demonstration: config.demonstration,
    production: config.production,
    trustedProxies: config.trustedProxies,
  };
  try {
    const server = await startServer(deps, { host: config.host, port: config.port });
    const end = (): Promise<unknown> => Promise.all([sessionStore.close(), metrics?.close()]);
    // Open streams would outlast any grace: they are told first.
    return { ...server, close: (graceMs) => watch.close().then(() => server.close(graceMs)).finally(end) };
  } catch (error) {
    await Promise.all([sessionStore.close(), metrics?.close()]);
    throw error;
  }
}

/** What is handed to the pages where somebody counts. */
const measured = ({ commands, changes }: Container, { observeCommand, observeRequest }: Metrics): Pick<AppDeps, 'commands' | 'changes' | 'observe'> => ({
  commands: measureCommands(commands, observeCommand), changes: measureChanges(changes, observeCommand), observe: observeRequest,
});
