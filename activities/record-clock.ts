import type { Instant } from '../domain/time/instant';

/** The database's clock as a program knows it from answers: never ahead of it, since an answer takes its time. */
export interface RecordClock {
  /** Null before the first answer. */
  now(): Instant | null;
  heard(databaseNow: Instant): void;
}

/** Answers that come late say little; after so many of them the clocks themselves may have moved apart. */
const FORGETTING = 1 / 64;
/** Nobody's answer takes so long: the database's clock was set back. */
const SET_BACK_MS = 1_000;

export function createRecordClock(wallNow: () => Instant = Date.now): RecordClock {
  let aheadMs: number | null = null;
  return {
    now: () => (aheadMs === null ? null : wallNow() + aheadMs),
    heard(databaseNow) {
      const heardMs = databaseNow - wallNow();
      const behindMs = aheadMs === null ? Infinity : aheadMs - heardMs;
      aheadMs = behindMs > SET_BACK_MS ? heardMs : heardMs + behindMs * (behindMs > 0 ? 1 - FORGETTING : 0);
    },
  };
}
