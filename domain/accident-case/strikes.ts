import type { Clock, Threshold } from '../time/clock';
import type { Instant } from '../time/instant';
import { keysIn, thresholdKey } from './state';

/** A clock that is due counts from here on as late: an act at the very last instant is still in time. */
export const STRIKE_GRACE_MS = 1_000;

export interface Strike {
  clock: Clock;
  threshold: Threshold;
}

/** A window closes or opens by itself; everything else waits for an act and falls silent once it is done. */
function isSilent(clock: Clock, threshold: Threshold): boolean {
  if (clock.state === 'paused' || clock.state === 'void') return true;
  if (clock.metAt === null) return false;
  return clock.metBy !== null || clock.metAt < threshold.at;
}

/** A reminder that could not go out before its limit ended is dropped: the escalation says more. */
const isStale = (clock: Clock, threshold: Threshold, now: Instant): boolean =>
  threshold.kind === 'reminder' && clock.dueAt !== null && clock.dueAt <= now;

function openStrikes(clocks: readonly Clock[], struck: ReadonlySet<string>, now: Instant): Strike[] {
  return clocks.flatMap((clock) => clock.thresholds
    .filter((t) => !isSilent(clock, t) && !isStale(clock, t, now) && !struck.has(thresholdKey(clock.code, t)))
    .map((threshold) => ({ clock, threshold })));
}

/** Thresholds that have passed and were not struck yet, oldest first; computed afresh each time, so none is ever lost. */
export function dueStrikes(clocks: readonly Clock[], struck: readonly string[], now: Instant): Strike[] {
  return openStrikes(clocks, keysIn(struck), now)
    .filter((s) => s.threshold.at < now)
    .sort((a, b) => a.threshold.at - b.threshold.at || a.clock.code.localeCompare(b.clock.code, 'en'));
}

/** The next instant at which one of these clocks does something, or null. */
export function nextStrikeAt(clocks: readonly Clock[], struck: readonly string[], now: Instant): Instant | null {
  const instants = openStrikes(clocks, keysIn(struck), now).map((s) => s.threshold.at);
  return instants.length ? Math.min(...instants) : null;
}
