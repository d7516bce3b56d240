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

export function createEffectActivities({ db, makePaper }: { db: Database; makePaper: MakePaper }) {
  return {
    /** An effect runs at least once: looked up, carried out, marked. One that was marked before is left alone. */
    async renderDocument({ effectId, now }: EffectInput): Promise<void> {
      const effect = await beginEffect(db, effectId);
      if (!effect) return;
      const { paper, version } = effect.payload as { paper: string; version: number };
      await makePaper({ matterId: effect.matterId, paper, version, now });
      await markEffectDone(db, effectId);
    },

    /** After its last try the work waits for an operator, with the reason; the process goes on. */
    async giveUp({ effectId, reason }: { effectId: string; reason: string }): Promise<void> {
      const given = await giveUpEffect(db, effectId, reason);
      if (given) await raiseAlarm(db, { matterId: given.matterId, process: given.process, kind: 'effect', subject: effectId, reason });
    },

    /** Says that a clock could not strike; the process tries it again, ever more rarely. */
    raiseStrikeAlarm: ({ matterId, process, reason }: { matterId: string; process: string; reason: string }): Promise<void> =>
      raiseAlarm(db, { matterId, process, kind: 'strike', subject: process, reason }),
  };
}
