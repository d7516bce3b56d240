import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createActivities } from '../../activities';
import type { World } from '../../domain/kernel/snapshot';
import type { Config } from '../config';
import type { Container } from '../container';
import type { TemporalTarget } from '../temporal';
import { workflowBundle } from '../workflow-bundle';
import { createCensus } from './census';
import { watchPollers } from './pollers';
import { startRelay } from './relay';
import { ensureSchedules } from './schedules';
import { startWorkers } from './worker';

/** What drives the processes: workers and a relay on one engine. Without it people work on, and reminders are held. */
export interface Engine {
  clientOf(world: World): Client;
  /** Rejects when a worker fails; resolves after `stop`. */
  readonly ended: Promise<void>;
  /** May be called again. */
  stop(): Promise<void>;
}

/** One client a world over one connection. */
function clients(connection: Connection, namespaces: Config['namespaces']): (world: World) => Client {
  const known: Record<World, Client> = {
    live: new Client({ connection, namespace: namespaces.live }), simulation: new Client({ connection, namespace: namespaces.simulation }),
  };
  return (world) => known[world];
}

/** What a relay does is done again by the next one: it is waited for no longer than workers are. */
const RELAY_MS = 8_000;

const complain = (message: string, error: unknown): void =>
  console.error(`${message}: ${error instanceof Error ? error.message : String(error)}`);

/** @param target a running cluster with both namespaces */
export async function startEngine(config: Config, container: Container, target: TemporalTarget, onTrouble = complain): Promise<Engine> {
  const { taskQueue, namespaces } = config;
  const connection = await Connection.connect(target);
  const native = await NativeConnection.connect(target);
  const clientOf = clients(connection, namespaces);
  const activities = createActivities({ ...container, census: createCensus(clientOf, taskQueue) });
  await ensureSchedules(clientOf('live'), taskQueue);
  const workers = await startWorkers({ connection: native, namespaces: Object.values(namespaces), taskQueue, activities }, await workflowBundle());
  const told = { db: container.db, clientOf, taskQueue, onTrouble };
  const relay = startRelay(told);
  const pollers = watchPollers(told);
  const stop = async (): Promise<void> => {
    await Promise.all([Promise.race([Promise.all([relay.stop(), pollers.stop()]), delay(RELAY_MS, undefined, { ref: false })]), workers.stop()]);
    await Promise.allSettled([native.close(), connection.close()]);
  };
  let stopping: Promise<void> | undefined;
  return { clientOf, ended: workers.ended, stop: () => (stopping ??= stop()) };
}
