import type { ProcessName } from '../domain/kernel/process';
import type { ProcessSnapshot } from '../domain/kernel/snapshot';
import type { Instant } from '../domain/time/instant';
import type { Database } from '../prisma/repositories/database';
import { snapshotOf } from '../prisma/repositories/outbox';
import type { ExecuteCommand } from './execute-command';
import { systemActor } from './execute-command';

export interface Strike {
  matterId: string;
  process: ProcessName;
  /** Record time by the clock of the process. */
  now: Instant;
  /** Version that the process knew, and the wake-up it strikes: they name the command, so that a repetition strikes nothing twice. */
  version: number;
  wakeAt: Instant;
}

/** Clocks of this process that are due do what they have to do: a command from the system, decided like any other. */
export const createStrikeClocks = ({ db, executeCommand }: { db: Database; executeCommand: ExecuteCommand }) =>
  async ({ matterId, process, now, version, wakeAt }: Strike): Promise<ProcessSnapshot> => {
    await executeCommand({
      matterId, commandId: `strike:${process}:${version}:${wakeAt}`, actor: systemActor(process), now, striker: process,
      command: { do: 'strike', process },
    });
    const snapshot = await snapshotOf(db, matterId, process);
    if (!snapshot) throw new Error(`no process ${process} of ${matterId} in the record`);
    return snapshot;
  };
