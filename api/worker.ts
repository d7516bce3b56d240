import path from 'node:path';
import type { NativeConnection, WorkflowBundle } from '@temporalio/worker';
import { Worker, bundleWorkflowCode } from '@temporalio/worker';
import type { Activities } from '../activities';

export interface WorkerDeps {
  connection: NativeConnection;
  /** One worker a namespace; all share the bundle and the activities. */
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
  workflowsPath: path.join(__dirname, '../workflows/index.ts'),
  logger: { trace: ignore, debug: ignore, info: ignore, log: ignore, warn: console.warn, error: console.error },
});

function ignore(): void { /* the bundler reports sizes that nobody needs at every start */ }

/** Creates and runs the workers. A crashed predecessor's sticky queue holds work back for this long only. */
export async function startWorkers(deps: WorkerDeps, workflowBundle: { codePath: string }): Promise<WorkerGroup> {
  const { connection, namespaces, taskQueue, activities } = deps;
  const workers = await Promise.all(namespaces.map((namespace) => Worker.create({
    connection, namespace, taskQueue, activities, workflowBundle,
    stickyQueueScheduleToStartTimeout: '1s', shutdownGraceTime: '10s', maxCachedWorkflows: 500,
  })));
  const ended = Promise.all(workers.map((worker) => worker.run())).then(() => undefined);
  return {
    ended,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => undefined);
    },
  };
}
