import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import type { ConnectionOptions } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { isAlive, readJson, writeJson } from './bootstrap/lock.cjs';
import type { Holder } from './bootstrap/lock.cjs';
import type { Config, TemporalSettings } from './config';
import { freePortBlock, isFree, waitForPort } from './ports';
import { EnvironmentProblem } from './problem';
import { run, startServer, stopProcess, tailOf } from './processes';
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
}

const START_TIMEOUT_MS = 90_000;
/** Three years: a closed case stays open to inspection in Temporal until its one-year evaluation is long past. */
const RETENTION_MS = 3 * 365 * 86_400_000;
const ALREADY_EXISTS = 6;
const PERMISSION_DENIED = 7;

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
  const server = await startServer(binaries.server, ['--config-file', configFile, '--allow-no-auth', 'start'], logFile, {
    cwd: folder, env: { PATH: process.env['PATH'] ?? '', HOME: folder, TZ: 'UTC', SystemRoot: process.env['SystemRoot'] },
  });
  const running = { pid: server.pid, birth: server.birth, basePort };
  if (!await waitForPort(basePort, START_TIMEOUT_MS, () => isAlive(running))) {
    await stopTemporal(running);
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

/**
 * Waits until the server answers and makes sure that both namespaces exist.
 *
 * @throws EnvironmentProblem when it cannot be reached, or a namespace is missing and may not be made
 */
export async function ensureNamespaces(target: TemporalTarget, namespaces: Config['namespaces']): Promise<void> {
  const connection = await connectWhenReady(target);
  try {
    for (const namespace of [namespaces.live, namespaces.simulation]) await ensureNamespace(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function connectWhenReady(target: TemporalTarget): Promise<Connection> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await Connection.connect({ ...target, connectTimeout: '10s' });
    } catch (error) {
      if (Date.now() > until) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new EnvironmentProblem(
          `无法连接 Temporal 服务 ${target.address}：${reason}\n请检查 TEMPORAL_ADDRESS、TLS 与 API 密钥设置，以及网络。`,
        );
      }
      await sleep(50);
    }
  }
}

async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  const exists = (): Promise<boolean> =>
    connection.workflowService.describeNamespace({ namespace }).then(() => true, () => false);
  if (await exists()) return;
  try {
    await connection.workflowService.registerNamespace({
      namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION_MS),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === PERMISSION_DENIED) {
      throw new EnvironmentProblem(`Temporal 命名空间 ${namespace} 不存在，且当前账号无权创建：请管理员创建后重试。`);
    }
    if (code !== ALREADY_EXISTS) throw error;
  }
  for (let round = 0; round < 200; round += 1) {
    if (await exists()) return;
    await sleep(50);
  }
  throw new EnvironmentProblem(`Temporal 命名空间 ${namespace} 创建后 10 秒仍不可用，请查看服务器日志。`);
}
