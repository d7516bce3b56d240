import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Container } from '../runtime/container';
import { act, actOf, newCaseId, register } from './acts';
import { BARE_QUEUE } from './bare/queue';
import { bareTransaction, plannedFor } from './bare/transaction';
import { WEEK } from './commands';
import { timed } from './statistics';

/** Milliseconds from question to answer, sample by sample in the same order. */
export interface ActSamples {
  act: number[];
  transaction: number[];
  update: number[];
}

/**
 * A week of a fresh case, interleaved: each act, its own rows in one bare transaction on a twin of the case, and one bare
 * update with a local activity. Who comes first changes from act to act, so that none has the others' aftermath for ever.
 */
async function oneWeek({ executeCommand, ...deps }: Container, client: Client, samples: ActSamples): Promise<void> {
  const [matterId, twinId] = [newCaseId(), newCaseId()];
  for (const id of [matterId, twinId]) await register(executeCommand, id);
  const bare = await client.workflow.start('bare', { taskQueue: BARE_QUEUE, workflowId: `bare-${matterId}`, args: [WEEK.length] });
  for (const [index, command] of WEEK.entries()) {
    const input = actOf(matterId, command);
    const write = await plannedFor(twinId, input, deps);
    const contenders = [
      async () => { samples.act.push(await timed(() => act(executeCommand, input))); },
      async () => { samples.transaction.push(await timed(() => bareTransaction(deps.db, write))); },
      async () => { samples.update.push(await timed(() => bare.executeUpdate('viaLocal', { args: [randomUUID()] }))); },
    ];
    for (let turn = 0; turn < contenders.length; turn += 1) await contenders[(index + turn) % contenders.length]?.();
  }
  await bare.result();
}

export async function measureActs(container: Container, client: Client, weeks: { warmUp: number; counted: number }): Promise<ActSamples> {
  const samples: ActSamples = { act: [], transaction: [], update: [] };
  for (let i = 0; i < weeks.warmUp; i += 1) await oneWeek(container, client, { act: [], transaction: [], update: [] });
  for (let i = 0; i < weeks.counted; i += 1) await oneWeek(container, client, samples);
  return samples;
}
