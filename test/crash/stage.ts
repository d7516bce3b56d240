import fs from 'node:fs';
import path from 'node:path';
import { createContainer } from '../../runtime/container';
import type { Container } from '../../runtime/container';
import { parseConfig } from '../../runtime/config';
import { runningServers } from '../../runtime/embedded-services';
import { freePort } from '../../runtime/ports';
import { prepareRecord } from '../../runtime/program';
import type { Services } from '../../runtime/services';
import { startServices } from '../../runtime/services';
import type { TemporalTarget } from '../../runtime/temporal';
import type { Program } from './program';
import { startProgram } from './program';

/** The product in parts, as an installation runs it: pages, and two workers with their relays side by side. */
export interface Stage {
  address: string;
  data: string;
  taskQueue: string;
  /** How programs reach it. */
  env: Readonly<Record<string, string>>;
  web: Program;
  /** Two programs that do the same. */
  workers: readonly [first: Program, second: Program];
  /** The record, for looking at. */
  container: Container;
  /** Where the engine is now: it may have moved to other ports when it was started again. */
  engine(): Promise<TemporalTarget>;
  /** Process numbers of the servers, where they are its own. */
  servers(): { postgres: number; temporal: number };
  close(): Promise<void>;
}

export interface StageOptions {
  /** Folder for logs, and for the servers where they are its own. */
  data: string;
  /** Servers that are there, and how programs reach them; absent: its own, on `data`. */
  existing?: { services: Pick<Services, 'databaseUrl' | 'sessionSecret'> & { temporal: TemporalTarget }; taskQueue: string };
  log?: (line: string) => void;
}

/** A limit that passed before its clock came into the record strikes at once: a campaign has no quarter of an hour. */
const NO_GRACE = { ANCHA_GRACE_MINUTES: '0' };

function environmentOf({ data, existing }: StageOptions): Record<string, string> {
  if (!existing) return { ...NO_GRACE, ANCHA_DATA: data };
  const { services: { databaseUrl, sessionSecret, temporal }, taskQueue } = existing;
  return {
    ...NO_GRACE, ANCHA_DATA: data, DATABASE_URL: databaseUrl, SESSION_SECRET: sessionSecret,
    TEMPORAL_ADDRESS: temporal.address, TEMPORAL_TASK_QUEUE: taskQueue,
  };
}

type Ground = Pick<Stage, 'engine' | 'servers'> & { databaseUrl: string; taskQueue: string; stop(): Promise<void> };

async function groundOf({ data, existing, log }: StageOptions): Promise<Ground> {
  if (existing) {
    const { services: { databaseUrl, temporal }, taskQueue } = existing;
    return { databaseUrl, taskQueue, engine: async () => temporal, servers: () => ({ postgres: 0, temporal: 0 }), stop: async () => undefined };
  }
  const config = parseConfig({}, { data });
  const services = await startServices(config, log ? { log } : {});
  await prepareRecord(config, services, log);
  await services.engine(log);
  const { databaseUrl } = services;
  return {
    databaseUrl, taskQueue: config.taskQueue, engine: () => services.engine(), servers: () => runningServers(data), stop: () => services.stop(),
  };
}

export async function openStage(options: StageOptions): Promise<Stage> {
  const { data } = options;
  const logs = path.join(data, 'logs');
  fs.mkdirSync(logs, { recursive: true });
  const { stop, databaseUrl, ...ground } = await groundOf(options);
  const container = await createContainer({ databaseUrl }, parseConfig(NO_GRACE));
  const port = await freePort();
  const env = environmentOf(options);
  const program = (name: string, args: readonly string[], ready: RegExp): Program =>
    startProgram({ name, args, ready, env, logFile: path.join(logs, `${name}.log`) });
  const web = program('web', ['--role', 'web', '--port', String(port)], /页面可用/);
  const workers = [program('first', ['--role', 'worker'], /引擎已就绪/), program('second', ['--role', 'worker'], /引擎已就绪/)] as const;
  await Promise.all([web, ...workers].map((each) => each.up()));
  return {
    ...ground, env, address: `http://127.0.0.1:${port}`, data, web, workers, container,
    async close() {
      await Promise.all([web, ...workers].map((each) => each.stop()));
      await container.close();
      await stop();
    },
  };
}
