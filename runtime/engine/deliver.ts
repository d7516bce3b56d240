import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../../domain/kernel/search-attributes';
import type { World } from '../../domain/kernel/snapshot';
import type { Delivery } from '../../prisma/repositories/outbox';

/** Name of the signal as `workflows/` exports it; a string, so that no workflow code is loaded here. */
const ACTED = 'acted';

const PATIENCE_MS = 5_000;

const attributesOf = ({ kind, region }: Delivery) => Object.entries({ Kind: kind ?? 'rule-change', Region: region })
  .flatMap(([name, value]) => (value === null ? [] : [{ key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES.Kind), value }]));

/**
 * Tells a process what the record says of it. One that should run is started where it does not, by the same call; one
 * that has ended and has nothing left to do need not be told. Told twice, or in another order, it does no harm: a process
 * adopts only what is newer than what it knows.
 */
export async function deliver(clientOf: (world: World) => Client, taskQueue: string, delivery: Delivery): Promise<void> {
  const { matterId, process, workflowId, world, shiftMs, region, snapshot, by } = delivery;
  const client = clientOf(world);
  await client.connection.withDeadline(Date.now() + PATIENCE_MS, async () => {
    if (snapshot.open || (snapshot.effects ?? []).length > 0) {
      await client.workflow.signalWithStart(process, {
        taskQueue, workflowId, signal: ACTED, signalArgs: [snapshot, by], memo: { shiftMs }, typedSearchAttributes: attributesOf(delivery),
        args: [{ matterId, shiftMs, region, snapshot }],
      });
      return;
    }
    await client.workflow.getHandle(workflowId).signal(ACTED, snapshot, by).catch((error: unknown) => {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    });
  });
}
