import { condition, log, makeContinueAsNewFunc, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ActOf } from '../../domain/kinds/accident-case/acts';
import type { Stage } from '../../domain/kinds/accident-case/stages';
import { STRIKE_GRACE_MS } from '../../domain/kinds/accident-case/strikes';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import { longQueueOf } from '../../domain/kernel/queues';
import type { EffectRef, ProcessSnapshot } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import { effectActivities, giveUp, strikeClocks } from './activities';
import { createShow, timerSummary } from './describe';
import type { ProcessInput } from './messages';
import { acted, snapshotQuery, trailQuery } from './messages';

/** What a stage waits for, as its file says it: acts of people that are this process's own, and the limit that presses them. */
export interface StageWait<P extends ProcessName> {
  acts: readonly ActOf<P>[];
  /** Code of the clock. */
  pressedBy?: string;
}

export interface OpenProcess<P extends ProcessName> {
  /** Waits until the stage lies behind the case, or the record says that this process is over. */
  stage(stage: Stage, waits: StageWait<P>): Promise<void>;
  /** Waits until the record says that this process is over and all its work is carried out. */
  finish(): Promise<void>;
}

const SHORTEST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * The runtime under every process. Call it before the first `await` of the workflow: it registers the handlers.
 * 1. It adopts what it is told if that is newer than what it knows; people's acts never wait for it.
 * 2. Between two acts it sleeps until its next wake-up on a condition, so that no timer outlives its use.
 * 3. A clock that strikes is one local activity. One that cannot strike pauses, longer each time, and says so.
 * 4. Work runs beside the loop with bounded tries: a slow paper never holds up a deadline, a hopeless one goes to a person.
 * 5. Nothing here knows a rule of law.
 */
export function openProcess<P extends ProcessName>(name: P, input: ProcessInput): OpenProcess<P> {
  const { matterId, shiftMs, region } = input;
  const { workflowType, taskQueue } = workflowInfo();
  const effects = effectActivities(longQueueOf(taskQueue));
  const running = new Set<string>();
  const trail = [...input.trail ?? []];
  const show = createShow();
  let snapshot: ProcessSnapshot = input.snapshot;
  let stage = trail.at(-1)?.stage ?? '';
  let passed = 0;
  /** Counts whatever the loop has to look at again. */
  let revision = 0;
  let pause: { ms: number; until: Instant } = { ms: 0, until: 0 };

  const now = () => Date.now() + shiftMs;
  const adopt = (next: ProcessSnapshot) => {
    if (next.version < snapshot.version) return;
    snapshot = next;
    revision += 1;
  };

  setHandler(acted, (next) => {
    adopt(next);
    // Whoever tells it may have mended what kept a clock from striking: it is tried at once, and the next pause is as long.
    pause = { ...pause, until: 0 };
  });
  setHandler(snapshotQuery, () => snapshot);
  setHandler(trailQuery, () => trail);

  const strike = async (wakeAt: Instant) => {
    try {
      const next = await strikeClocks({ matterId, process: name, now: now(), version: snapshot.version, wakeAt });
      pause = { ms: 0, until: 0 };
      adopt(next);
    } catch (error) {
      log.error('clocks cannot strike; they are tried again later', { matterId, error });
      const ms = Math.min(Math.max(pause.ms * 2, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
      pause = { ms, until: now() + ms };
    }
  };

  const carryOut = async (effect: EffectRef): Promise<void> => {
    try {
      await effects[effect.kind]({ effectId: effect.id, now: now() });
    } catch (error) {
      log.error('work is left to a person', { effect: effect.id, error });
      await giveUp({ effectId: effect.id, reason: rootMessage(error) });
    }
    running.delete(effect.id);
    snapshot = { ...snapshot, effects: snapshot.effects.filter(({ id }) => id !== effect.id) };
    revision += 1;
  };
  const launchEffects = () => {
    for (const effect of snapshot.effects.filter(({ id }) => !running.has(id))) {
      running.add(effect.id);
      void carryOut(effect);
    }
  };

  /** Everything it knows goes along; what arrives meanwhile makes the server refuse and the turn is taken again. */
  const continueAsNew = () =>
    makeContinueAsNewFunc<(next: ProcessInput) => Promise<void>>({ workflowType })({ matterId, shiftMs, region, snapshot, trail });

  /** One look at what there is to do, then sleep until something changes or the next clock is due. */
  const turn = async (): Promise<void> => {
    launchEffects();
    show({ stage, snapshot, shiftMs });
    if (workflowInfo().continueAsNewSuggested && running.size === 0) return continueAsNew();
    const seen = revision;
    const changed = () => revision !== seen;
    const wakeAt = snapshot.nextWakeAt;
    if (wakeAt === null) return condition(changed);
    const waitMs = Math.max(wakeAt + STRIKE_GRACE_MS, pause.until) - now();
    if (waitMs > 0 && await condition(changed, waitMs, { summary: timerSummary(wakeAt) })) return undefined;
    return changed() ? undefined : strike(wakeAt);
  };

  return {
    async stage(next) {
      if (!snapshot.open) return;
      stage = next;
      // A run that continues another comes through its stages once more; they stand in the trail already.
      if (trail.length === passed) trail.push({ stage: next, enteredAt: now() });
      passed += 1;
      while (snapshot.open && !snapshot.reached.includes(next)) await turn();
    },
    async finish() {
      // Opened again while the last work is done, it goes on: whether it is over is looked at after every wait.
      for (;;) {
        while (snapshot.open) await turn();
        launchEffects();
        if (running.size === 0) return;
        const seen = revision;
        await condition(() => revision !== seen);
      }
    },
  };
}

function rootMessage(error: unknown): string {
  const { cause, message } = error as { cause?: unknown; message?: string };
  return cause === undefined ? message ?? String(error) : rootMessage(cause);
}
