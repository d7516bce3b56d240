import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, readJson, self, withLock, writeJson } from './bootstrap/lock.cjs';
import type { Config } from './config';
import type { Secrets } from './data-folder';
import { loadSecrets, prepareDataFolder } from './data-folder';
import { accepts } from './ports';
import type { RunningPostgres } from './postgres';
import { orphanedPostgres, postgresUrl, startPostgres, stopPostgres } from './postgres';
import { provision } from './postgres-provision';
import type { RunningTemporal, TemporalTarget } from './temporal';
import { ensureNamespaces, existingTarget, startTemporal, stopTemporal } from './temporal';
import { TEMPORAL_VERSION, temporalBinaries } from './temporal-binaries';

/** The two servers behind the product, embedded or existing, ready for use. */
export interface Services {
  /** Postgres as the application role; sessions run in UTC. */
  databaseUrl: string;
  /** Postgres as the owner of the schema; undefined when this process does not migrate. */
  ownerUrl: string | undefined;
  temporalAddress: string;
  /** Address with credentials, for `Connection.connect` and `NativeConnection.connect`. */
  temporal: TemporalTarget;
  namespaces: Config['namespaces'];
  /** Signs session cookies; the configured one, or the one kept in the data folder. */
  sessionSecret: string;
  /** Takes this program's hands off; the last one to do so stops the embedded servers. May be called again. */
  stop(): Promise<void>;
}

export interface ServicesOptions {
  /** Told of slow steps, in Chinese, one line each. */
  log?: (line: string) => void;
}

/** What is running on a data folder; `postgres` stays after a stop as memory of the port. */
interface State {
  /** Changes whenever servers started by an older version must not be used on. */
  fingerprint: string;
  postgres?: RunningPostgres;
  temporal?: RunningTemporal;
}

const FINGERPRINT = `temporal ${TEMPORAL_VERSION}, layout 1`;

/**
 * Makes Postgres and Temporal available: existing ones as configured, otherwise the embedded ones of the data folder.
 * Several programs may use one data folder: the first starts the servers, later ones join, the last one out stops
 * them. Servers that a killed program left behind are joined if they are well and started anew if not.
 *
 * @throws EnvironmentProblem with one clear message when something is missing
 */
export async function startServices(config: Config, { log = () => undefined }: ServicesOptions = {}): Promise<Services> {
  const { database, temporal } = config;
  const embedded = database.mode === 'embedded' || temporal.mode === 'embedded';
  const own = embedded ? await joinEmbedded(config, log) : undefined;
  try {
    const target = temporal.mode === 'existing' ? existingTarget(temporal)
      : { address: `127.0.0.1:${own?.temporal?.basePort ?? 0}` };
    await ensureNamespaces(target, config.namespaces);
    const url = (role: 'ancha' | 'ancha_owner'): string =>
      postgresUrl(role, own?.secrets[role] ?? '', own?.postgres.port ?? 0, 'ancha');
    return {
      databaseUrl: database.mode === 'existing' ? database.url : url('ancha'),
      ownerUrl: database.mode === 'existing' ? database.ownerUrl : url('ancha_owner'),
      temporalAddress: target.address,
      temporal: target,
      namespaces: config.namespaces,
      sessionSecret: config.sessionSecret ?? own?.secrets.session ?? await keptSessionSecret(config),
      stop: own?.leave ?? (async () => undefined),
    };
  } catch (error) {
    await own?.leave();
    throw error;
  }
}

interface Joined {
  secrets: Secrets;
  postgres: RunningPostgres;
  /** Undefined when Temporal is an existing service. */
  temporal: RunningTemporal | undefined;
  leave(): Promise<void>;
}

async function joinEmbedded(config: Config, log: (line: string) => void): Promise<Joined> {
  const folder = config.dataFolder;
  prepareDataFolder(folder);
  // Found or built before the folder is locked: building takes minutes.
  const binaries = config.temporal.mode === 'embedded' ? await temporalBinaries(log) : undefined;
  const waiting = (pid: number | undefined): void => log(`  另一个程序（进程 ${pid ?? '未知'}）正在使用数据目录启动服务，等待……`);
  return withLock(lockFile(folder), async () => {
    const secrets = loadSecrets(folder);
    let state = readState(folder);
    const healthy = state.fingerprint === FINGERPRINT && await isHealthy(state, binaries !== undefined);
    const users = presentUsers(folder);
    if (!healthy) {
      await stopServers(folder, state);
      rotateLogs(folder);
      state = await startServers(config, secrets, state, binaries, log);
    } else {
      log(users.length > 0 ? `  使用已在运行的服务（进程 ${users.join('、')} 也在使用）` : '  接管上次留下、仍在运行的服务');
    }
    const { postgres, temporal } = state;
    if (postgres === undefined) throw new Error('postgres is not running after start');
    return { secrets, postgres, temporal, leave: registerUser(folder) };
  }, waiting);
}

