import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '../../domain/time/instant';
import type { Database } from '../../prisma/repositories/database';
import { engineHealth, type EngineHealth } from '../../prisma/repositories/engine-status';
import { shortDateTime } from '../../templates/format';

/** Above every page while reminders are held: people go on working, and know what does not happen meanwhile. */
export interface EngineNotice {
  text: string;
  detail: string;
  /** Shown in the place of the other one on a page that stayed open. */
  isBack: boolean;
  /** Whether the page asks by itself how it goes on. */
  asks: boolean;
}

const FRESH_MS = 2_000;
/** A page waits no longer for this than anybody notices. */
const PATIENCE_MS = 150;

/**
 * How the engine is, asked for at most every two seconds however many pages there are, and only when a page is made. Null
 * where nobody can say; it never fails.
 */
export function rememberHealth(db: Database, now: () => Instant): () => Promise<EngineHealth | null> {
  let known: EngineHealth | null = null;
  let askedAt = -Infinity;
  let asking: Promise<void> | null = null;
  const ask = async (at: Instant): Promise<void> => {
    known = await engineHealth(db, at).catch(() => null);
    asking = null;
  };
  return async () => {
    if (asking === null && now() - askedAt >= FRESH_MS) {
      askedAt = now();
      asking = ask(askedAt);
    }
    if (asking !== null) await Promise.race([asking, delay(PATIENCE_MS, undefined, { ref: false })]);
    return known;
  };
}

/** Null where there is nothing to say. */
export function engineNotice(health: EngineHealth | null, now: Instant): EngineNotice | null {
  if (health === null || health.ready) return null;
  const since = health.since === null ? '' : `（自${shortDateTime(health.since, now)}起）`;
  return { text: `流程引擎未就绪：办理照常，到期提醒暂停${since}；恢复后按法定时刻补发。`, detail: health.detail, isBack: false, asks: true };
}

/** What an open page hears when it asks again. */
export const noticeAgain = (health: EngineHealth, now: Instant): EngineNotice =>
  engineNotice(health, now) ?? { text: '流程引擎已就绪：到期的提醒正按法定时刻补发。', detail: '', isBack: true, asks: false };
