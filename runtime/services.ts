import { withLock } from './bootstrap/lock.cjs';
import type { Config } from './config';
import { loadSecrets, prepareDataFolder } from './data-folder';
import { ensureNamespaces } from './engine/namespaces';
import { joinEmbedded, lockFile } from './embedded-services';
import { postgresUrl } from './postgres';
import type { TemporalTarget } from './temporal';
import { existingTarget } from './temporal';

/** The two servers behind the product. The record is there when this is; the engine is started beside it. */
export interface Services {
  /** Postgres as the application role; sessions run in UTC. */
  databaseUrl: string;
  /** Postgres as the owner of the schema; undefined when this process does not migrate. */
  ownerUrl: string | undefined;
  namespaces: Config['namespaces'];
  /** Signs session cookies; the configured one, or the one kept in the data folder. */
  sessionSecret: string;
  /**
   * Address with credentials of the engine, for `Connection.connect` and `NativeConnection.connect`, with both namespaces
   * in it: the configured cluster, or the embedded server, found, built and started.
   * @param signal ends the finding and building, which may take minutes
   * @throws EnvironmentProblem with one clear message when something is missing
   */
  engine(log?: (line: string) => void, signal?: AbortSignal): Promise<TemporalTarget>;
  /** Takes this program's hands off; the last one to do so stops the embedded servers. May be called again. */
  stop(): Promise<void>;
}

export interface ServicesOptions {
  /** Told of slow steps, in Chinese, one line each. */
  log?: (line: string) => void;
}

const silent = (): void => undefined;

/**
 * Makes Postgres available: the configured one, otherwise the embedded one of the data folder.
 * Several programs may use one data folder: the first starts the servers, later ones join, the last one out stops
 * them. Servers that a killed program left behind are joined if they are well and started anew if not.
 *
 * @throws EnvironmentProblem with one clear message when something is missing
 */
export async function startServices(config: Config, { log = silent }: ServicesOptions = {}): Promise<Services> {
  const { database, temporal, namespaces } = config;
  const embedded = database.mode === 'embedded' || temporal.mode === 'embedded';
  const own = embedded && !(database.mode === 'existing' && config.role === 'web') ? await joinEmbedded(config, log) : undefined;
  const url = (role: 'ancha' | 'ancha_owner'): string => postgresUrl(role, own?.secrets[role] ?? '', own?.postgres.port ?? 0, 'ancha');

  async function engine(tell: (line: string) => void = log, signal?: AbortSignal): Promise<TemporalTarget> {
    const target = temporal.mode === 'existing' ? existingTarget(temporal)
      : { address: `127.0.0.1:${(await own?.startTemporal(tell, signal))?.basePort ?? 0}` };
    await ensureNamespaces(target, namespaces);
    return target;
  }

  try {
    return {
      databaseUrl: database.mode === 'existing' ? database.url : url('ancha'),
      ownerUrl: database.mode === 'existing' ? database.ownerUrl : url('ancha_owner'),
      namespaces, engine,
      sessionSecret: config.sessionSecret ?? own?.secrets.session ?? await keptSessionSecret(config),
      stop: own?.leave ?? (async () => undefined),
    };
  } catch (error) {
    await own?.leave();
    throw error;
  }
}

/** Beside existing services nothing else needs the data folder, but the sign-ins should outlive a restart. */
async function keptSessionSecret(config: Config): Promise<string> {
  prepareDataFolder(config.dataFolder);
  return withLock(lockFile(config.dataFolder), () => loadSecrets(config.dataFolder).session);
}
