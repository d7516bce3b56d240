import { assess } from '../accident-case/assess';
import type { Facts } from '../accident-case/facts';
import { CASUALTY_WINDOW } from '../accident-case/grade';
import { canonicalJson } from '../kernel/canonical-json';
import { leanedOn } from '../rule-pack/leaning';
import { spanOf } from '../rule-pack/span';
import type { ClockRow, RuleSet } from '../rule-pack/types';
import type { Instant } from '../time/instant';
import type { Law } from './law';
import type { ClockImpact } from './moves';
import { compareClocks } from './moves';

export interface ReckonedCase {
  id: string;
  facts: Facts;
}

/**
 * Every running clock of the case that another law would move at `now`: old dates, new dates, and why. Pure; the case's
 * own record stays as it is.
 */
export function impactOf({ id, facts }: ReckonedCase, before: Law, after: Law, now: Instant): ClockImpact {
  const clocks = ({ rules, calendar }: Law) => assess(facts, rules, calendar, now, id).clocks;
  return compareClocks(clocks(before), clocks(after), now);
}

/** Whether the row asks the working calendar at all. */
export const consultsCalendar = (row: ClockRow): boolean =>
  row.roll === 'next-working-day' || row.lengths.some(({ length }) => length?.unit === 'working-days');

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** How far a change of law can reach, told without looking at any case. */
export interface Reach {
  /** Rows whose clocks can move. */
  codes: string[];
  /**
   * True where the clocks in the record do not tell which cases are concerned: grades, investigators or the conditions
   * of a row differ, so that clocks may begin or cease to exist.
   */
  everywhere: boolean;
}

/** Only its length, sources and words differ: it runs exactly where it ran before. */
function runsWhereItRan(a: readonly ClockRow[], b: readonly ClockRow[]): boolean {
  const conditions = (row: ClockRow) => ({
    trigger: row.trigger, met: row.met, when: row.when, perParty: row.perParty, span: spanOf(row),
    variants: row.lengths.map(({ grades, industries }) => ({ grades, industries })),
  });
  return same(a.map(conditions), b.map(conditions));
}

function reachOfRules(before: RuleSet, after: RuleSet): Reach {
  // Whatever kinds of rows there are besides: only these two bear on clocks row by row.
  const heads = ({ pins: _, clocks: __, ladders: ___, ...rest }: RuleSet) => rest;
  if (!same(heads(before), heads(after))) return { codes: after.clocks.map(({ code }) => code), everywhere: true };
  const rowsOf = ({ clocks }: RuleSet, code: string) => clocks.filter((row) => row.code === code);
  const withLadders = (rules: RuleSet, code: string) => rowsOf(rules, code).map((row) => [row, rules.ladders[row.ladder]]);
  const codes = [...new Set([...before.clocks, ...after.clocks].map(({ code }) => code))]
    .filter((code) => !same(withLadders(before, code), withLadders(after, code)));
  const leaned = new Set(after.clocks.flatMap(leanedOn));
  return { codes, everywhere: codes.some((code) => leaned.has(code) || !runsWhereItRan(rowsOf(before, code), rowsOf(after, code))) };
}

/** @param calendarChanges whether the two laws differ in their calendar */
export function reachOf(before: Law, after: Law, calendarChanges: boolean): Reach {
  const byRules = before.rules === after.rules ? { codes: [], everywhere: false } : reachOfRules(before.rules, after.rules);
  const byCalendar = calendarChanges ? after.rules.clocks.filter(consultsCalendar).map(({ code }) => code) : [];
  return { codes: [...new Set([...byRules.codes, ...byCalendar])], everywhere: byRules.everywhere };
}

/** The same law with only the rows that can move, and those they lean on: what else runs needs no reckoning. */
export function narrowed(law: Law, { codes, everywhere }: Reach): Law {
  if (everywhere) return law;
  const { rules } = law;
  // The grade is read from the window, whatever else runs.
  const wanted = new Set([...codes, CASUALTY_WINDOW]);
  for (const row of rules.clocks) if (wanted.has(row.code)) for (const code of leanedOn(row)) wanted.add(code);
  return { ...law, rules: { ...rules, clocks: rules.clocks.filter(({ code }) => wanted.has(code)) } };
}
