import http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ObservedRequest } from '../api/deps';
import { countOpenAlarms } from '../prisma/repositories/alarms';
import type { Database } from '../prisma/repositories/database';
import { engineHealth } from '../prisma/repositories/engine-status';
import { backlogOf } from '../prisma/repositories/outbox';
import { countUnstruck, STRIKING_SECONDS } from '../prisma/repositories/sweep';
import type { ObserveCommand } from './measured-commands';

/** What the web program tells Prometheus. Names and numbers only: no case, no person, no address with parameters. */
export interface Metrics {
  observeRequest(observed: ObservedRequest): void;
  observeCommand: ObserveCommand;
  close(): Promise<void>;
}

/** Nobody outside this machine reads them; a scraper of another machine comes through a tunnel or a sidecar. */
export const METRICS_HOST = '127.0.0.1';
/** A scraper gives up after ten seconds. */
const PATIENCE_MS = 4_000;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Standing { up: number; ready: number; waiting: number; oldestSeconds: number; alarms: number; unstruck: number }
const UNKNOWN: Standing = { up: 0, ready: 0, waiting: NaN, oldestSeconds: NaN, alarms: NaN, unstruck: NaN };

async function standingOf(db: Database): Promise<Standing> {
  const [{ ready }, { waiting, oldestMs }, alarms, unstruck] = await Promise.all([
    engineHealth(db, Date.now()), backlogOf(db), countOpenAlarms(db), countUnstruck(db, STRIKING_SECONDS),
  ]);
  return { up: 1, ready: Number(ready), waiting, oldestSeconds: oldestMs / 1_000, alarms, unstruck };
}

/** A record that does not answer is a number too. */
const standing = (db: Database): Promise<Standing> =>
  Promise.race([standingOf(db), delay(PATIENCE_MS, UNKNOWN, { ref: false })]).catch(() => UNKNOWN);

function createInstruments() {
  // Loaded only where somebody asks for numbers.
  const { Registry, Gauge, Histogram, collectDefaultMetrics } = require('prom-client') as typeof import('prom-client');
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string) => new Gauge({ name: `ancha_${name}`, help, registers: [registry] });
  const histogram = (name: string, help: string, labelNames: string[]) =>
    new Histogram({ name: `ancha_${name}_duration_seconds`, help, labelNames, buckets: SECONDS, registers: [registry] });
  const gauges: Readonly<Record<keyof Standing, ReturnType<typeof gauge>>> = {
    up: gauge('record_up', 'Whether the record answered this scrape'),
    ready: gauge('engine_ready', 'Whether processes hear of decisions and limits strike'),
    waiting: gauge('outbox_waiting', 'Decisions that processes have yet to be told of'),
    oldestSeconds: gauge('outbox_oldest_seconds', 'Age of the oldest of them'),
    alarms: gauge('open_alarms', 'Work the machine gave up, waiting for an operator'),
    unstruck: gauge('unstruck_limits', 'Limits that passed more than a minute ago and were not struck'),
  };
  return {
    registry, gauges,
    requests: histogram('http_request', 'Answers by route', ['method', 'route', 'status']),
    commands: histogram('command', 'Commands of people by name and outcome', ['command', 'outcome']),
  };
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, METRICS_HOST, resolve);
  });
}

/** Serves `/metrics` on loopback. @param port 0: any free one */
export async function startMetrics(db: Database, port: number): Promise<Metrics & { port: number }> {
  const { registry, gauges, requests, commands } = createInstruments();
  const scrape = async (response: http.ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(await standing(db))) gauges[name as keyof Standing].set(value as number);
    response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics());
  };
  const server = http.createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') response.writeHead(404).end();
    else scrape(response).catch(() => response.writeHead(500).end());
  });
  await listen(server, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    observeRequest: ({ seconds, status, ...labels }) => requests.observe({ ...labels, status: String(status) }, seconds),
    observeCommand: ({ seconds, ...labels }) => commands.observe(labels, seconds),
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
