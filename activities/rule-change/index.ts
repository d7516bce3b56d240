import { Context } from '@temporalio/activity';
import type { ChangeState } from '../../domain/rule-change/change';
import { CHANGE_PROCESS } from '../../domain/rule-change/change';
import { findChange, stateOf } from '../../prisma/repositories/rule-changes';
import type { DecidingDeps } from '../execute-command';
import { applyBatches, catchUp } from './apply-change';
import { changeLaw } from './change-law';
import { createComputeImpact } from './compute-impact';
import { createExecuteChange } from './execute-change';

export interface ChangeWork {
  changeId: string;
  /** Of the command that records the end of the work. */
  commandId: string;
}

/** Heartbeats tell the server that somebody is at it; a cancelled or stopping worker puts the work down between batches. */
function pulse(done: number): void {
  const context = Context.current();
  context.heartbeat(done);
  context.cancellationSignal.throwIfAborted();
}

export function createRuleChangeActivities(deps: DecidingDeps) {
  const executeChange = createExecuteChange(deps);
  const computeImpact = createComputeImpact(deps);

  return {
    computeImpact: (work: ChangeWork): Promise<ChangeState> => computeImpact(work, Date.now(), pulse),

    /** Goes on where the items say that it stands; ends when no open matter is left under the old text. */
    async applyChange({ changeId, commandId }: ChangeWork): Promise<ChangeState> {
      const change = await findChange(deps.db, changeId);
      if (!change) throw new Error(`no rule change ${changeId} in the record`);
      const law = await changeLaw(deps.db.sql, deps, change);
      for (;;) {
        const { left, done: before } = await catchUp(deps, change, law);
        if (left === 0) {
          const actor = { kind: 'system', process: CHANGE_PROCESS } as const;
          await executeChange({ changeId, commandId, actor, command: { do: 'finish', matters: before } });
          return stateOf(deps.db, changeId);
        }
        let done = before;
        await applyBatches(deps, change, law, (batch) => {
          done += batch;
          pulse(done);
        });
        // Another worker holds the rest: it may be dying, then its rows come free.
        await Context.current().sleep(200);
      }
    },
  };
}
