import { covers, spanOf } from '../../rule-pack/span';
import type { ClockRow, LengthVariant, RuleSet } from '../../rule-pack/types';
import { variantFor } from '../../rule-pack/variants';
import type { WorkCalendar } from '../../time/calendar';
import type { Clock } from '../../time/clock';
import type { Instant } from '../../time/instant';
import { dateOf } from '../../time/instant';
import { addDays } from '../../time/plain-date';
import type { Warning } from '../assessment';
import type { Act, Facts, Grade } from '../facts';
import type { Level } from '../../organisation/level';
import { LEVELS } from '../../organisation/level';
import type { Jurisdiction } from '../jurisdiction';
import { type Adjustments, findAdjustments, pausedDays } from './adjustments';
import { resolveBody } from './bodies';
import { isForestalled, startOfLapse, voidingOf } from './ending';
import { type Start, findMeeting, findStart, matches, partiesOf } from './matching';
import { proofOf } from './proof';
import { opensOn, reckon } from './reckon';
import { standingOf } from './state';
import { thresholdsOf } from './thresholds';
import { clockWarnings, notInForce, strayExtensions } from './warnings';

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
}

/** One limit, or, where no row was in force on the day it would have started, the remark that says so. */
interface DerivedOne {
  code: string;
  clock: Clock | null;
  warnings: Warning[];
}

/** Whether the row applies to this accident at all. `windows` are the limits already derived that others lean on. */
function exists({ when }: ClockRow, { facts, grade, reportTerminus, asOf }: DerivationInput, windows: readonly Clock[]): boolean {
  if (!when) return true;
  const { industry } = facts.accident;
  const open = (code: string) => windows.some((clock) => clock.code === code && clock.dueAt !== null && asOf < clock.dueAt);
  return (!when.grades || when.grades.includes(grade))
    && (!when.industries || when.industries.includes(industry))
    && !when.exceptIndustries?.includes(industry)
    && (!when.terminusAtLeast || LEVELS.indexOf(reportTerminus) >= LEVELS.indexOf(when.terminusAtLeast))
    && (when.whileOpen === undefined || open(when.whileOpen))
    && !when.before?.some((name) => facts.acts.some((act) => act.do === name));
}

/** Most limits are moved by nothing. */
const UNMOVED: Adjustments = { pauses: [], extensions: [], paused: false, movedAt: null, warnings: [] };

function adjustmentsOf(
  code: string, row: ClockRow, variant: LengthVariant, start: Start, met: ReturnType<typeof findMeeting>, input: DerivationInput,
): Adjustments {
  const { facts, calendar, asOf } = input;
  if (!row.pause && !facts.acts.some((act) => act.clock === code)) return UNMOVED;
  const lastDay: Parameters<typeof findAdjustments>[0]['lastDay'] = ({ appraisals, extensions }, today) => {
    const plain = reckon(row, variant, start, calendar, [], extensions);
    return addDays(plain?.dueDate ?? dateOf(plain?.dueAt ?? start.at), pausedDays(appraisals, today));
  };
  return findAdjustments({ code, row, variant, trigger: start.at, lastDay }, facts.acts, met, asOf);
}

const codeOf = (code: string, party: string | null): string => (party === null ? code : `${code}@${party}`);

/** What starts the row's limit for this party; null where nothing has, or where the row waits for something else. */
function startOf(row: ClockRow, party: string | null, { facts: { acts, accident } }: DerivationInput, earlier: readonly Clock[]): Start | null {
  const { trigger, when } = row;
  if (when?.done && !acts.some((act) => matches(act, { acts: when.done ?? [] }, party))) return null;
  if (trigger.from !== 'lapse') return findStart(acts, accident.occurredAt, trigger, row.met, party);
  const start = startOfLapse(earlier.find(({ code }) => code === codeOf(trigger.clock, party)), acts);
  return start && !isForestalled(row, acts, start, party) ? start : null;
}

