import path from 'node:path';
import type { NativeConnection, WorkflowBundle } from '@temporalio/worker';
import { Worker, bundleWorkflowCode } from '@temporalio/worker';
import type { Activities } from '../../activities';
import { VERSION } from '../layout';
import { longQueueOf } from '../../domain/kernel/queues';

export interface WorkerDeps {
  connection: NativeConnection;
  /** One pair of workers a namespace; all share the bundle and the activities. */
  namespaces: readonly string[];
  taskQueue: string;
  activities: Activities;
}

export interface WorkerGroup {
  /** Rejects when a worker fails; resolves after `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Makes workflow code into one bundle; takes seconds, see runtime/workflow-bundle for the kept one. */
export const bundleWorkflows = (): Promise<WorkflowBundle> => bundleWorkflowCode({
  workflowsPath: path.join(__dirname, '../../workflows/index.ts'),
  logger: { trace: ignore, debug: ignore, info: ignore, log: ignore, warn: console.warn, error: console.error },
});

function ignore(): void { /* the bundler reports sizes that nobody needs at every start */ }

/** A crashed predecessor's sticky queue holds work back for this long only. */
const STICKY = '1s';
/** Work that does not end when asked is left: another worker does it again, and nobody waits a minute at Ctrl-C. */
const STOPPING = { shutdownGraceTime: '3s', shutdownForceTime: '8s' } as const;
/** Strikes share the record's connections with people; more at once would only queue there. */
const STRIKES_AT_ONCE = 8;
const LONG_AT_ONCE = 4;

/** Said to the engine, so that operators see which program runs; nothing is pinned to it (docs/adr/0008). */
const buildOf = (codePath: string) => ({
  version: { deploymentName: 'ancha', buildId: `${VERSION}+${path.basename(codePath, '.js').slice(0, 12)}` }, useWorkerVersioning: false,
} as const);

/** Processes and what they do at once on one queue, long work on another. */
export async function startWorkers(deps: WorkerDeps, workflowBundle: { codePath: string }): Promise<WorkerGroup> {
  const { connection, namespaces, taskQueue, activities } = deps;
  const workerDeploymentOptions = buildOf(workflowBundle.codePath);
  const workers = (await Promise.all(namespaces.map((namespace) => Promise.all([
    Worker.create({
      connection, namespace, taskQueue, activities, workflowBundle, stickyQueueScheduleToStartTimeout: STICKY, ...STOPPING,
      workerDeploymentOptions,
      maxCachedWorkflows: 200, maxConcurrentLocalActivityExecutions: STRIKES_AT_ONCE, maxConcurrentActivityTaskExecutions: STRIKES_AT_ONCE,
    }),
    Worker.create({
      connection, namespace, taskQueue: longQueueOf(taskQueue), activities, ...STOPPING, maxConcurrentActivityTaskExecutions: LONG_AT_ONCE,
    }),
  ])))).flat();
  const runs = workers.map((worker) => worker.run());
  const ended = Promise.all(runs).then(() => undefined);
  // Whoever only stops them asks for no reason.
  ended.catch(() => undefined);
  return {
    ended,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.allSettled(runs);
    },
  };
}
