import { Context } from '@temporalio/activity';
import type { World } from '../domain/kernel/snapshot';
import type { Database } from '../prisma/repositories/database';
import { tellAgain } from '../prisma/repositories/outbox';
import { openProcessesOf, sweepMissed } from '../prisma/repositories/sweep';

/** Which workflows of a world run now, by the engine's own word. */
export type Census = (world: World) => Promise<ReadonlySet<string>>;

const PAGE = 1_000;
const WORLDS: readonly World[] = ['live', 'simulation'];

export function createSweepActivities({ db, census }: { db: Database; census: Census }) {
  async function missing(world: World): Promise<number> {
    const running = await census(world);
    let told = 0;
    for (let after = ''; ;) {
      const page = await openProcessesOf(db, world, after, PAGE);
      const last = page.at(-1);
      if (!last) return told;
      for (const { matterId, process, workflowId } of page) {
        if (running.has(workflowId)) continue;
        await tellAgain(db, matterId, process);
        told += 1;
      }
      after = last.workflowId;
      Context.current().heartbeat(told);
    }
  }

  return {
    /** Every minute: nothing that was committed stays untold or undone because a program died. Returns how many processes will be told. */
    sweepRecord: (seconds: number): Promise<number> => sweepMissed(db, seconds),

    /** Every hour: an open process without a workflow, terminated or lost with the engine's database, is started from the record. */
    async countProcesses(): Promise<number> {
      let told = 0;
      for (const world of WORLDS) told += await missing(world);
      return told;
    },
  };
}
