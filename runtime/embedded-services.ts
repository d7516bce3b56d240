import fs from 'node:fs';
import path from 'node:path';
import { isAlive, readJson, withLock, writeJson } from './bootstrap/lock.cjs';
import type { Config } from './config';
import type { Secrets } from './data-folder';
import { loadSecrets, prepareDataFolder } from './data-folder';
import { accepts } from './ports';
import type { RunningPostgres } from './postgres';
import { orphanedPostgres, postgresUrl, startPostgres, stopPostgres } from './postgres';
import { provision } from './postgres-provision';
import { presentUsers, registerUser } from './service-users';
import type { RunningTemporal } from './temporal';
import { startTemporal, stopTemporal } from './temporal';
import type { TemporalBinaries } from './temporal-binaries';
import { TEMPORAL_VERSION, temporalBinaries } from './temporal-binaries';

/** What is running on a data folder; after a stop it stays as memory of the ports. */
interface State {
  /** Changes whenever servers started by an older version must not be used on. */
  fingerprint: string;
  postgres?: RunningPostgres;
  temporal?: RunningTemporal;
}

const FINGERPRINT = `temporal ${TEMPORAL_VERSION}, layout 1`;

/** The embedded servers, as one program uses them. */
export interface EmbeddedServices {
  secrets: Secrets;
  postgres: RunningPostgres;
  /** Finds or builds the Temporal server and starts it, or joins the one that runs; from then on it is watched as well. */
  startTemporal(log: (line: string) => void, signal?: AbortSignal): Promise<RunningTemporal>;
  leave(): Promise<void>;
}

/**
 * Starts the embedded Postgres of the data folder, or joins the one that runs, and watches over it until `leave`. Temporal
 * comes beside it when it is asked for: building it takes minutes, and the record does not wait for it.
 *
 * @throws EnvironmentProblem with one clear message when something is missing
 */
export async function joinEmbedded(config: Config, log: (line: string) => void): Promise<EmbeddedServices> {
  const folder = config.dataFolder;
  prepareDataFolder(folder);
  const waiting = (pid: number | undefined): void => log(`  另一个程序（进程 ${pid ?? '未知'}）正在使用数据目录启动服务，等待……`);
  return withLock(lockFile(folder), async () => {
    const secrets = loadSecrets(folder);
    const users = presentUsers(folder);
    const setting: Setting = { config, secrets, binaries: undefined };
    const { postgres, started } = await makeHealthy(setting, log);
    if (started.length === 0) {
      log(users.length > 0 ? `  使用已在运行的服务（进程 ${users.join('、')} 也在使用）` : '  接管上次留下、仍在运行的服务');
    }
    const unwatch = keepHealthy(setting, log);
    const unregister = registerUser(folder);
    let leaving: Promise<void> | undefined;
    const leave = (): Promise<void> => withLock(lockFile(folder), async () => {
      unwatch();
      unregister();
      if (presentUsers(folder).length === 0) await stopServers(folder, readState(folder));
    });
    return {
      secrets, postgres,
      async startTemporal(tell, signal) {
        const binaries = await temporalBinaries(tell, process.env, signal);
        return withLock(lockFile(folder), async () => {
          if (leaving) throw new Error('the servers are being stopped');
          setting.binaries = binaries;
          const { temporal } = await makeHealthy(setting, tell, signal);
          if (!temporal) throw new Error('a server that was started runs');
          return temporal;
        }, waiting, signal);
      },
      leave: () => (leaving ??= leave()),
    };
  }, waiting);
}

interface Setting {
  config: Config;
  secrets: Secrets;
  /** Undefined as long as this program wants no Temporal of its own. */
  binaries: TemporalBinaries | undefined;
}

interface Health {
  postgres: RunningPostgres;
  temporal: RunningTemporal | undefined;
  /** What had to be started, for people. */
  started: string[];
}

/** Starts what is not running well, and leaves alone what is. Needs the folder's lock. */
async function makeHealthy({ config, secrets, binaries }: Setting, log: (line: string) => void, signal?: AbortSignal): Promise<Health> {
  const folder = config.dataFolder;
  const last = readState(folder);
  const started: string[] = [];
  if (last.fingerprint !== FINGERPRINT) await stopServers(folder, last);
  let { postgres, temporal } = last;
  if (postgres === undefined || !await isWell(postgres, postgres.port)) {
    await stopPostgresOf(folder, postgres);
    rotateLogs(folder);
    const port = postgres?.port;
    postgres = await startPostgres(folder, secrets, port, log);
    await provision(postgres.port, secrets);
    started.push('Postgres');
    // Temporal waits for its database to come back, but only where it knew it.
    if (temporal !== undefined && port !== postgres.port) await stopTemporal(temporal);
  }
  // Written after each start, so that a program killed right here leaves a trail to its servers.
  writeState(folder, { fingerprint: FINGERPRINT, postgres, ...(temporal === undefined ? {} : { temporal }) });
  if (binaries === undefined) return { postgres, temporal, started };
  if (temporal === undefined || !await isWell(temporal, temporal.basePort)) {
    if (temporal !== undefined) await stopTemporal(temporal);
    temporal = await startTemporal({
      dataFolder: folder, binaries, postgresPort: postgres.port, password: secrets.temporal,
      simulationNamespace: config.namespaces.simulation, lastBasePort: temporal?.basePort, signal,
    });
    started.push('Temporal');
    writeState(folder, { fingerprint: FINGERPRINT, postgres, temporal });
  }
  return { postgres, temporal, started };
}

