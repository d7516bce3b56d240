import type { ClockRow, LengthVariant } from '../../../rule-pack/types';
import type { WorkCalendar } from '../../../time/calendar';
import type { PlainDate } from '../../../time/instant';
import { addDays, addMonths, addYears } from '../../../time/plain-date';
import type { Extension, Pause, Reckoning } from '../../../time/reckoning';
import {
  afterDays, afterHours, afterMonths, afterWorkingDays, beforeEvent, beforeInstant, rollToWorkingDay,
} from '../../../time/reckoning';
import { citeInBrackets } from '../../../time/words-of-proof';
import type { Start } from './matching';

/** Counts a limit by the rule its row names; null where the row only opens. */
export function reckon(
  row: ClockRow, { length }: LengthVariant, start: Pick<Start, 'at' | 'day'>, calendar: WorkCalendar,
  pauses: readonly Pause[], extensions: readonly Extension[],
): Reckoning | null {
  if (!length) return null;
  const counted = count(row, length, start, calendar, pauses, extensions);
  return row.roll === 'next-working-day' ? rollToWorkingDay(counted, calendar, citeInBrackets(row.cite)) : counted;
}

function count(
  row: ClockRow, { unit, amount }: NonNullable<LengthVariant['length']>, { at, day }: Pick<Start, 'at' | 'day'>, calendar: WorkCalendar,
  pauses: readonly Pause[], extensions: readonly Extension[],
): Reckoning {
  const date = row.startDay === 'same' ? addDays(day, -1) : day;
  if (row.direction === 'before') {
    return unit === 'hours' ? beforeInstant(at, amount) : beforeEvent(date, amount, unit === 'working-days' ? calendar : null);
  }
  switch (unit) {
    case 'hours': return afterHours(at, amount);
    case 'days':
      return afterDays({ trigger: date, days: amount, pauses, extensions, pauseCite: citeInBrackets(row.pause?.cite ?? []) });
    case 'working-days': return afterWorkingDays(date, amount, calendar, extensions);
    case 'months':
    case 'years': return afterMonths(date, unit, amount, extensions);
  }
}

/** The day a window opens. */
export function opensOn({ opens }: LengthVariant, { day: date }: Pick<Start, 'day'>): PlainDate | null {
  if (!opens) return null;
  switch (opens.unit) {
    case 'months': return addMonths(date, opens.amount);
    case 'years': return addYears(date, opens.amount);
    case 'days': return addDays(date, opens.amount);
    default: throw new Error(`窗口的开始不能以 ${opens.unit} 计`);
  }
}
