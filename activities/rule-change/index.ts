import { Context } from '@temporalio/activity';
import type { ChangeState } from '../../domain/rule-change/change';
import { findChange, stateOf } from '../../prisma/repositories/rule-changes';
import type { EffectDeps } from '../effects';
import { createReadSnapshot } from '../clocks';
import { applyBatches, catchUp } from './apply-change';
import { changeLaw } from './change-law';
import { createComputeImpact } from './compute-impact';
import { createExecuteChange } from './execute-change';
import type { WakeOrStart, Woken } from './wake';
import { wakeMoved } from './wake';

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

export function createRuleChangeActivities(deps: EffectDeps) {
  const { db, processes } = deps;
  const executeChange = createExecuteChange(deps);
  const computeImpact = createComputeImpact(deps);
  const readSnapshot = createReadSnapshot(deps);

  const wakeOrStart: WakeOrStart = async ({ matterId, namespace, shiftMs }, process, isNew) => {
    if (!isNew && await processes.wake(namespace, matterId, process)) return;
    const snapshot = await readSnapshot({ matterId, process, now: Date.now() + shiftMs, namespace, shiftMs });
    if (snapshot.open) await processes.start(namespace, matterId, process, { shiftMs, snapshot });
  };

  return {
    executeChange,
    computeImpact: (work: ChangeWork): Promise<ChangeState> => computeImpact(work, Date.now(), pulse),

    /**
     * Goes on where the items say that it stands; ends when no open matter is left under the old text. The change is
     * applied with the last matter; processes that sleep too long are woken after that, so that they hold up no matter.
     */
    async applyChange({ changeId, commandId }: ChangeWork): Promise<ChangeState> {
      const change = await findChange(db, changeId);
      if (!change) throw new Error(`no rule change ${changeId} in the record`);
      const law = await changeLaw(db.client, deps, change);
      const woken: Woken[] = [];
      for (;;) {
        const { left, done: before } = await catchUp(deps, change, law);
        if (left === 0) {
          const actor = { kind: 'system', process: 'ruleChange' } as const;
          await executeChange({ changeId, commandId, now: Date.now(), actor, command: { do: 'finish', matters: before } });
          await wakeMoved(db, woken, wakeOrStart, () => pulse(before));
          return stateOf(db, changeId);
        }
        let done = before;
        await applyBatches(deps, change, law, (batch) => {
          woken.push(...batch.woken);
          done += batch.done;
          pulse(done);
        });
        // Another worker holds the rest: it may be dying, then its rows come free.
        await Context.current().sleep(200);
      }
    },
  };
}
