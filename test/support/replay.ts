import { randomUUID } from 'node:crypto';
import { Worker } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import type { World } from '../../domain/kernel/snapshot';
import type { Database } from '../../prisma/repositories/database';
import type { Engine } from '../../runtime/engine';
import { workflowBundle } from '../../runtime/workflow-bundle';

/** Every history that a test started goes once more through today's code; a difference fails the test file. */

/** Runs of one workflow id, the one that runs now and all before it. */
async function runsOf(client: Client, workflowId: string): Promise<string[]> {
  const runs: string[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) runs.push(runId);
  return runs;
}

async function replayRun(client: Client, workflowId: string, runId: string): Promise<void> {
  const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle(), replayName: `replay-${randomUUID()}` }, history, workflowId);
}

/**
 * Processes of the record in both worlds, rule changes among them, with every run of theirs, and the sweeps of this queue.
 * @param mustRun matters whose open processes the engine has to know once they are told
 * @returns how many histories were replayed; never fewer than processes that the engine knows
 */
export async function replayAll(engine: Pick<Engine, 'clientOf'>, db: Database, taskQueue: string, mustRun: readonly string[]): Promise<number> {
  const rows = await db.sql<{ matterId: string; workflowId: string; world: World; open: boolean; untold: boolean }[]>`
    SELECT p.matter_id AS "matterId", p.workflow_id AS "workflowId", coalesce(m.world, 'live') AS world, p.open,
      EXISTS (SELECT FROM outbox o WHERE o.matter_id = p.matter_id AND o.process = p.name) AS untold
    FROM process p LEFT JOIN matter m ON m.id = p.matter_id`;
  let replayed = 0;
  for (const { matterId, workflowId, world, open, untold } of rows) {
    const client = engine.clientOf(world);
    const known = await client.workflow.getHandle(workflowId).describe().catch(() => null);
    if (!known && open && !untold && mustRun.includes(matterId)) throw new Error(`${workflowId} is open, told, and unknown to the engine`);
    if (!known) continue;
    const runs = new Set([known.runId, ...await runsOf(client, workflowId)]);
    for (const runId of runs) await replayRun(client, workflowId, runId);
    replayed += runs.size;
  }
  return replayed + await replaySweeps(engine.clientOf('live'), taskQueue);
}

/** Sweeps that this queue's workers carried out. */
async function replaySweeps(client: Client, taskQueue: string): Promise<number> {
  let replayed = 0;
  const query = `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Completed' AND WorkflowType IN ('recordSweep', 'processCensus')`;
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    await replayRun(client, workflowId, runId);
    replayed += 1;
  }
  return replayed;
}
