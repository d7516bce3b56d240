import type { Clock } from '../../time/clock';
import type { Instant } from '../../time/instant';
import type { CaseEvent } from './events';
import type { CaseState } from './state';
import type { Strike } from './strikes';
import { passedStrikes } from './strikes';

/** 建议值. How long an office has to enter what meets a limit that was over when the record first heard of it. */
export const GRACE_MS = 15 * 60_000;

const isKnown = ({ clock, threshold }: Strike, before: ReadonlyMap<string, Clock>): boolean =>
  before.get(clock.code)?.thresholds.some(({ kind, at }) => kind === threshold.kind && at === threshold.at) ?? false;

/** Of what a recorded case brings with it: for each limit that is still open how far it has come, and nothing else. */
function newestOfOpen(strikes: readonly Strike[]): Strike[] {
  const newest = new Map<string, Strike>();
  for (const strike of strikes) {
    const { clock, threshold: { kind } } = strike;
    if (clock.metAt === null && clock.metBy !== null && (kind === 'due' || kind === 'escalation')) newest.set(clock.code, strike);
  }
  return [...newest.values()];
}

/** A reminder that waited past the end of its limit would come too late to help. */
const endsWithin = ({ dueAt }: Clock, now: Instant, until: Instant): boolean => dueAt !== null && dueAt >= now && dueAt <= until;

/**
 * Thresholds that the command just decided brought into the record when they were past already: they came into being, or
 * moved there. Nobody could have acted on them, so nobody is told before the grace ends. What an import brings is silent,
 * but for limits still open.
 * @param before clocks before the command, as of the same instant
 */
export function heldEvents(
  before: readonly Clock[], after: readonly Clock[], state: CaseState, { now, graceMs = GRACE_MS, imported }: { now: Instant; graceMs?: number; imported: boolean },
): CaseEvent[] {
  if (state.closedAt !== null) return [];
  const passed = passedStrikes(after, state, now);
  if (passed.length === 0) return [];
  const known = new Map(before.map((clock) => [clock.code, clock]));
  const late = passed.filter((strike) => !isKnown(strike, known));
  const told = imported ? newestOfOpen(late) : late;
  const silent = late.filter((strike) => !told.includes(strike));
  const until = now + graceMs;
  const clocks = [...new Set(told.map(({ clock }) => clock))].filter((clock) => !endsWithin(clock, now, until));
  return [
    ...(silent.length ? [{
      type: 'thresholds-passed-over' as const, at: now,
      thresholds: silent.map(({ clock, threshold: { kind, index, at } }) => ({ clock: clock.code, kind, index, at })),
    }] : []),
    ...clocks.map(({ code, title, triggeredAt }) => ({ type: 'clock-held' as const, at: now, clock: code, title, triggeredAt, until })),
  ];
}
