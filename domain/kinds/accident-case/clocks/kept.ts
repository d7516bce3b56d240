import { madeOnce } from '../../../base/once';
import { sameBody } from '../bodies';
import type { Accident } from '../facts';
import { type DerivedLimit, type LimitInput, deriveLimit, lasts } from './limit';
import type { Start } from './matching';

/** Limits as they were last derived. Most commands touch one or two of them; the others are the same object again. */

interface Kept {
  input: LimitInput;
  limit: DerivedLimit;
}

/**
 * By code, for one accident: every state of a case shares its accident, so what one command derived serves the next, and
 * goes when the case does. There are never more than the case has had limits.
 */
const keptOf = madeOnce((_: Accident) => new Map<string, Kept>());

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]));

const sameStart = (a: Start, b: Start): boolean =>
  a.at === b.at && a.day === b.day && a.act === b.act && a.index === b.index && a.lapsed === b.lapsed;

const holds = ({ input: was, limit }: Kept, input: LimitInput): boolean =>
  was.row === input.row && was.variant === input.variant && was.ladder === input.ladder && was.calendar === input.calendar
  && was.byLaw === input.byLaw && was.spreadKey === input.spreadKey && sameBody(was.owner, input.owner) && sameStart(was.start, input.start)
  && sameItems(was.acts, input.acts) && lasts(was.asOf, limit.until, input.asOf);

/** The limit, derived anew only where something that it follows from is another than last time. */
export function limitOf(accident: Accident, input: LimitInput): DerivedLimit {
  if (input.datesOnly) return deriveLimit(input);
  const kept = keptOf(accident);
  const known = kept.get(input.code);
  if (known && holds(known, input)) return known.limit;
  const limit = deriveLimit(input);
  kept.set(input.code, { input, limit });
  return limit;
}
