import fs from 'node:fs';
import path from 'node:path';
import type { ConnectionOptions } from '@temporalio/client';
import { isAlive, readJson, writeJson } from './bootstrap/lock.cjs';
import type { Holder } from './bootstrap/lock.cjs';
import type { TemporalSettings } from './config';
import { freePortBlock, isFree, waitForPort } from './ports';
import { EnvironmentProblem } from './problem';
import { run, startProcess, stopProcess, tailOf } from './processes';
import type { TemporalBinaries } from './temporal-binaries';
import { TEMPORAL_VERSION } from './temporal-binaries';
import { dynamicConfig, serverConfig, TEMPORAL_PORT_OFFSETS } from './temporal-config';

export interface RunningTemporal extends Holder {
  basePort: number;
}

/** How clients and workers reach the server; the same shape for both. */
export interface TemporalTarget {
  address: string;
  tls?: Exclude<ConnectionOptions['tls'], boolean | null | undefined>;
  apiKey?: string;
}

export interface EmbeddedTemporal {
  dataFolder: string;
  binaries: TemporalBinaries;
  postgresPort: number;
  password: string;
  simulationNamespace: string;
  /** First port of last time, kept if the whole block is still free. */
  lastBasePort: number | undefined;
  /** Ends the waiting for a server that does not come up. */
  signal: AbortSignal | undefined;
}

const START_TIMEOUT_MS = 90_000;

/** Starts the server on the embedded Postgres and waits until it accepts connections. Needs the folder's lock. */
export async function startTemporal(settings: EmbeddedTemporal): Promise<RunningTemporal> {
  const { dataFolder, binaries } = settings;
  await ensureSchema(settings);
  const last = settings.lastBasePort;
  const reusable = last !== undefined && (await Promise.all(TEMPORAL_PORT_OFFSETS.map((o) => isFree(last + o)))).every(Boolean);
  const basePort = reusable ? last : await freePortBlock(TEMPORAL_PORT_OFFSETS);
  const folder = path.join(dataFolder, 'temporal');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const configFile = path.join(folder, 'server.yaml');
  const dynamicConfigFile = path.join(folder, 'dynamic.yaml');
  fs.writeFileSync(dynamicConfigFile, dynamicConfig(settings.simulationNamespace), { mode: 0o600 });
  fs.writeFileSync(configFile, serverConfig({ ...settings, basePort, dynamicConfigFile }), { mode: 0o600 });
  const logFile = path.join(dataFolder, 'logs', 'temporal.log');
  const server = await startProcess(binaries.server, ['--config-file', configFile, '--allow-no-auth', 'start'], logFile, {
    cwd: folder, env: { PATH: process.env['PATH'] ?? '', HOME: folder, TZ: 'UTC', SystemRoot: process.env['SystemRoot'] },
  });
  const running = { pid: server.pid, birth: server.birth, basePort };
  if (!await waitForPort(basePort, START_TIMEOUT_MS, () => isAlive(running) && settings.signal?.aborted !== true)) {
    await stopTemporal(running);
    settings.signal?.throwIfAborted();
    throw new EnvironmentProblem(`内置 Temporal 服务器启动失败，日志 ${logFile}：\n${tailOf(logFile)}`);
  }
  return running;
}

/** Ends the server: it hands back its shards and finishes open calls, then goes. */
export async function stopTemporal(server: Holder): Promise<void> {
  await stopProcess(server, 'SIGTERM', 15_000);
}

/** Tables of the server's two databases, set up once and brought to this version. */
async function ensureSchema({ dataFolder, binaries, postgresPort, password }: EmbeddedTemporal): Promise<void> {
  const marker = path.join(dataFolder, 'temporal-schema.json');
  const wanted = { version: TEMPORAL_VERSION };
  if ((readJson(marker) as typeof wanted | undefined)?.version === wanted.version) return;
  const sql = (database: string, ...args: string[]): Promise<string> => run(binaries.sqlTool, [
    '--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', String(postgresPort), '-u', 'temporal', '--db', database, ...args,
  ], { env: { PATH: process.env['PATH'] ?? '', SQL_PASSWORD: password } });
  for (const [database, schema] of [
    ['temporal', 'postgresql/v12/temporal'], ['temporal_visibility', 'postgresql/v12/visibility'],
  ] as const) {
    await sql(database, 'setup-schema', '-v', '0.0');
    await sql(database, 'update-schema', '--schema-name', schema);
  }
  writeJson(marker, wanted);
}

/** The address and credentials of an existing cluster. */
export function existingTarget(settings: Extract<TemporalSettings, { mode: 'existing' }>): TemporalTarget {
  return {
    address: settings.address,
    ...(settings.tls === false ? {} : { tls: settings.tls }),
    ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
  };
}
