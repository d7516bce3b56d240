import type { Client } from '@temporalio/client';
import type { Census } from '../../activities/sweep';
import type { World } from '../../domain/kernel/snapshot';

/** Workflow ids that run now, as the engine lists them; a second or two behind, which does no harm: who runs is only told again. */
export const createCensus = (clientOf: (world: World) => Client, taskQueue: string): Census => async (world) => {
  const running = new Set<string>();
  const query = `ExecutionStatus = 'Running' AND TaskQueue = '${taskQueue}'`;
  for await (const { workflowId } of clientOf(world).workflow.list({ query, pageSize: 1_000 })) running.add(workflowId);
  return running;
};
