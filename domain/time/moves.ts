import { type Clock, type Limit, isRunning } from './clock';
import type { Instant, PlainDate } from './instant';
import type { ProofStep } from './proof';
import { formatDay, formatMoment } from './words';

/** Where a limit lies: the day it opens, its last day, and the first instant at which it is late. */
export interface ClockDates {
  opensOn: PlainDate | null;
  dueDate: PlainDate | null;
  dueAt: Instant | null;
}

/** A running clock that another law moves, starts or ends. */
export interface MovedClock {
  code: string;
  party: string | null;
  title: string;
  /** Null where the clock only begins to exist, or ceases to. */
  old: ClockDates | null;
  new: ClockDates | null;
  /** What the proofs say differently, one Chinese line each. */
  why: string[];
  /** Its new end lies in the past: it is late the moment the change is applied. */
  overdueAtOnce: boolean;
}

export interface ClockImpact {
  moved: MovedClock[];
  /** Running clocks whose dates stay and whose reckoning changes, mostly from provisional to published. */
  confirmed: string[];
}

const datesOf = ({ opensOn, dueDate, dueAt }: Limit): ClockDates => ({ opensOn, dueDate, dueAt });
const sameDates = (a: Limit, b: Limit): boolean => a.dueAt === b.dueAt && a.dueDate === b.dueDate && a.opensOn === b.opensOn;

/** Steps that bear on the date by themselves; the numbers of counted days follow from them. */
const CAUSES: readonly ProofStep['kind'][] = ['trigger', 'skip', 'roll', 'span', 'extension', 'pause', 'opens'];
const MAKE_UP = '调休上班';
const isCause = (step: ProofStep): boolean => CAUSES.includes(step.kind) || (step.kind === 'count' && step.text.includes(MAKE_UP));

/** A counted day says the same whatever its number is. */
const meaning = (step: ProofStep): string => (step.kind === 'count' ? `${step.from}${step.to}` : step.text);

function textsBeyond(steps: readonly ProofStep[], others: readonly ProofStep[], which: (step: ProofStep) => boolean): string[] {
  const known = new Set(others.map(meaning));
  return steps.filter((step) => which(step) && !known.has(meaning(step))).map((step) => step.text);
}

const isCount = (step: ProofStep): boolean => step.kind === 'count';

/** Why the date differs, out of the two proofs: what is no longer said, and what is said now. */
export function differenceOf(before: Limit, after: Limit): string[] {
  const gone = textsBeyond(before.proof, after.proof, isCause);
  const come = textsBeyond(after.proof, before.proof, isCause);
  const nothing = gone.length + come.length === 0;
  const lines = [
    ...(nothing ? textsBeyond(before.proof, after.proof, isCount) : gone).map((text) => `原：${text}`),
    ...(nothing ? textsBeyond(after.proof, before.proof, isCount) : come).map((text) => `现：${text}`),
    ...(before.provisional && !after.provisional ? ['所用年份的放假调休安排已经公布，不再是暂定。'] : []),
    ...(before.cite.join() === after.cite.join() ? [] : [`依据由${before.cite.join('、')}改为${after.cite.join('、')}。`]),
  ];
  return [...new Set(lines)];
}

function movedClock(before: Limit | undefined, after: Limit | undefined, now: Instant): MovedClock[] {
  const clock = after ?? before;
  if (!clock) return [];
  const { code, party, title } = clock;
  const head = { code, party, title, overdueAtOnce: !!after && isRunning(after) && after.dueAt !== null && after.dueAt <= now };
  if (before && after) return [{ ...head, old: datesOf(before), new: datesOf(after), why: differenceOf(before, after) }];
  return before
    ? [{ ...head, old: datesOf(before), new: null, why: ['按新规则，本案不再有这个时限。'] }]
    : [{ ...head, old: null, new: datesOf(clock), why: [`按新规则，本案新增这个时限（${clock.cite.join('、')}）。`] }];
}

/** Compares what runs under one law with what would run under another. Clocks that have ended are not judged anew. */
export function compareClocks(before: readonly Limit[], after: readonly Limit[], now: Instant): ClockImpact {
  const later = new Map(after.map((clock) => [clock.code, clock]));
  const known = new Set(before.map((clock) => clock.code));
  const impact: ClockImpact = { moved: [], confirmed: [] };
  for (const clock of before.filter(isRunning)) {
    const other = later.get(clock.code);
    if (!other || !sameDates(clock, other)) {
      impact.moved.push(...movedClock(clock, other, now));
    } else if (clock.provisional !== other.provisional || differenceOf(clock, other).length > 0) {
      impact.confirmed.push(clock.code);
    }
  }
  for (const clock of after) if (!known.has(clock.code) && isRunning(clock)) impact.moved.push(...movedClock(undefined, clock, now));
  return impact;
}

/** Clocks that had ended and would read differently now: they stay as they were judged. */
export function settledClocks(before: readonly Clock[], after: readonly Clock[]): Clock[] {
  const later = new Map(after.map((clock) => [clock.code, clock]));
  return before.filter((clock) => {
    const other = later.get(clock.code);
    return !isRunning(clock) && other !== undefined && (!sameDates(clock, other) || clock.state !== other.state);
  });
}

/** Puts settled clocks in the place of those derived anew, as long as they are still the same limit met by the same act. */
export function keepSettled(clocks: readonly Clock[], settled: readonly Clock[]): Clock[] {
  const byCode = new Map(settled.map((clock) => [clock.code, clock]));
  return clocks.map((clock) => {
    const kept = byCode.get(clock.code);
    return kept && kept.triggeredAt === clock.triggeredAt && kept.metAt === clock.metAt ? kept : clock;
  });
}

/** `2027年2月19日（周五）`; a limit in hours by its instant; a window with its first day. */
export function datesInWords(dates: ClockDates | null): string {
  if (dates === null) return '无';
  const { opensOn, dueDate, dueAt } = dates;
  const end = dueDate === null ? (dueAt === null ? '' : formatMoment(dueAt)) : formatDay(dueDate);
  return opensOn === null ? end : `${formatDay(opensOn)}起${end === '' ? '' : `，至${end}`}`;
}
