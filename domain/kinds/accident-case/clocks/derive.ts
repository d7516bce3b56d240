import { covers, spanOf } from '../../../rule-pack/span';
import type { ClockRow, RuleSet } from '../../../rule-pack/types';
import { variantFor } from '../../../rule-pack/variants';
import type { WorkCalendar } from '../../../time/calendar';
import type { Clock } from '../../../time/clock';
import { type Instant, type PlainDate, dateOf } from '../../../time/instant';
import type { Warning } from '../assessment';
import type { Grade } from '../../../vocabulary/grade';
import { hasLevel } from '../../../organisation/levels-of-place';
import { isNoProductionAccident } from '../determinations';
import type { Act, KnownFacts } from '../facts';
import { type Journal, journalOf } from '../journal';
import type { Level } from '../../../organisation/level';
import { LEVELS } from '../../../organisation/level';
import type { Jurisdiction } from '../jurisdiction';
import { bodyMeant } from './bodies';
import { isForestalled, startOfLapse } from './ending';
import { limitOf } from './kept';
import { type Start, findStart, matches, partiesOf } from './matching';
import { actsReadBy } from './reads';
import { ofSeries, seriesCount } from './series';
import { witnessOf } from './unrecorded';
import { notInForce, strayExtensions } from './warnings';

export interface DerivationInput {
  /** Only what had happened by `asOf`. */
  facts: KnownFacts;
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
  const { industry, region } = facts.accident;
  const open = (code: string) => earlier.get(code)?.some(({ dueAt }) => dueAt !== null && asOf < dueAt) === true;
  return (!when.grades || when.grades.includes(grade))
    && (!when.industries || when.industries.includes(industry))
    && !when.exceptIndustries?.includes(industry)
    && (!when.terminusAtLeast || LEVELS.indexOf(reportTerminus) >= LEVELS.indexOf(when.terminusAtLeast))
    && (when.has ?? []).every((level) => hasLevel(region, level)) && !when.lacks?.some((level) => hasLevel(region, level))
    && !(when.unlessNot && isNoProductionAccident(facts.determinations))
    && (when.whileOpen === undefined || open(when.whileOpen))
    && !when.before?.some((name) => journalOf(facts.acts).named([name]).length > 0);
}

/** Whose limit of the row it is: which party's, and of which filing or listing. */
interface Subject {
  party: string | null;
  series: number;
}

const codeOf = (code: string, { party, series }: Subject): string =>
  `${code}${party === null ? '' : `@${party}`}${series === 1 ? '' : `#${series}`}`;

/** What starts the row's limit for this subject; null where nothing has, or where the row waits for something else. */
function startOf(row: ClockRow, subject: Subject, acts: readonly Act[], { facts: { accident } }: DerivationInput, earlier: Earlier): Start | null {
  const { trigger, when } = row;
  const { party } = subject;
  if (when?.done && !acts.some((act) => matches(act, { acts: when.done ?? [] }, party))) return null;
  if (trigger.from !== 'lapse') return findStart(acts, accident.occurredAt, trigger, row.met, party);
  const start = startOfLapse(earlier.get(codeOf(trigger.clock, subject))?.[0], acts);
  return start && !isForestalled(row, acts, start, party) ? start : null;
}

/** The day whose law decides: that of the trigger, and of the notice where a limit is counted back from an event. */
const dayOfLaw = ({ direction }: ClockRow, { day, act }: Start): PlainDate => (direction === 'before' && act ? dateOf(act.at) : day);

/** The acts that bear on the limit: of its own series, and after the last act that made it another one. */
function actsOf(row: ClockRow, code: string, { party, series }: Subject, journal: Journal): readonly Act[] {
  const acts = ofSeries(row, actsReadBy(row, code, party, journal), series, journal);
  const cut = acts.findLastIndex((act) => row.anewAfter?.includes(act.do));
  return cut < 0 ? acts : acts.slice(cut + 1);
}

/** Whether the limit would start from an act that nobody recorded; once it starts anew it no longer matters. */
function lacksRecord({ needsRecordOf, anewAfter = [] }: ClockRow, { clocks }: RuleSet, journal: Journal): boolean {
  const other = clocks.find(({ code }) => code === needsRecordOf);
  return other !== undefined && !journal.named(anewAfter).length && witnessOf(other, journal.acts) !== null;
}

function deriveOne(row: ClockRow, subject: Subject, input: DerivationInput, journal: Journal, earlier: Earlier): DerivedOne | null {
  const { facts: { accident }, calendar, asOf, jurisdiction, rules, spreadKey, datesOnly } = input;
  const { party } = subject;
  const code = codeOf(row.code, subject);
  if (lacksRecord(row, rules, journal)) return null;
  const acts = actsOf(row, code, subject, journal);
  const start = startOf(row, subject, acts, input, earlier);
  const variant = variantFor(row, accident.industry, input.grade);
  const ladder = rules.ladders[row.ladder];
  if (!start || !variant || !ladder || (row.trigger.from === 'accident' && start.at > asOf)) return null;
  if (!covers(spanOf(row), dayOfLaw(row, start))) return { code, clock: null, warnings: [notInForce(code, row, start)], until: Infinity };
  const owner = bodyMeant(row.owner, jurisdiction, accident.region);
  return { code, ...limitOf(accident, { row, code, party, start, variant, ladder, owner, byLaw: jurisdiction.byLaw, region: accident.region, acts, calendar, spreadKey, asOf, datesOnly }) };
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
  const lapsing = [...earlier.values()].flat().filter(({ code, party }) => code.split('#')[0] === codeOf(trigger.clock, { party, series: 1 }));
  return [...new Set(lapsing.flatMap(({ party }) => party ?? []))];
}

/** Every limit of the row: party by party, each filing or listing in its order. */
const subjectsIn = (row: ClockRow, journal: Journal, earlier: Earlier): Subject[] => partiesIn(row, journal, earlier)
  .flatMap((party) => Array.from({ length: seriesCount(row, party, journal) }, (_, i): Subject => ({ party, series: i + 1 })));

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
  const derive = (earlier: Earlier) => (row: ClockRow) => {
    if (!exists(row, input, earlier)) return;
    derived.set(row, subjectsIn(row, journal, earlier).flatMap((subject) => deriveOne(row, subject, input, journal, earlier) ?? []));
  };
  // Rows that lean on another limit come after it, wherever they stand in the pack.
  const leansOnOther = (row: ClockRow) => row.when?.whileOpen !== undefined || row.trigger.from === 'lapse';
  rules.clocks.filter((row) => !leansOnOther(row)).forEach(derive(new Map()));
  rules.clocks.filter(leansOnOther).forEach(derive(byCode(clocksOf([...derived.values()].flat()))));
  const all = rules.clocks.flatMap((row) => derived.get(row) ?? []);
  const ordered = chosen(all);
  const clocks = clocksOf(ordered);
  return {
    clocks, warnings: [...ordered.flatMap((one) => one.warnings), ...strayExtensions(journal.of('approve-extension'), clocks)],
    until: all.reduce((first, { until }) => Math.min(first, until), Infinity),
  };
}
