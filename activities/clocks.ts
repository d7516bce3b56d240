import { viewOf } from '../domain/accident-case/carry-out';
import type { ProcessName } from '../domain/kernel/process';
import type { ExecuteResult, ProcessSnapshot } from '../domain/kernel/snapshot';
import { unregistered } from '../domain/kernel/snapshot';
import type { Instant } from '../domain/time/instant';
import { lockMatter } from '../prisma/repositories/matter-record';
import { inTransaction } from '../prisma/repositories/transaction';
import type { ExecuteDeps } from './execute-command';
import { createExecuteCommand, snapshotOf } from './execute-command';
import { lawOfPins } from './law';

/** Which process asks, and what its record clock shows. */
export interface ProcessAddress {
  matterId: string;
  process: ProcessName;
  now: Instant;
  namespace: string;
  shiftMs: number;
}

/** Clocks of this process that are due do what they have to do: a command from the system, decided like any other. */
export const createStrikeClocks = (deps: ExecuteDeps) => {
  const executeCommand = createExecuteCommand(deps);
  return ({ commandId, ...where }: ProcessAddress & { commandId: string }): Promise<ExecuteResult> => executeCommand({
    ...where, commandId, actor: { kind: 'system', process: where.process }, command: { do: 'strike', process: where.process },
  });
};

/** The record as this process has to see it now, with effects that were committed and never carried out. */
export const createReadSnapshot = (deps: ExecuteDeps) =>
  ({ matterId, process, now }: ProcessAddress): Promise<ProcessSnapshot> => inTransaction(deps.db, async (tx) => {
    const loaded = await lockMatter(tx, matterId, '', process);
    if (!loaded) return unregistered;
    const { rules, triggers, calendar } = await lawOfPins(tx, deps.rules, loaded);
    const ctx = { matterId, now, rules, triggers, calendar };
    return snapshotOf(viewOf(loaded.state, ctx, loaded.ball), process, loaded.version, loaded.effects);
  });