function deriveOne(row: ClockRow, party: string | null, input: DerivationInput, earlier: readonly Clock[]): DerivedOne | null {
  const { facts, calendar, asOf, jurisdiction, rules, spreadKey } = input;
  const start = startOf(row, party, input, earlier);
  const variant = variantFor(row, facts.accident.industry, input.grade);
  const ladder = rules.ladders[row.ladder];
  if (!start || !variant || !ladder || (row.trigger.from === 'accident' && start.at > asOf)) return null;
  const code = codeOf(row.code, party);
  if (!covers(spanOf(row), start.day)) return { code, clock: null, warnings: [notInForce(code, row, start)] };
  const met = findMeeting(facts.acts, row.trigger, row.met, start, party);
  const adjustments = adjustmentsOf(code, row, variant, start, met, input);
  const reckoning = reckon(row, variant, start, calendar, adjustments.pauses, adjustments.extensions);
  const dates = { opensOn: opensOn(variant, start), dueDate: reckoning?.dueDate ?? null, dueAt: reckoning?.dueAt ?? null };
  const voiding = voidingOf(row, facts.acts, start, party, met, dates.dueAt);
  const standing = standingOf({ row, ...dates, met, voiding, paused: adjustments.paused, asOf });
  const owner = resolveBody(row.owner, jurisdiction);
  const cite = variant.cite ?? row.cite;
  const head = {
    code, party, title: row.title, triggeredAt: start.at, ...dates, ...standing,
    provisional: reckoning?.provisional ?? false, cite, note: variant.note ?? row.note ?? null,
  };
  const clock: Clock = {
    ...head, proof: proofOf(head, row, start, reckoning?.steps ?? [], voiding), process: row.process, owner,
    thresholds: input.datesOnly ? [] : thresholdsOf({
      ladder, length: variant.length ?? null, canBeLate: row.ends === 'act' || row.ends === 'lapse', owner,
      // Before an event there is time from the act on that set it.
      triggeredAt: row.direction === 'before' && start.act ? start.act.at : start.at, movedAt: adjustments.movedAt, ...dates, spreadKey,
    }),
  };
  return { code, clock, warnings: input.datesOnly ? [] : [...adjustments.warnings, ...clockWarnings(clock, row, facts.acts)] };
}

/** Of several rows of one code the one that was in force counts, and of two such the later; else the first remark. */
function chosen(ones: readonly DerivedOne[]): DerivedOne[] {
  const byCode = new Map<string, DerivedOne>();
  for (const one of ones) if (one.clock || !byCode.has(one.code)) byCode.set(one.code, one);
  return [...byCode.values()];
}

/** Whom the row runs for: the parties that its trigger names, or once for the case. */
function partiesIn({ perParty, trigger }: ClockRow, acts: readonly Act[], earlier: readonly Clock[]): (string | null)[] {
  if (!perParty || trigger.from === 'accident') return [null];
  if (trigger.from === 'act') return partiesOf(acts, trigger);
  return earlier.flatMap(({ code, party }) => (party !== null && code === codeOf(trigger.clock, party) ? [party] : []));
}

/** Every limit of the case at `asOf`, in the order of the packs' rows, parties in the order of their first act. */
export function deriveClocks(input: DerivationInput): Derived {
  const { rules, facts } = input;
  const derived = new Map<ClockRow, DerivedOne[]>();
  const clocksOf = (ones: readonly DerivedOne[]): Clock[] => ones.flatMap(({ clock }) => clock ?? []);
  const windows: Clock[] = [];
  const derive = (row: ClockRow) => {
    if (!exists(row, input, windows)) return;
    derived.set(row, partiesIn(row, facts.acts, windows).flatMap((party) => deriveOne(row, party, input, windows) ?? []));
  };
  // Rows that lean on another limit come after it, wherever they stand in the pack.
  const leansOnOther = (row: ClockRow) => row.when?.whileOpen !== undefined || row.trigger.from === 'lapse';
  rules.clocks.filter((row) => !leansOnOther(row)).forEach(derive);
  windows.push(...clocksOf([...derived.values()].flat()));
  rules.clocks.filter(leansOnOther).forEach(derive);
  const ordered = chosen(rules.clocks.flatMap((row) => derived.get(row) ?? []));
  const clocks = clocksOf(ordered);
  return { clocks, warnings: [...ordered.flatMap((one) => one.warnings), ...strayExtensions(facts.acts, clocks)] };
}
