import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isAlive, processBirth } from './bootstrap/lock.cjs';
import type { Holder } from './bootstrap/lock.cjs';
import type { Secrets } from './data-folder';
import type { Account } from './postgres-account';
import { clusterFolder, postgresAccount, reachableBinaries } from './postgres-account';
import { postgresBinaries } from './postgres-binaries';
import { freePort, isFree } from './ports';
import { EnvironmentProblem } from './problem';
import { run, startProcess, stopProcess, tailOf } from './processes';

export interface RunningPostgres extends Holder {
  port: number;
}

/** The settings the product relies on, given at each start so that no edited file can weaken them. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Temporal alone may open about a hundred connections, every worker and web process up to twenty.
  max_connections: '200',
  // The database driver drops offsets: any other session zone would shift every instant.
  timezone: 'UTC',
  log_timezone: 'UTC',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  log_min_messages: 'warning',
};

const START_TIMEOUT_MS = 180_000;

/**
 * Starts the embedded Postgres of a data folder: made on first use, otherwise with whatever it held, also after a
 * crash. Call only while holding the folder's lock and with no server running on it.
 *
 * @param lastPort the port of last time, kept if it is still free
 */
export async function startPostgres(
  dataFolder: string, secrets: Secrets, lastPort: number | undefined, log: (line: string) => void,
): Promise<RunningPostgres> {
  const account = postgresAccount();
  const binaries = reachableBinaries(postgresBinaries(), account);
  const cluster = clusterFolder(dataFolder, account, log);
  if (!fs.existsSync(cluster)) {
    log('  初始化数据库（仅首次）……');
    await initialise(binaries.initdb, cluster, secrets.postgres, account);
  }
  forgetStalePid(cluster);
  const port = lastPort !== undefined && await isFree(lastPort) ? lastPort : await freePort();
  const logFile = path.join(dataFolder, 'logs', 'postgres.log');
  const args = ['-D', cluster, '-p', String(port), ...Object.entries(SETTINGS).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  for (let attempt = 1; ; attempt += 1) {
    const logged = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
    const server = await startProcess(binaries.postgres, args, logFile, { ...account, cwd: cluster, env: environment() });
    const url = postgresUrl('postgres', secrets.postgres, port, 'postgres');
    if (await waitUntilReady(url, server, log)) return { pid: server.pid, birth: server.birth, port };
    const said = fs.readFileSync(logFile).subarray(logged).toString('utf8');
    // After a kill -9 the old backends need a moment to notice and to let go of the shared memory.
    if (attempt >= 20 || !/shared memory block|lock file .* already exists/.test(said)) {
      await stopProcess(server, 'SIGINT', 5000);
      throw new EnvironmentProblem(`内置 Postgres 启动失败，日志 ${logFile}：\n${tailOf(logFile)}`);
    }
    await sleep(500);
  }
}

/** Ends a Postgres server: a fast shutdown, which rolls back what is open and writes a checkpoint. */
export async function stopPostgres(server: Holder): Promise<void> {
  await stopProcess(server, 'SIGINT', 20_000);
}

/** The postmaster of this data folder that still runs from an earlier program, if any. */
export function orphanedPostgres(dataFolder: string): Holder | undefined {
  for (const cluster of possibleClusters(dataFolder)) {
    const pid = postmasterPid(cluster);
    const birth = pid === undefined ? null : processBirth(pid);
    if (pid !== undefined && birth !== null && isPostmasterOf(pid, cluster)) return { pid, birth };
  }
  return undefined;
}

function possibleClusters(dataFolder: string): string[] {
  const note = path.join(dataFolder, 'postgres-location.json');
  const moved = fs.existsSync(note) ? (JSON.parse(fs.readFileSync(note, 'utf8')) as { folder: string }).folder : undefined;
  return [path.join(dataFolder, 'postgres'), ...(moved === undefined ? [] : [moved])];
}

/** Connection URL of a role; sessions always run in UTC. */
export function postgresUrl(role: string, password: string, port: number, database: string): string {
  return `postgresql://${role}:${password}@127.0.0.1:${port}/${database}?options=${encodeURIComponent('-c TimeZone=UTC')}`;
}

/** Makes the cluster aside and moves it into place, so that an interrupted first start leaves nothing half-made. */
async function initialise(initdb: string, cluster: string, password: string, account: Account): Promise<void> {
  const aside = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  fs.rmSync(aside, { recursive: true, force: true });
  fs.mkdirSync(aside, { recursive: true, mode: 0o700 });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if ('uid' in account) {
    for (const each of [aside, passwordFile]) fs.chownSync(each, account.uid, account.gid);
  }
  try {
    await run(initdb, [
      `--pgdata=${aside}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
      // Postgres' own collation: the same order on every system, and no rebuild of indexes when the C library changes.
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums',
    ], { ...account, cwd: aside, env: environment() });
    fs.renameSync(aside, cluster);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
}

/** Nothing of our own environment (which may hold secrets) reaches the server. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC', SystemRoot: process.env['SystemRoot'] };
}

async function waitUntilReady(url: string, server: Holder, log: (line: string) => void): Promise<boolean> {
  const began = Date.now();
  let told = false;
  while (isAlive(server)) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    // The server may go away between connecting and ending; the loop finds that out by itself.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      await client.end();
      return true;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (error instanceof Error && 'code' in error && error.code === '28P01') {
        throw new EnvironmentProblem('内置 Postgres 拒绝了数据目录里的密码：secrets.json 与数据库不匹配，请恢复两者的同一份备份。');
      }
    }
    if (Date.now() - began > START_TIMEOUT_MS) return false;
    if (!told && Date.now() - began > 3000) {
      told = true;
      log('  数据库正在从上次中断处恢复，请稍候……');
    }
    await sleep(25);
  }
  return false;
}

function postmasterPid(cluster: string): number | undefined {
  const file = path.join(cluster, 'postmaster.pid');
  if (!fs.existsSync(file)) return undefined;
  const pid = Number(fs.readFileSync(file, 'utf8').split('\n', 1)[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/** Whether the process with this number is the postmaster of this cluster: it works in the cluster's folder. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster);
  } catch {
    return false;
  }
}

/** After a crash the old number may belong to somebody else by now; Postgres would then refuse to start for ever. */
function forgetStalePid(cluster: string): void {
  const pid = postmasterPid(cluster);
  if (pid !== undefined && processBirth(pid) !== null && !isPostmasterOf(pid, cluster)) {
    fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  }
}
