import type { Clock, Threshold } from '../../time/clock';
import type { Instant } from '../../time/instant';
import type { CaseState } from './state';
import { keysIn, thresholdKey } from './state';

/** A clock that is due counts from here on as late: an act at the very last instant is still in time. */
export const STRIKE_GRACE_MS = 1_000;

/** 建议值. An engine that strikes later than this was held up, and says so. */
export const PUNCTUAL_MS = 5 * 60_000;

/** What the folded case knows of its thresholds. */
export type StrikeMarks = Pick<CaseState, 'struck' | 'passedOver' | 'held'>;

export interface Strike {
  clock: Clock;
  threshold: Threshold;
  /** When it can strike: at its legal instant, or when the grace of a clock ends that came into the record late. */
  from: Instant;
}

/** It stands still, or waited for an act that is done. */
const isAsleep = ({ state, metAt, metBy }: Clock): boolean => state === 'paused' || state === 'void' || (metAt !== null && metBy !== null);

/** A window that closed or opened by itself has nothing more to say. */
const isSilent = ({ metAt }: Clock, threshold: Threshold): boolean => metAt !== null && metAt < threshold.at;

/** A reminder that could not go out before its limit ended, or before the next one, is dropped: that one says more. */
const isStale = (clock: Clock, { kind, at }: Threshold, now: Instant): boolean => kind === 'reminder'
  && ((clock.dueAt !== null && clock.dueAt <= now) || clock.thresholds.some((t) => t.kind === kind && t.at > at && t.at < now));

const NONE: readonly string[] = [];

/** What has not struck yet of the thresholds before `end`. */
function openStrikes(clocks: readonly Clock[], marks: StrikeMarks, now: Instant, end = Infinity): Strike[] {
  const [struck, passedOver] = [keysIn(marks.struck), keysIn(marks.passedOver ?? NONE)];
  const held = new Map(marks.held?.map((row) => [row.clock, row]));
  return clocks.filter((clock) => !isAsleep(clock)).flatMap((clock) => {
    const hold = held.get(clock.code);
    const until = hold?.triggeredAt === clock.triggeredAt ? hold.until : -Infinity;
    return clock.thresholds
      .filter((t) => t.at < end && !isSilent(clock, t) && !isStale(clock, t, now))
      .filter((t) => !struck.has(thresholdKey(clock.code, t)) && !passedOver.has(thresholdKey(clock.code, t)))
      .map((threshold) => ({ clock, threshold, from: Math.max(threshold.at, until) }));
  });
}

/** Thresholds that lie before `now` and were not struck, whether or not they are held, oldest first. */
export const passedStrikes = (clocks: readonly Clock[], marks: StrikeMarks, now: Instant): Strike[] =>
  openStrikes(clocks, marks, now, now).sort((a, b) => a.threshold.at - b.threshold.at || a.clock.code.localeCompare(b.clock.code, 'en'));

/** Thresholds that have passed and were not struck yet, oldest first; computed afresh each time, so none is ever lost. */
export const dueStrikes = (clocks: readonly Clock[], marks: StrikeMarks, now: Instant): Strike[] =>
  passedStrikes(clocks, marks, now).filter(({ from }) => from < now);

/** The next instant at which one of these clocks does something, or null. */
export function nextStrikeAt(clocks: readonly Clock[], marks: StrikeMarks, now: Instant): Instant | null {
  const instants = openStrikes(clocks, marks, now).map(({ from }) => from);
  return instants.length ? Math.min(...instants) : null;
}
