import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time';
import { longQueueOf } from '../../domain/kernel/queues';
import type { World } from '../../domain/kernel/snapshot';
import type { Database } from '../../prisma/repositories/database';
import { NO_ANSWER, reportEngine } from '../../prisma/repositories/engine-status';

/** Workers that have just been started come within the first of these. */
const SOON_MS = 3_000;
/** Where nothing is to be told, nobody else asks the engine: one that hangs is known after this and the patience. */
const EVERY_MS = 10_000;
const PATIENCE_MS = 5_000;
/** A poll lasts a minute; whoever has not come back for two is gone, though the engine still lists him. */
const GONE_MS = 120_000;
/** As the API numbers them. */
const WORKFLOWS = 1;
const ACTIVITIES = 2;
const WORLDS: Readonly<Record<World, string>> = { live: '实时', simulation: '推演' };

interface Polled {
  title: string;
  /** Programs that take work here. */
  programs: string[];
}

async function polled(client: Client, name: string, taskQueueType: number): Promise<string[]> {
  const { connection, options: { namespace } } = client;
  const { pollers } = await connection.withDeadline(Date.now() + PATIENCE_MS, () =>
    client.workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType }));
  return (pollers ?? []).filter(({ lastAccessTime }) => lastAccessTime && Date.now() - tsToMs(lastAccessTime) < GONE_MS)
    .map(({ identity }) => identity ?? '');
}

/**
 * Every queue the product relies on, with the programs that take its work by the engine's own word. Ends when the last question
 * has its answer, also where one failed: a question still under way when the connection is closed would throw at nobody.
 */
export async function pollersOf(clientOf: (world: World) => Client, taskQueue: string): Promise<Polled[]> {
  const asked = await Promise.allSettled((Object.keys(WORLDS) as World[]).flatMap((world) => [
    { title: `${WORLDS[world]}流程`, queue: taskQueue, type: WORKFLOWS },
    { title: `${WORLDS[world]}时限`, queue: taskQueue, type: ACTIVITIES },
    { title: `${WORLDS[world]}公文`, queue: longQueueOf(taskQueue), type: ACTIVITIES },
  ].map(async ({ title, queue, type }) => ({ title, programs: await polled(clientOf(world), queue, type) }))));
  return asked.map((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });
}

/** Says in the record whether somebody takes the work of every queue: a relay that tells processes is not enough. */
export function watchPollers(
  { db, clientOf, taskQueue, onTrouble }: { db: Database; clientOf(world: World): Client; taskQueue: string; onTrouble(message: string, error: unknown): void },
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const { signal } = ending;
  /** Returns when to look again. */
  async function look(): Promise<number> {
    const queues = await pollersOf(clientOf, taskQueue);
    const idle = queues.filter(({ programs }) => programs.length === 0).map(({ title }) => title);
    const programs = new Set(queues.flatMap((queue) => queue.programs));
    await reportEngine(db, 'pollers', idle.length > 0 ? 'away' : 'ready',
      idle.length > 0 ? `无人接取：${idle.join('、')}` : `${programs.size} 个工作进程接取任务`);
    return idle.length > 0 ? SOON_MS : EVERY_MS;
  }
  const running = (async () => {
    for (let pause = SOON_MS; !signal.aborted;) {
      await delay(pause, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      pause = await look().catch(async (error: unknown) => {
        onTrouble('task queues cannot be described', error);
        await reportEngine(db, 'pollers', 'away', NO_ANSWER).catch(() => undefined);
        return SOON_MS;
      });
    }
  })();
  return {
    stop() {
      ending.abort();
      return running;
    },
  };
}
