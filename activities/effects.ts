import type { Instant } from '../domain/time/instant';
import { raiseAlarm } from '../prisma/repositories/alarms';
import type { Database } from '../prisma/repositories/database';
import { beginEffect, giveUpEffect, markEffectDone } from '../prisma/repositories/effects';

/** Names an effect, and the record clock of the process that carries it out. */
export interface EffectInput {
  effectId: string;
  now: Instant;
}

export interface PaperRequest {
  matterId: string;
  paper: string;
  /** Version of the matter at which the paper was called for: makes its id. */
  version: number;
  now: Instant;
}

/** Renders a paper and keeps it; idempotent by matter, paper and version. */
export type MakePaper = (request: PaperRequest) => Promise<void>;

/** Data that does not fit is no better the second time. */
const FINAL = new Set(['DocumentFault', 'ZodError']);
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createEffectActivities({ db, makePaper }: { db: Database; makePaper: MakePaper }) {
  /** The work waits for an operator, with the reason; the process goes on. */
  async function giveUp({ effectId, reason }: { effectId: string; reason: string }): Promise<void> {
    const given = await giveUpEffect(db, effectId, reason);
    if (given) await raiseAlarm(db, { matterId: given.matterId, process: given.process, kind: 'effect', subject: effectId, reason });
  }

  return {
    giveUp,

    /**
     * An effect runs at least once: looked up, carried out, marked. One that was marked before is left alone. What went
     * wrong stands in the record; the history learns only its kind, since a message may quote the paper.
     */
    async renderDocument({ effectId, now }: EffectInput): Promise<void> {
      const effect = await beginEffect(db, effectId);
      if (!effect) return;
      const { paper, version } = effect.payload as { paper: string; version: number };
      try {
        await makePaper({ matterId: effect.matterId, paper, version, now });
      } catch (error) {
        if (FINAL.has(nameOf(error))) return giveUp({ effectId, reason: messageOf(error) });
        throw new Error(`a paper could not be made: ${nameOf(error)}`);
      }
      return markEffectDone(db, effectId);
    },
  };
}
