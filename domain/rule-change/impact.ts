import { groundOf } from '../kinds/accident-case/assess';
import { deriveClocks } from '../kinds/accident-case/clocks/derive';
import type { Facts } from '../kinds/accident-case/facts';
import { canonicalJson } from '../base/canonical-json';
import { leanedOn } from '../rule-pack/leaning';
import { spanOf } from '../rule-pack/span';
import type { ClockRow, RuleSet } from '../rule-pack/types';
import type { Limit } from '../time/clock';
import type { Instant } from '../time/instant';
import type { Law } from '../trigger/law';
import type { ClockImpact } from '../time/moves';
import { compareClocks } from '../time/moves';

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
    shownBy: row.shownBy, needsRecordOf: row.needsRecordOf, anewAfter: row.anewAfter,
    variants: row.lengths.map(({ grades, industries }) => ({ grades, industries })),
  });
  return same(a.map(conditions), b.map(conditions));
}

function reachOfRules(before: RuleSet, after: RuleSet): Reach {
  // Whatever kinds of rows there are besides: only these two bear on clocks row by row.
  const heads = ({ pins: _, packs: __, clocks: ___, ladders: ____, ...rest }: RuleSet) => rest;
  if (!same(heads(before), heads(after))) return { codes: after.clocks.map(({ code }) => code), everywhere: true };
  const rowsOf = ({ clocks }: RuleSet, code: string) => clocks.filter((row) => row.code === code);
  const withLadders = (rules: RuleSet, code: string) => rowsOf(rules, code).map((row) => [row, rules.ladders[row.ladder]]);
  const codes = [...new Set([...before.clocks, ...after.clocks].map(({ code }) => code))]
    .filter((code) => !same(withLadders(before, code), withLadders(after, code)));
  const leaned = new Set(after.clocks.flatMap(leanedOn));
  return { codes, everywhere: codes.some((code) => leaned.has(code) || !runsWhereItRan(rowsOf(before, code), rowsOf(after, code))) };
}

/** Rows that ask the calendar, and those that begin or end with one that does. */
function movedByCalendar({ clocks }: RuleSet): string[] {
  const asking = new Set(clocks.filter(consultsCalendar).map(({ code }) => code));
  return clocks.filter((row) => asking.has(row.code) || leanedOn(row).some((code) => asking.has(code))).map(({ code }) => code);
}

/** @param calendarChanges whether the two laws differ in their calendar */
export function reachOf(before: Law, after: Law, calendarChanges: boolean): Reach {
  const byRules = before.rules === after.rules ? { codes: [], everywhere: false } : reachOfRules(before.rules, after.rules);
  const byCalendar = calendarChanges ? movedByCalendar(after.rules) : [];
  return { codes: [...new Set([...byRules.codes, ...byCalendar])], everywhere: byRules.everywhere };
}

/** Only the rows that can move, and those they lean on: what else runs needs no reckoning. */
function rowsWithin(rules: RuleSet, { codes, everywhere }: Reach): RuleSet {
  if (everywhere) return rules;
  const wanted = new Set(codes);
  for (const row of rules.clocks) if (wanted.has(row.code)) for (const code of leanedOn(row)) wanted.add(code);
  return { ...rules, clocks: rules.clocks.filter(({ code }) => wanted.has(code)) };
}

/** Two laws made ready to be compared over many cases. */
export interface Comparison {
  before: Law;
  after: Law;
  reach: Reach;
  /** What of their rules has to be reckoned. */
  rows: { before: RuleSet; after: RuleSet };
}

export function comparisonOf(before: Law, after: Law, calendarChanges: boolean): Comparison {
  const reach = reachOf(before, after, calendarChanges);
  return { before, after, reach, rows: { before: rowsWithin(before.rules, reach), after: rowsWithin(after.rules, reach) } };
}

/**
 * Every running clock of the case that the later law would move at `now`: old dates, new dates, and why. Pure; the
 * case's own record stays as it is.
 */
export function impactOf(facts: Facts, { before, after, rows }: Comparison, now: Instant): ClockImpact {
  const ground = groundOf(facts, before.rules, now);
  const later = before.rules === after.rules ? ground : groundOf(facts, after.rules, now);
  const limits = (of: typeof ground, rules: RuleSet, { calendar }: Law): Limit[] =>
    deriveClocks({ ...of, rules, calendar, spreadKey: '', datesOnly: true }).clocks;
  return compareClocks(limits(ground, rows.before, before), limits(later, rows.after, after), now);
}
