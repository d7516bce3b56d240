import { covers, spanOf } from '../../../rule-pack/span';
import type { ClockRow, RuleSet } from '../../../rule-pack/types';
import { variantFor } from '../../../rule-pack/variants';
import type { WorkCalendar } from '../../../time/calendar';
import type { Clock } from '../../../time/clock';
import type { Instant } from '../../../time/instant';
import type { Warning } from '../assessment';
import type { Grade } from '../../../vocabulary/grade';
import { sameBody } from '../bodies';
import type { Accident, Act, Facts } from '../facts';
import { type Journal, journalOf } from '../journal';
import type { Level } from '../../../organisation/level';
import { LEVELS } from '../../../organisation/level';
import type { Jurisdiction } from '../jurisdiction';
import { bodyMeant } from './bodies';
import { isForestalled, startOfLapse } from './ending';
import { limitOf } from './kept';
import { lasts } from './limit';
import { type Start, findStart, matches, partiesOf } from './matching';
import { actsReadBy, readsAny } from './reads';
import { notInForce, strayExtensions } from './warnings';

export interface DerivationInput {
  /** Only what had happened by `asOf`. */
  facts: Facts;
  rules: RuleSet;
  calendar: WorkCalendar;
  asOf: Instant;
  spreadKey: string;
  grade: Grade;
  reportTerminus: Level;
  jurisdiction: Jurisdiction;
  /** Set where only dates and their reasons are asked for: nobody is told, nothing is warned of. */
  datesOnly?: true;
}

export interface Derived {
  clocks: Clock[];
  warnings: Warning[];
  /** From here on time alone may have changed something; see `lasts`. */
  until: Instant;
}

/** One limit, or, where no row was in force on the day it would have started, the remark that says so. */
interface DerivedOne {
  code: string;
  clock: Clock | null;
  warnings: Warning[];
  until: Instant;
}

/** Limits already derived, on which others lean. */
type Earlier = ReadonlyMap<string, readonly Clock[]>;

/** Whether the row applies to this accident at all. */
function exists({ when }: ClockRow, { facts, grade, reportTerminus, asOf }: DerivationInput, earlier: Earlier): boolean {
  if (!when) return true;
  const { industry } = facts.accident;
  const open = (code: string) => earlier.get(code)?.some(({ dueAt }) => dueAt !== null && asOf < dueAt) === true;
  return (!when.grades || when.grades.includes(grade))
    && (!when.industries || when.industries.includes(industry))
    && !when.exceptIndustries?.includes(industry)
    && (!when.terminusAtLeast || LEVELS.indexOf(reportTerminus) >= LEVELS.indexOf(when.terminusAtLeast))
    && (when.whileOpen === undefined || open(when.whileOpen))
    && !when.before?.some((name) => journalOf(facts.acts).named([name]).length > 0);
}

const codeOf = (code: string, party: string | null): string => (party === null ? code : `${code}@${party}`);

/** What starts the row's limit for this party; null where nothing has, or where the row waits for something else. */
function startOf(row: ClockRow, party: string | null, acts: readonly Act[], { facts: { accident } }: DerivationInput, earlier: Earlier): Start | null {
  const { trigger, when } = row;
  if (when?.done && !acts.some((act) => matches(act, { acts: when.done ?? [] }, party))) return null;
  if (trigger.from !== 'lapse') return findStart(acts, accident.occurredAt, trigger, row.met, party);
  const start = startOfLapse(earlier.get(codeOf(trigger.clock, party))?.[0], acts);
  return start && !isForestalled(row, acts, start, party) ? start : null;
}

function deriveOne(row: ClockRow, party: string | null, input: DerivationInput, journal: Journal, earlier: Earlier): DerivedOne | null {
  const { facts: { accident }, calendar, asOf, jurisdiction, rules, spreadKey, datesOnly } = input;
  const code = codeOf(row.code, party);
  const acts = actsReadBy(row, code, party, journal);
  const start = startOf(row, party, acts, input, earlier);
  const variant = variantFor(row, accident.industry, input.grade);
  const ladder = rules.ladders[row.ladder];
  if (!start || !variant || !ladder || (row.trigger.from === 'accident' && start.at > asOf)) return null;
  if (!covers(spanOf(row), start.day)) return { code, clock: null, warnings: [notInForce(code, row, start)], until: Infinity };
  const owner = bodyMeant(row.owner, jurisdiction);
  return { code, ...limitOf(accident, { row, code, party, start, variant, ladder, owner, acts, calendar, spreadKey, asOf, datesOnly }) };
}

