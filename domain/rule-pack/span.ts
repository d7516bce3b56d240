import type { PlainDate } from '../time/instant';
import { addDays, chineseDate, maxDate } from '../time/plain-date';
import type { PackRow } from './types';
import type { RowHead, Span } from './row-head';

/** One of them holds for every case and the rhythm of reminders is no law: no day chooses between them. */
const UNDATED: readonly PackRow['kind'][] = ['grading', 'report-terminus', 'investigator', 'ladder'];

type Dated = Pick<RowHead, 'effective' | 'decides'> & { kind: PackRow['kind'] };

/** The days on which a row decides: those that the merge left it, else those on which its source is in force. */
export function spanOf({ kind, effective = {}, decides }: Dated): Span {
  if (UNDATED.includes(kind)) return {};
  const { from, to, retroactive } = effective;
  return decides ?? { from: retroactive === undefined ? from : undefined, to };
}

export const covers = ({ from, to }: Span, day: PlainDate): boolean =>
  (from === undefined || from <= day) && (to === undefined || day <= to);

/** The rows that decide what falls on the day. */
export const inForce = <T extends Dated>(rows: readonly T[], day: PlainDate): T[] => rows.filter((row) => covers(spanOf(row), day));

const earlier = (a: PlainDate | undefined, b: PlainDate | undefined): PlainDate | undefined =>
  (a === undefined || (b !== undefined && b < a) ? b : a);

/** The days in both; null where there are none. */
export function shared(a: Span, b: Span): Span | null {
  const from = a.from === undefined ? b.from : b.from === undefined ? a.from : maxDate(a.from, b.from);
  const to = earlier(a.to, b.to);
  return from !== undefined && to !== undefined && to < from ? null : { from, to };
}

/** The days of `a` that are not in `b`: at most a stretch before and one behind. */
export function without(a: Span, b: Span): Span[] {
  const before = b.from === undefined ? null : shared(a, { to: addDays(b.from, -1) });
  const behind = b.to === undefined ? null : shared(a, { from: addDays(b.to, 1) });
  return [before, behind].flatMap((span) => span ?? []);
}

export const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;

/** `2027年1月1日起`, `2026年12月31日以前`; empty where there is no end. */
export function spanWords({ from, to }: Span): string {
  if (from === undefined) return to === undefined ? '' : `${chineseDate(to)}以前`;
  return to === undefined ? `${chineseDate(from)}起` : `${chineseDate(from)}至${chineseDate(to)}`;
}
