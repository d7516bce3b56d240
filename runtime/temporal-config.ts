import { stringify } from 'yaml';

/** Ports of the four services in one process, counted from the first. */
const RPC = { frontend: 0, history: 1, matching: 2, worker: 6 } as const;
const MEMBERSHIP_OFFSET = 100;
/** All ports one server needs, counted from its first. */
export const TEMPORAL_PORT_OFFSETS = Object.values(RPC).flatMap((offset) => [offset, offset + MEMBERSHIP_OFFSET]);

export interface TemporalServerSettings {
  /** Port of the frontend; the others follow TEMPORAL_PORT_OFFSETS. */
  basePort: number;
  postgresPort: number;
  password: string;
  /** Absolute path of the dynamic configuration. */
  dynamicConfigFile: string;
}

/** Static configuration of the embedded server, as YAML. Holds the database password. */
export function serverConfig(settings: TemporalServerSettings): string {
  const { basePort } = settings;
  const store = (databaseName: string, connections: number): object => ({
    sql: {
      pluginName: 'postgres12_pgx', databaseName, connectAddr: `127.0.0.1:${settings.postgresPort}`, connectProtocol: 'tcp',
      user: 'temporal', password: settings.password,
      // Per service, and there are four: at most about a hundred in all.
      maxConns: connections, maxIdleConns: connections, maxConnLifetime: '1h',
    },
  });
  const service = (offset: number): object => ({
    rpc: { grpcPort: basePort + offset, membershipPort: basePort + offset + MEMBERSHIP_OFFSET, bindOnLocalHost: true },
  });
  return stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      // Written into the database on first start and fixed for ever; 4 is right for one small node.
      numHistoryShards: 4,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 5) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(Object.entries(RPC).map(([name, offset]) => [name, service(offset)])),
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${basePort}` },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: settings.dynamicConfigFile, pollInterval: '10s' },
  });
}

/**
 * Dynamic configuration of the embedded server, as YAML.
 *
 * Skipping time is allowed in the simulation namespace alone: a request that tries it on live cases is refused.
 * The queue settings exist only for the whole server. They are tuned for short waits, because every skipped timer of
 * a simulation would otherwise cost a full second; the price, 15–20 % of throughput, does not matter on one small
 * node. A cluster of its own (TEMPORAL_ADDRESS) keeps the server's defaults: a second's delay is harmless there.
 */
export function dynamicConfig(simulationNamespace: string): string {
  const everywhere = (value: unknown): object[] => [{ value }];
  const simulation = (value: unknown): object[] => [{ value, constraints: { namespace: simulationNamespace } }];
  return stringify({
    'frontend.WorkflowTimeSkippingEnabled': simulation(true),
    'frontend.WorkflowTimeSkippingMaxSkipPerSession': simulation(100_000),
    // Otherwise the virtual date jumps twice as far whenever a workflow continues as new.
    'history.workflowIdReuseMinimalInterval': simulation('0s'),
    'history.timerProcessorMaxTimeShift': everywhere('10ms'),
    'history.timerProcessorMaxPollRPS': everywhere(2000),
    'history.transferProcessorMaxPollRPS': everywhere(2000),
    'history.visibilityProcessorMaxPollRPS': everywhere(2000),
    'matching.numTaskqueueReadPartitions': everywhere(1),
    'matching.numTaskqueueWritePartitions': everywhere(1),
    // A quarter of the default: after a restart every process is replayed from its history, and short ones wake sooner.
    'limit.historyCount.suggestContinueAsNew': everywhere(1_000),
  });
}