/** Of several rows of one code the one that was in force counts, and of two such the later; else the first remark. */
function chosen(ones: readonly DerivedOne[]): DerivedOne[] {
  const byCode = new Map<string, DerivedOne>();
  for (const one of ones) if (one.clock || !byCode.has(one.code)) byCode.set(one.code, one);
  return [...byCode.values()];
}

/** Whom the row runs for: the parties that its trigger names, or once for the case. */
function partiesIn({ perParty, trigger }: ClockRow, journal: Journal, earlier: Earlier): (string | null)[] {
  if (!perParty || trigger.from === 'accident') return [null];
  if (trigger.from === 'act') return partiesOf(journal.named(trigger.acts), trigger);
  return [...earlier.values()].flatMap(([first]) => {
    const party = first?.party ?? null;
    return party !== null && first?.code === codeOf(trigger.clock, party) ? [party] : [];
  });
}

/** Whether rows find alike in both but for what happened and when it is asked. */
const isSameGround = (was: DerivationInput, is: DerivationInput): boolean =>
  was.rules === is.rules && was.calendar === is.calendar && was.spreadKey === is.spreadKey && was.datesOnly === is.datesOnly
  && was.grade === is.grade && was.reportTerminus === is.reportTerminus
  && was.jurisdiction.investigator === is.jurisdiction.investigator && was.jurisdiction.gradeLevel === is.jurisdiction.gradeLevel
  && sameBody(was.jurisdiction.body, is.jurisdiction.body);

/** What each row made of the case the last time. Every state of a case shares its accident, by which it is kept. */
const lastTimes = new WeakMap<Accident, { input: DerivationInput; derived: ReadonlyMap<ClockRow, DerivedOne[]> }>();

/** Names of the acts done since; null where it is another course of events. */
const actsSince = (was: readonly Act[], is: readonly Act[]): ReadonlySet<string> | null =>
  (was.every((act, place) => act === is[place]) ? new Set(is.slice(was.length).map((act) => act.do)) : null);

/** What a row found the last time, where since then nothing happened that it reads and no time ran out. */
function unmoved(is: DerivationInput): (row: ClockRow) => DerivedOne[] | undefined {
  const last = lastTimes.get(is.facts.accident);
  const holds = last && isSameGround(last.input, is) && is.facts.accident.occurredAt <= last.input.asOf;
  const acts = holds ? actsSince(last.input.facts.acts, is.facts.acts) : null;
  if (!last || !acts) return () => undefined;
  return (row) => {
    const known = last.derived.get(row);
    return known && !readsAny(row, acts) && known.every(({ until }) => lasts(last.input.asOf, until, is.asOf)) ? known : undefined;
  };
}

const leansOnOther = ({ when, trigger }: ClockRow): boolean => when?.whileOpen !== undefined || trigger.from === 'lapse';

const clocksOf = (ones: readonly DerivedOne[]): Clock[] => ones.flatMap(({ clock }) => clock ?? []);

function byCode(clocks: readonly Clock[]): Earlier {
  const found = new Map<string, Clock[]>();
  for (const clock of clocks) found.set(clock.code, [...found.get(clock.code) ?? [], clock]);
  return found;
}

/** Every limit of the case at `asOf`, in the order of the packs' rows, parties in the order of their first act. */
export function deriveClocks(input: DerivationInput): Derived {
  const { rules, facts } = input;
  const journal = journalOf(facts.acts);
  const derived = new Map<ClockRow, DerivedOne[]>();
  const known = unmoved(input);
  const derive = (earlier: Earlier) => (row: ClockRow) => {
    derived.set(row, (leansOnOther(row) ? undefined : known(row)) ?? (exists(row, input, earlier)
      ? partiesIn(row, journal, earlier).flatMap((party) => deriveOne(row, party, input, journal, earlier) ?? []) : []));
  };
  // Rows that lean on another limit come after it, wherever they stand in the pack.
  rules.clocks.filter((row) => !leansOnOther(row)).forEach(derive(new Map()));
  rules.clocks.filter(leansOnOther).forEach(derive(byCode(clocksOf([...derived.values()].flat()))));
  lastTimes.set(facts.accident, { input, derived });
  const all = rules.clocks.flatMap((row) => derived.get(row) ?? []);
  const ordered = chosen(all);
  const clocks = clocksOf(ordered);
  return {
    clocks, warnings: [...ordered.flatMap((one) => one.warnings), ...strayExtensions(journal.of('approve-extension'), clocks)],
    until: all.reduce((first, { until }) => Math.min(first, until), Infinity),
  };
}
