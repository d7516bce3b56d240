import type { Client, Connection } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { randomUUID } from 'node:crypto';
import Long from 'long';
import type { Instant } from '../../domain/time/instant';

/**
 * Native time skipping of the server, per workflow; the SDK has no wrapper for it. Only the simulation namespace allows it.
 * Every request sets its own skip limit: at the default of 200 the server stops skipping without a word.
 */

const MAX_SKIPS = 100_000;
const FAST_FORWARD_COMPLETED = 2;
const FAST_FORWARD_FAILED = 3;
const EXECUTION_RUNNING = 1;

const toMillis = (time: temporal.api.common.v1.ITimeSkippingInfo['currentTime'] | null | undefined): number | null =>
  (time ? Number(time.seconds ?? 0) * 1_000 + Math.floor((time.nanos ?? 0) / 1e6) : null);

const toDuration = (ms: number) => ({ seconds: Long.fromNumber(Math.floor(ms / 1_000)), nanos: Math.round((ms % 1_000) * 1e6) });

export interface VirtualClock {
  running: boolean;
  /** Record time of the process: its virtual time and its shift. */
  recordNow: Instant;
}

/** Where a process stands in record time. Reads shift from the memo every process is started with. */
export async function clockOf(client: Client, workflowId: string): Promise<VirtualClock> {
  const { workflowExecutionInfo: info, workflowExtendedInfo: extended } = await client.workflowService
    .describeWorkflowExecution({ namespace: client.options.namespace, execution: { workflowId } });
  const shift = info?.memo?.fields?.['shiftMs']?.data;
  const shiftMs = shift ? Number(JSON.parse(Buffer.from(shift).toString('utf8'))) : 0;
  const virtual = toMillis(extended?.timeSkippingInfo?.currentTime) ?? Date.now();
  return { running: info?.status === EXECUTION_RUNNING, recordNow: virtual + shiftMs };
}

/** False where the server no longer knows this request: on a busy machine another one has taken its place. */
async function fastForwardEnds(service: Connection['workflowService'], namespace: string, workflowId: string, id: string): Promise<boolean> {
  for (;;) {
    const polled = await service.pollWorkflowExecutionTimeSkipping({
      namespace, workflowExecution: { workflowId }, fastForwardId: id,
    }).catch((error: unknown) => {
      if (error instanceof Error && /fast_forward_id/.test(error.message)) return null;
      throw error;
    });
    if (polled === null) return false;
    const { fastForwardPollingResult: result, failedReason } = polled;
    if (Number(result) === FAST_FORWARD_COMPLETED) return true;
    if (Number(result) === FAST_FORWARD_FAILED) throw new Error(`time skipping of ${workflowId} failed: ${failedReason}`);
  }
}

/** Moves one process to `target` in record time; everything due on the way happens first. Never moves back. */
export async function advanceTo(client: Client, workflowId: string, target: Instant): Promise<void> {
  while (!await advanceOnce(client, workflowId, target));
}

async function advanceOnce(client: Client, workflowId: string, target: Instant): Promise<boolean> {
  const { running, recordNow } = await clockOf(client, workflowId);
  if (!running || target <= recordNow) return true;
  const { namespace } = client.options;
  const id = randomUUID();
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace, workflowExecution: { workflowId }, updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true, maxSessionSkipCount: MAX_SKIPS, fastForwardConfig: { id, duration: toDuration(target - recordNow) },
      },
    },
  });
  return fastForwardEnds(client.workflowService, namespace, workflowId, id);
}