type Binaries = Awaited<ReturnType<typeof temporalBinaries>>;

async function startServers(
  config: Config, secrets: Secrets, last: State, binaries: Binaries | undefined, log: (line: string) => void,
): Promise<State> {
  const folder = config.dataFolder;
  const postgres = await startPostgres(folder, secrets, last.postgres?.port, log);
  // Written after each start, so that a program killed right here leaves a trail to its servers.
  writeState(folder, { fingerprint: FINGERPRINT, postgres });
  try {
    await provision(postgres.port, secrets);
    if (binaries === undefined) return { fingerprint: FINGERPRINT, postgres };
    const temporal = await startTemporal({
      dataFolder: folder, binaries, postgresPort: postgres.port, password: secrets.temporal,
      simulationNamespace: config.namespaces.simulation, lastBasePort: last.temporal?.basePort,
    });
    const state = { fingerprint: FINGERPRINT, postgres, temporal };
    writeState(folder, state);
    return state;
  } catch (error) {
    await stopPostgres(postgres);
    throw error;
  }
}

/** Process numbers of the embedded servers of a data folder, as noted; 0 where a server is not ours. */
export function runningServers(folder: string): { postgres: number; temporal: number } {
  const { postgres, temporal } = readState(folder);
  return { postgres: postgres?.pid ?? 0, temporal: temporal?.pid ?? 0 };
}

async function isHealthy({ postgres, temporal }: State, needsTemporal: boolean): Promise<boolean> {
  const well = async (who: RunningPostgres | RunningTemporal | undefined, port: number | undefined): Promise<boolean> =>
    who !== undefined && port !== undefined && isAlive(who) && await accepts(port);
  return await well(postgres, postgres?.port) && (!needsTemporal || await well(temporal, temporal?.basePort));
}

/** Stops whatever runs on the folder, Temporal first: it writes to Postgres to the end. */
async function stopServers(folder: string, { temporal, postgres }: State): Promise<void> {
  if (temporal !== undefined) await stopTemporal(temporal);
  if (postgres !== undefined) await stopPostgres(postgres);
  const orphan = orphanedPostgres(folder);
  if (orphan !== undefined) await stopPostgres(orphan);
}

/** Notes that this program uses the servers. @returns the way out: the last one stops them */
function registerUser(folder: string): () => Promise<void> {
  const users = path.join(folder, 'users');
  fs.mkdirSync(users, { recursive: true, mode: 0o700 });
  const mine = path.join(users, `${process.pid}-${crypto.randomBytes(3).toString('hex')}.json`);
  writeJson(mine, self());
  let leaving: Promise<void> | undefined;
  const leave = (): Promise<void> => withLock(lockFile(folder), async () => {
    fs.rmSync(mine, { force: true });
    if (presentUsers(folder).length === 0) await stopServers(folder, readState(folder));
  });
  return () => (leaving ??= leave());
}

/** Process numbers of the programs that use the servers now; notes of dead ones are cleared away. */
function presentUsers(folder: string): number[] {
  const users = path.join(folder, 'users');
  if (!fs.existsSync(users)) return [];
  return fs.readdirSync(users).flatMap((name) => {
    const file = path.join(users, name);
    const who = readJson(file) as { pid: number } | undefined;
    if (who !== undefined && isAlive(who)) return [who.pid];
    fs.rmSync(file, { force: true });
    return [];
  });
}

/** Beside existing services nothing else needs the data folder, but the sign-ins should outlive a restart. */
async function keptSessionSecret(config: Config): Promise<string> {
  prepareDataFolder(config.dataFolder);
  return withLock(lockFile(config.dataFolder), () => loadSecrets(config.dataFolder).session);
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

const lockFile = (folder: string): string => path.join(folder, 'services.lock');
const stateFile = (folder: string): string => path.join(folder, 'services.json');
const readState = (folder: string): State => (readJson(stateFile(folder)) as State | undefined) ?? { fingerprint: '' };
const writeState = (folder: string, state: State): void => writeJson(stateFile(folder), state);
