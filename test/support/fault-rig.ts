import postgres from 'postgres';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import { workflowIdOf } from '../../domain/kinds/accident-case/processes';
import type { World } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { WorkflowHandle } from '@temporalio/client';
import { eventually } from './eventually';
import { past, registration } from './given';
import type { OwnRecord } from './own-record';
import { ownRecord } from './own-record';
import type { Rig } from './rig';
import { commandsFrom, createRig } from './rig';

/** What the tests of faults share: a record of their own, cases in both worlds, and what became of their limits. */
export interface FaultRig extends Rig {
  own: OwnRecord;
  /** A simulated case under investigation since 2024-03-02, standing at `until`. */
  investigated(until: Instant): Promise<string>;
  /** A case of real life whose unit has to report by `dueAt`, which lies less than an hour ahead. */
  pressed(dueAt: Instant): Promise<string>;
  processOf(world: World, matterId: string, name: ProcessName): WorkflowHandle;
  /** Strikes of one clock: which threshold, at which legal instant. */
  strikes(matterId: string, clock: string): Promise<{ kind: string; at: Instant }[]>;
  /** Runs one of the scheduled sweeps now. Returns how many processes it had told. */
  sweep(workflowType: 'recordSweep' | 'processCensus'): Promise<number>;
  /** One statement as the owner of the schema. */
  asOwner(statement: string): Promise<void>;
  running(world: World, matterId: string, name: ProcessName): Promise<boolean>;
}

const HOUR_MS = 3_600_000;

export async function createFaultRig(): Promise<FaultRig> {
  const own = await ownRecord();
  const rig = await createRig(own);
  const { db } = rig.container;
  const processOf: FaultRig['processOf'] = (world, matterId, name) =>
    rig.engine.clientOf(world).workflow.getHandle(workflowIdOf(matterId, name));
  const must = async (matterId: string, command: CaseCommand): Promise<void> => {
    expect(await rig.give(matterId, command)).toMatchObject({ outcome: 'accepted' });
  };
  return {
    ...rig, own, processOf,
    async investigated(until) {
      const id = rig.newId();
      const start = [registration(), past('form-team', '2024-03-02', { by: 'county' })] as (CaseCommand & { at: Instant })[];
      await rig.play(id, commandsFrom(start), until);
      return id;
    },
    async pressed(dueAt) {
      const id = rig.newId();
      const informedAt = dueAt - HOUR_MS;
      await must(id, { ...registration({ occurredAt: informedAt - 60_000 }), at: informedAt } as CaseCommand);
      await must(id, { do: 'inform-unit-head', at: informedAt });
      return id;
    },
    async strikes(matterId, clock) {
      const rows = await db.sql<{ event: Extract<CaseEvent, { type: 'clock-struck' }> }[]>`
        SELECT data AS event FROM event WHERE matter_id = ${matterId} AND type = 'clock-struck' ORDER BY seq`;
      return rows.filter(({ event }) => event.clock === clock).map(({ event: { threshold, at } }) => ({ kind: threshold.kind, at }));
    },
    sweep: (workflowType) => rig.engine.clientOf('live').workflow.execute<() => Promise<number>>(
      workflowType, { workflowId: `${workflowType}-${rig.newId()}`, taskQueue: own.taskQueue, args: [] }),
    running: async (world, matterId, name) =>
      processOf(world, matterId, name).describe().then(({ status }) => status.name === 'RUNNING', () => false),
    async asOwner(statement) {
      const sql = postgres(own.services.ownerUrl ?? '', { max: 1, onnotice: () => undefined });
      await sql.unsafe(statement).finally(() => sql.end());
    },
    async close() {
      try {
        await rig.close();
      } finally {
        await own.drop();
      }
    },
  };
}

/** Waits for the strikes of a clock to be so many. */
export const struck = (rig: FaultRig, matterId: string, clock: string, count: number, seconds?: number) =>
  eventually(`${count} strikes of ${clock}`, () => rig.strikes(matterId, clock), (strikes) => strikes.length >= count, seconds);
