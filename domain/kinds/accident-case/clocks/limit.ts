import type { BodyRef } from '../../../organisation/body';
import type { ClockRow, Investigator, LadderRow, LengthVariant } from '../../../rule-pack/types';
import type { WorkCalendar } from '../../../time/calendar';
import type { Clock } from '../../../time/clock';
import type { Instant } from '../../../time/instant';
import { dateOf, startOfDate } from '../../../time/instant';
import { addDays } from '../../../time/plain-date';
import type { Warning } from '../assessment';
import type { Act } from '../facts';
import { type Adjustments, findAdjustments, pausedDays } from './adjustments';
import { voidingOf } from './ending';
import { type Start, findMeeting } from './matching';
import { proofOf } from './proof';
import { otherReading } from './readings';
import { opensOn, reckon } from './reckon';
import { isLate, standingOf } from './state';
import { thresholdsOf } from './thresholds';
import { unrecordedWarning, witnessOf } from './unrecorded';
import { clockWarnings } from './warnings';

/** All that a limit follows from once something has started it; nothing else bears on it. */
export interface LimitInput {
  row: ClockRow;
  /** With `@party` where the row runs per party. */
  code: string;
  party: string | null;
  start: Start;
  variant: LengthVariant;
  ladder: LadderRow;
  owner: BodyRef;
  /** Who investigates by grade and industry alone. */
  byLaw: Investigator;
  /** Where the accident happened. */
  region: string;
  /** The acts that the row looks at, in their order. */
  acts: readonly Act[];
  calendar: WorkCalendar;
  spreadKey: string;
  asOf: Instant;
  /** Set where only dates and their reasons are asked for: nobody is told, nothing is warned of. */
  datesOnly?: true | undefined;
}

export interface DerivedLimit {
  clock: Clock;
  warnings: Warning[];
  /** From here on time alone may have made it another; see `lasts`. */
  until: Instant;
}

/** Whether what was found as of `from` is found as of `asOf` too, where nothing else has changed. */
export const lasts = (from: Instant, until: Instant, asOf: Instant): boolean => from === asOf || (from < asOf && asOf < until);

/** The next end that passes, or the next day that a running pause leaves out. */
function lastingUntil({ dueAt, opensOn: opens }: Pick<Clock, 'dueAt' | 'opensOn'>, paused: boolean, asOf: Instant): Instant {
  const opensAt = opens === null ? Infinity : startOfDate(opens);
  return Math.min(
    dueAt !== null && dueAt >= asOf ? dueAt : Infinity, opensAt >= asOf ? opensAt : Infinity,
    paused ? startOfDate(addDays(dateOf(asOf), 1)) : Infinity,
  );
}

/** Most limits are moved by nothing. */
const UNMOVED: Adjustments = { pauses: [], extensions: [], paused: false, movedAt: null, warnings: [] };

function adjustmentsOf({ code, row, variant, start, byLaw, acts, calendar, asOf }: LimitInput, met: Act | undefined): Adjustments {
  if (!row.pause && !acts.some((act) => act.clock === code)) return UNMOVED;
  const lastDay: Parameters<typeof findAdjustments>[0]['lastDay'] = ({ appraisals, extensions }, today) => {
    const plain = reckon(row, variant, start, calendar, [], extensions);
    return addDays(plain?.dueDate ?? dateOf(plain?.dueAt ?? start.at), pausedDays(appraisals, today));
  };
  return findAdjustments({ code, row, variant, trigger: start.at, byLaw, lastDay }, acts, met, asOf);
}

export function deriveLimit(input: LimitInput): DerivedLimit {
  const { row, code, party, start, variant, ladder, owner, region, acts, calendar, spreadKey, asOf, datesOnly } = input;
  const witness = witnessOf(row, acts);
  const met = witness ?? findMeeting(acts, row.trigger, row.met, start, party);
  const { pauses, extensions, paused, movedAt, warnings } = adjustmentsOf(input, met);
  const reckoning = reckon(row, variant, start, calendar, pauses, extensions);
  const dates = { opensOn: opensOn(variant, start), dueDate: reckoning?.dueDate ?? null, dueAt: reckoning?.dueAt ?? null };
  const voiding = witness && isLate({ row, ...dates }, witness.at) ? { act: witness, reason: 'unrecorded' as const }
    : voidingOf(row, acts, start, party, met, dates.dueAt);
  const head = {
    code, party, title: row.title, triggeredAt: start.at, ...dates, ...standingOf({ row, ...dates, met, voiding, paused, asOf }),
    provisional: reckoning?.provisional ?? false, cite: variant.cite ?? row.cite, note: variant.note ?? row.note ?? null,
  };
  const clock: Clock = {
    ...head, proof: proofOf(head, row, start, [...reckoning?.steps ?? [], ...otherReading(row, variant, start, calendar, pauses, extensions)], voiding), process: row.process, owner,
    thresholds: datesOnly ? [] : thresholdsOf({
      ladder, region, length: variant.length ?? null, canBeLate: !row.draft && (row.ends === 'act' || row.ends === 'lapse'), owner,
      // Before an event there is time from the act on that set it.
      triggeredAt: row.direction === 'before' && start.act ? start.act.at : start.at, movedAt, ...dates, spreadKey,
    }),
  };
  return { clock, warnings: datesOnly ? [] : [...warnings, ...(witness ? [unrecordedWarning(code, row)] : []), ...clockWarnings(clock, row, acts)], until: lastingUntil(dates, paused, asOf) };
}
