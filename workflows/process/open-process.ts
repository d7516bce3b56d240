import {
  allHandlersFinished, condition, log, makeContinueAsNewFunc, setHandler, workflowInfo,
} from '@temporalio/workflow';
import type { Stage } from '../../domain/accident-case/stages';
import { STRIKE_GRACE_MS } from '../../domain/accident-case/strikes';
import type { CaseCommand } from '../../domain/accident-case/commands';
import type { ProcessName } from '../../domain/kernel/process';
import type { CommandEnvelope, CommandOutcome, EffectRef, ExecuteResult, ProcessSnapshot } from '../../domain/kernel/snapshot';
import { can } from '../../domain/kernel/snapshot';
import { effectActivities, executeCommand, readSnapshot, strikeClocks } from './activities';
import type { ProcessInput } from './messages';
import { executeUpdate, matterChanged, snapshotQuery } from './messages';
import { Mutex } from './mutex';
import { refused } from './refused';

export interface OpenProcess {
  /** Waits until the stage lies behind the case, or the record says that this process is over. */
  until(stage: Stage): Promise<void>;
  /** Waits until the record says that this process is over and all its effects are carried out. */
  finish(): Promise<void>;
}

/**
 * The runtime under every process. Call it before the first `await` of the workflow: it registers the handlers.
 * 1. Commands and strikes run one at a time under a lock; each is one local activity, whose snapshot is adopted.
 * 2. Between them the process sleeps until its next wake-up on a condition, so that no timer outlives its use.
 * 3. Effects run beside the loop: a slow paper never holds up a deadline.
 * 4. Nothing here knows a rule of law; what is due and who may act comes with the snapshot.
 */
export function openProcess(name: ProcessName, input: ProcessInput): OpenProcess {
  const { matterId, shiftMs } = input;
  const { namespace, workflowType } = workflowInfo();
  const lock = new Mutex();
  const running = new Set<string>();
  let snapshot: ProcessSnapshot = input.snapshot;
  let stale = false;
  /** Counts whatever the loop has to look at again. */
  let revision = 0;

  const now = () => Date.now() + shiftMs;
  const adopt = (next: ProcessSnapshot) => {
    snapshot = next;
    revision += 1;
  };
  const where = () => ({ matterId, process: name, now: now(), namespace, shiftMs });

  const execute = (envelope: CommandEnvelope<CaseCommand>): Promise<CommandOutcome> => lock.run(async () => {
    const { outcome, snapshot: next } = await executeCommand({ ...envelope, ...where() });
    const neverRegistered = next.version === 0 && outcome.outcome === 'refused';
    adopt(neverRegistered ? { ...next, open: false } : next);
    return outcome;
  });

  const strike = (wakeAt: number) => lock.run(async () => {
    const commandId = `strike:${name}:${snapshot.version}:${wakeAt}`;
    const result: ExecuteResult = await strikeClocks({ ...where(), commandId });
    if (result.snapshot.nextWakeAt === wakeAt) throw new Error(`clocks due at ${wakeAt} did not strike`);
    adopt(result.snapshot);
  });

  const refresh = () => lock.run(async () => {
    stale = false;
    adopt(await readSnapshot(where()));
  });

  const carryOut = async (effect: EffectRef): Promise<void> => {
    try {
      await effectActivities[effect.kind]({ effectId: effect.id, now: now(), shiftMs });
    } catch (error) {
      log.error('effect given up; the sweep will offer it again', { effect: effect.id, error });
    }
    running.delete(effect.id);
    adopt({ ...snapshot, effects: snapshot.effects.filter((e) => e.id !== effect.id) });
  };
  const launchEffects = () => {
    for (const effect of snapshot.effects.filter((e) => !running.has(e.id))) {
      running.add(effect.id);
      void carryOut(effect);
    }
  };

  setHandler(executeUpdate, async (envelope) => {
    const outcome = await execute(envelope);
    if (outcome.outcome === 'refused') throw refused(outcome.refusal);
    return outcome;
  }, {
    validator: (envelope) => {
      const refusal = can(snapshot, envelope.command.do);
      if (refusal) throw refused(refusal);
    },
  });
  setHandler(matterChanged, () => {
    stale = true;
    revision += 1;
  });
  setHandler(snapshotQuery, () => snapshot);

  const continueAsNew = async () => {
    await condition(allHandlersFinished);
    await makeContinueAsNewFunc<(next: ProcessInput) => Promise<void>>({ workflowType })({ matterId, shiftMs, snapshot });
  };

  /** One look at what there is to do, then sleep until something changes or the next clock is due. */
  const turn = async () => {
    launchEffects();
    if (stale) return refresh();
    if (workflowInfo().continueAsNewSuggested && running.size === 0) return continueAsNew();
    const wakeAt = snapshot.nextWakeAt;
    const seen = revision;
    const changed = () => revision !== seen;
    if (wakeAt === null) return condition(changed);
    const waitMs = wakeAt + STRIKE_GRACE_MS - now();
    if (waitMs > 0 && await condition(changed, waitMs)) return undefined;
    return changed() ? undefined : strike(wakeAt);
  };

  return {
    async until(stage) {
      while (snapshot.open && !snapshot.reached.includes(stage)) await turn();
    },
    async finish() {
      while (snapshot.open || stale) await turn();
      launchEffects();
      await condition(() => running.size === 0 && allHandlersFinished());
    },
  };
}
