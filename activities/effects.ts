import { activityInfo } from '@temporalio/activity';
import type { ProcessName } from '../domain/kernel/process';
import type { Instant } from '../domain/time/instant';
import type { Database } from '../prisma/repositories/database';
import type { StoredEffect } from '../prisma/repositories/effects';
import { deliverNotices, isProcessOpen, markEffectDone, pendingEffect, stalledProcesses } from '../prisma/repositories/effects';
import { createReadSnapshot } from './clocks';
import type { ExecuteDeps } from './execute-command';
import type { ProcessControl } from './process-control';

/** Names an effect, and the record clock of the process that carries it out with its distance from workflow time. */
export interface EffectInput {
  effectId: string;
  now: Instant;
  shiftMs: number;
}

export interface PaperRequest {
  matterId: string;
  paper: string;
  /** Version of the matter at which the paper was called for: makes its id. */
  version: number;
  now: Instant;
}

export interface EffectDeps extends ExecuteDeps {
  processes: ProcessControl;
  /** Told of trouble that is passed over for now. */
  onTrouble(message: string, error: unknown): void;
  /** Renders a paper and keeps it; idempotent by matter, paper and version. */
  makePaper(request: PaperRequest): Promise<void>;
}

type Clocked = Pick<EffectInput, 'now' | 'shiftMs'>;
type Work = (effect: StoredEffect, input: EffectInput) => Promise<void>;

/** An effect runs at least once: looked up, carried out, marked. One that was marked before is left alone. */
const once = (db: Database, work: Work) => async (input: EffectInput): Promise<void> => {
  const effect = await pendingEffect(db, input.effectId);
  if (!effect) return;
  await work(effect, input);
  await markEffectDone(db, input.effectId, new Date(input.now));
};

/**
 * Real life has no shift, and never gets one. A played matter lies elsewhere in time: its new process starts at wall time,
 * so the shift that makes its clock agree with its siblings is the distance from here.
 */
const shiftOfNewProcess = ({ now, shiftMs }: Clocked): number => (shiftMs === 0 ? 0 : now - Date.now() || 1);

export function createEffectActivities(deps: EffectDeps) {
  const { db, processes, onTrouble } = deps;
  const readSnapshot = createReadSnapshot(deps);

  const startIn = async (namespace: string, matterId: string, process: ProcessName, input: Clocked): Promise<void> => {
    const shiftMs = shiftOfNewProcess(input);
    const snapshot = await readSnapshot({ matterId, process, now: input.now, namespace, shiftMs });
    if (snapshot.open || snapshot.effects.length) await processes.start(namespace, matterId, process, { shiftMs, snapshot });
  };
  const start = (matterId: string, process: ProcessName, input: Clocked) =>
    startIn(activityInfo().namespace, matterId, process, input);

  return {
    notify: once(db, ({ payload }, { now }) => deliverNotices(db, payload.noticeIds as string[], new Date(now))),
    startProcess: once(db, ({ matterId, payload }, input) => start(matterId, payload.process as ProcessName, input)),
    wakeProcesses: once(db, async ({ matterId, payload }, input) => {
      for (const process of payload.processes as ProcessName[]) {
        const awake = await processes.wake(activityInfo().namespace, matterId, process);
        if (!awake && await isProcessOpen(db, matterId, process)) await start(matterId, process, input);
      }
    }),
    renderDocument: once(db, ({ matterId, payload }, { now }) =>
      deps.makePaper({ matterId, paper: payload.paper as string, version: payload.version as number, now })),

    /**
     * Effects of a transaction that committed while its worker died are known to the record alone: their process is
     * woken and finds them, or started again when it is gone. Returns how many processes were woken.
     */
    async wakeStalled(seconds: number): Promise<number> {
      const stalled = await stalledProcesses(db, seconds);
      let woken = 0;
      for (const { matterId, process, namespace, shiftMs } of stalled) {
        try {
          const awake = await processes.wake(namespace, matterId, process);
          if (!awake) await startIn(namespace, matterId, process, { now: Date.now() + shiftMs, shiftMs });
          woken += 1;
        } catch (error) {
          // One matter that cannot be woken must not keep the others asleep; the next sweep tries it again.
          onTrouble(`process ${process} of ${matterId} cannot be woken`, error);
        }
      }
      return woken;
    },
  };
}