const WATCH_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** After so long without trouble the next restart comes at once again. */
const CALM_MS = 60_000;

/** Starts a server again that died under us; ever more rarely where it dies again and again. @returns ends the watch */
function keepHealthy(setting: Setting, log: (line: string) => void): () => void {
  const folder = setting.config.dataFolder;
  let pauseMs = 0;
  let lastAt = 0;
  let busy = false;
  const look = async (): Promise<void> => {
    const { postgres, temporal } = readState(folder);
    const dead = [postgres, ...(setting.binaries === undefined ? [] : [temporal])].some((who) => !isAlive(who));
    const since = Date.now() - lastAt;
    if (!dead || busy || since < pauseMs) return;
    busy = true;
    pauseMs = since > CALM_MS ? 0 : Math.min(Math.max(pauseMs * 2, WATCH_MS), LONGEST_PAUSE_MS);
    lastAt = Date.now();
    try {
      const { started } = await withLock(lockFile(folder), () => makeHealthy(setting, log));
      if (started.length > 0) log(`  ${started.join('、')} 意外停止，已重新启动`);
    } catch (error) {
      log(`  服务意外停止，重新启动失败：${error instanceof Error ? error.message : String(error)}`);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), WATCH_MS).unref();
  return () => clearInterval(timer);
}

const isWell = async (who: RunningPostgres | RunningTemporal, port: number): Promise<boolean> => isAlive(who) && accepts(port);

/** Stops whatever runs on the folder, Temporal first: it writes to Postgres to the end. */
async function stopServers(folder: string, { temporal, postgres }: State): Promise<void> {
  if (temporal !== undefined) await stopTemporal(temporal);
  await stopPostgresOf(folder, postgres);
}

/** Also one that no note tells of: Postgres itself names its process in its folder. */
async function stopPostgresOf(folder: string, known: RunningPostgres | undefined): Promise<void> {
  if (known !== undefined) await stopPostgres(known);
  const orphan = orphanedPostgres(folder);
  if (orphan !== undefined) await stopPostgres(orphan);
}

/** What runs on a data folder now, and the programs that use it. Reads only. */
export async function runningServices(folder: string): Promise<{ users: number[]; lines: string[] }> {
  const { postgres, temporal } = readState(folder);
  const line = async (name: string, who: RunningPostgres | RunningTemporal | undefined, port = 0): Promise<string[]> =>
    who === undefined || !isAlive(who) ? [] : [`${name} 进程 ${who.pid} 端口 ${port}${await accepts(port) ? '' : '（无应答）'}`];
  const lines = [...await line('Postgres', postgres, postgres?.port), ...await line('Temporal', temporal, temporal?.basePort)];
  return { users: presentUsers(folder), lines };
}

const MAX_LOG_BYTES = 5_000_000;

/** Keeps one older file per log; only while no server writes. */
function rotateLogs(folder: string): void {
  const logs = path.join(folder, 'logs');
  for (const name of fs.readdirSync(logs).filter((each) => each.endsWith('.log'))) {
    const file = path.join(logs, name);
    if (fs.statSync(file).size > MAX_LOG_BYTES) fs.renameSync(file, `${file}.1`);
  }
}

/** Held while servers are started or stopped, never while they run. */
export const lockFile = (folder: string): string => path.join(folder, 'services.lock');
const stateFile = (folder: string): string => path.join(folder, 'services.json');
const readState = (folder: string): State => (readJson(stateFile(folder)) as State | undefined) ?? { fingerprint: '' };
const writeState = (folder: string, state: State): void => writeJson(stateFile(folder), state);

/** URL of the record of a data folder, where its server runs now. */
export function runningRecord(folder: string): string | undefined {
  const { postgres } = readState(folder);
  return postgres !== undefined && isAlive(postgres) ? postgresUrl('ancha', loadSecrets(folder).ancha, postgres.port, 'ancha') : undefined;
}

/** Process numbers of the embedded servers of a data folder, as noted; 0 where a server is not ours. */
export function runningServers(folder: string): { postgres: number; temporal: number } {
  const { postgres, temporal } = readState(folder);
  return { postgres: postgres?.pid ?? 0, temporal: temporal?.pid ?? 0 };
}
