import type { Assessment, Warning } from '../kinds/accident-case/assess';
import type { Grade } from '../vocabulary/grade';
import type { Level } from '../organisation/level';
import type { Investigator } from '../rule-pack/types';
import type { Clock } from '../time/clock';
import { MS_PER_DAY } from '../time/instant';
import { daysBetween } from '../time/plain-date';

/** Two assessments of one accident side by side: what moved, by how much, and which steps of the reasoning differ. */

/** `reason`: the same date by another way; `standing`: the same date, met or judged otherwise. */
export type ClockChange = 'same' | 'reason' | 'standing' | 'moved' | 'added' | 'removed';

export interface ComparedClock {
  code: string;
  title: string;
  party: string | null;
  change: ClockChange;
  before: Clock | null;
  after: Clock | null;
  /** How much later the limit ends (negative: earlier); parts of a day for limits in hours; null where it cannot be said. */
  days: number | null;
  /** Steps of the proof that stand only on one side. */
  why: { before: string[]; after: string[] };
}

interface Pair<T> { before: T; after: T }

export interface WhatIfComparison {
  grade: Pair<Grade>;
  reportTerminus: Pair<Level>;
  investigator: Pair<Investigator>;
  clocks: ComparedClock[];
  /** Warnings that stand only on one side. */
  warnings: Pair<Warning[]>;
}

const PARTS = 10_000;

function shiftInDays(before: Clock, after: Clock): number | null {
  if (before.dueDate !== null && after.dueDate !== null) return daysBetween(before.dueDate, after.dueDate);
  if (before.dueAt !== null && after.dueAt !== null) return Math.round(((after.dueAt - before.dueAt) / MS_PER_DAY) * PARTS) / PARTS;
  return before.opensOn !== null && after.opensOn !== null ? daysBetween(before.opensOn, after.opensOn) : null;
}

function changeOf(before: Clock | null, after: Clock | null, why: ComparedClock['why']): ClockChange {
  if (!before) return 'added';
  if (!after) return 'removed';
  if (before.dueDate !== after.dueDate || before.dueAt !== after.dueAt || before.opensOn !== after.opensOn) return 'moved';
  const standing = ({ state, metAt, lateByMs, provisional, voidReason }: Clock) => [state, metAt, lateByMs, provisional, voidReason].join();
  if (standing(before) !== standing(after)) return 'standing';
  return why.before.length || why.after.length ? 'reason' : 'same';
}

const textsOf = (clock: Clock | null): string[] => (clock?.proof ?? []).map(({ text }) => text);

function compareClock(before: Clock | null, after: Clock | null): ComparedClock {
  const [left, right] = [textsOf(before), textsOf(after)];
  const why = { before: left.filter((text) => !right.includes(text)), after: right.filter((text) => !left.includes(text)) };
  const { code, title, party } = (after ?? before) as Clock;
  return {
    code, title, party, change: changeOf(before, after, why), before, after, why,
    days: before && after ? shiftInDays(before, after) : null,
  };
}

const withoutThe = (warnings: readonly Warning[], others: readonly Warning[]): Warning[] =>
  warnings.filter(({ code, text }) => !others.some((other) => other.code === code && other.text === text));

/** Clocks in the order of the first assessment, those that only the second has behind. */
export function compareAssessments(before: Assessment, after: Assessment): WhatIfComparison {
  const find = (clocks: readonly Clock[], code: string): Clock | null => clocks.find((clock) => clock.code === code) ?? null;
  const added = after.clocks.filter(({ code }) => !find(before.clocks, code));
  return {
    grade: { before: before.grade, after: after.grade },
    reportTerminus: { before: before.reportTerminus, after: after.reportTerminus },
    investigator: { before: before.investigator, after: after.investigator },
    clocks: [...before.clocks.map((clock) => compareClock(clock, find(after.clocks, clock.code))), ...added.map((clock) => compareClock(null, clock))],
    warnings: { before: withoutThe(before.warnings, after.warnings), after: withoutThe(after.warnings, before.warnings) },
  };
}
