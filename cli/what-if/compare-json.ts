import type { Clock } from '../../domain/time/clock';
import { isoDuration } from '../../domain/time/duration';
import { formatInstant, type Instant } from '../../domain/time/instant';
import type { ComparedClock } from '../../domain/what-if/compare';
import type { WhatIf } from '../../domain/what-if/what-if';

const instantOrNull = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

const standing = (clock: Clock | null) => clock && {
  triggeredAt: formatInstant(clock.triggeredAt), opensOn: clock.opensOn, dueDate: clock.dueDate, dueAt: instantOrNull(clock.dueAt),
  state: clock.state, metAt: instantOrNull(clock.metAt), lateBy: clock.lateByMs === null ? null : isoDuration(clock.lateByMs),
  provisional: clock.provisional,
};

const clockJson = ({ code, title, change, before, after, days, why }: ComparedClock) =>
  ({ code, title, change, days, before: standing(before), after: standing(after), why });

/** The object of `ancha deadlines --compare --json`: what was changed, and every clock before and after. */
export function compareJson({ comparison, applied, before, after }: Extract<WhatIf, { ok: true }>, calendars: readonly string[], asOf: Instant) {
  const { grade, reportTerminus, investigator, clocks, warnings } = comparison;
  return {
    id: before.file.id, asOf: formatInstant(asOf),
    changes: applied.map(({ path, from, to }) => ({ path, from: from ?? null, to: to ?? null })), calendars,
    packs: { before: before.packs, after: after.packs }, grade, reportTerminus, investigator, clocks: clocks.map(clockJson), warnings,
  };
}
