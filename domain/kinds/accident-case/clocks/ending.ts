import type { ClockRow } from '../../../rule-pack/types';
import type { Clock, VoidReason } from '../../../time/clock';
import type { Instant } from '../../../time/instant';
import { dateOf } from '../../../time/instant';
import type { Act } from '../facts';
import { type Start, matches } from './matching';

/** Limits that end without being met, and what starts at such an end. */

/** Nobody acted while there was time. */
const hasLapsed = ({ state, voidReason }: Clock): boolean =>
  state === 'met-late' || (state === 'void' && voidReason === 'not-requested');

/** The end of a limit that nobody used; null while it runs, and where it was used or ended for another reason. */
export function startOfLapse(clock: Clock | undefined, acts: readonly Act[]): Start | null {
  if (!clock || clock.dueAt === null || !hasLapsed(clock)) return null;
  const { dueAt, dueDate, title } = clock;
  return { at: dueAt, day: dueDate ?? dateOf(dueAt), act: null, index: acts.findLastIndex((act) => act.at < dueAt), lapsed: title };
}

export interface Voiding {
  act: Act;
  reason: VoidReason;
}

/** Each act that makes the limit pointless, in the order of the acts. */
const voidings = ({ voidBy = [] }: ClockRow, acts: readonly Act[], party: string | null): (Voiding & { index: number })[] =>
  acts.flatMap((act, index) => voidBy.filter((ending) => matches(act, ending, party)).map(({ reason }) => ({ act, reason, index })));

/** True where a limit that starts at the end of another one has become pointless before it could start. */
export const isForestalled = (row: ClockRow, acts: readonly Act[], start: Start, party: string | null): boolean =>
  row.trigger.from === 'lapse' && voidings(row, acts, party).some(({ index }) => index <= start.index);

/** The act that ends the limit without meeting it: after its start, before it is met, and before a right has lapsed. */
export function voidingOf(
  row: ClockRow, acts: readonly Act[], start: Start, party: string | null, met: Act | undefined, dueAt: Instant | null,
): Voiding | null {
  const metAt = met ? acts.indexOf(met) : Infinity;
  return voidings(row, acts, party).find(({ act, index }) => index > start.index && index < metAt
    && !(row.ends === 'lapse' && dueAt !== null && act.at >= dueAt)) ?? null;
}
