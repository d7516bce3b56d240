import type { ClockRow, LengthVariant } from '../../rule-pack/types';
import type { WorkCalendar } from '../../time/calendar';
import type { Instant, PlainDate } from '../../time/instant';
import { dateOf } from '../../time/instant';
import { addDays, addMonths, addYears } from '../../time/plain-date';
import type { Extension, Pause, Reckoning } from '../../time/reckoning';
import {
  afterDays, afterHours, afterMonths, afterWorkingDays, beforeEvent, rollToWorkingDay,
} from '../../time/reckoning';
import { citeInBrackets } from '../../time/words-of-proof';

/** Counts a limit by the rule its row names; null where the row only opens. */
export function reckon(
  row: ClockRow, { length }: LengthVariant, trigger: Instant, calendar: WorkCalendar,
  pauses: readonly Pause[], extensions: readonly Extension[],
): Reckoning | null {
  if (!length) return null;
  const counted = count(row, length, trigger, calendar, pauses, extensions);
  return row.roll === 'next-working-day' ? rollToWorkingDay(counted, calendar, citeInBrackets(row.cite)) : counted;
}

function count(
  row: ClockRow, { unit, amount }: NonNullable<LengthVariant['length']>, trigger: Instant, calendar: WorkCalendar,
  pauses: readonly Pause[], extensions: readonly Extension[],
): Reckoning {
  const date = row.startDay === 'same' ? addDays(dateOf(trigger), -1) : dateOf(trigger);
  if (row.direction === 'before') return beforeEvent(date, amount, unit === 'working-days' ? calendar : null);
  switch (unit) {
    case 'hours': return afterHours(trigger, amount);
    case 'days':
      return afterDays({ trigger: date, days: amount, pauses, extensions, pauseCite: citeInBrackets(row.pause?.cite ?? []) });
    case 'working-days': return afterWorkingDays(date, amount, calendar, extensions);
    case 'months':
    case 'years': return afterMonths(date, unit, amount, extensions);
  }
}

/** The day a window opens. */
export function opensOn({ opens }: LengthVariant, trigger: Instant): PlainDate | null {
  if (!opens) return null;
  const date = dateOf(trigger);
  switch (opens.unit) {
    case 'months': return addMonths(date, opens.amount);
    case 'years': return addYears(date, opens.amount);
    case 'days': return addDays(date, opens.amount);
    default: throw new Error(`窗口的开始不能以 ${opens.unit} 计`);
  }
}
