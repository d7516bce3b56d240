import type { WorkCalendar } from '../time/calendar';
import type { Instant } from '../time/instant';
import { dateOf } from '../time/instant';
import { type Reckoning, afterDays, afterHours, afterMonths, afterWorkingDays } from '../time/reckoning';
import type { TriggerAccident } from './facts';
import type { Measure } from './row';
import type { AccidentTag } from './vocabulary';

/** When a measure has to be taken, counted as every other limit is. */

export interface Starts {
  accident?: TriggerAccident | undefined;
  /** The tag that opened the finding, where the limit runs from its being set. */
  tag?: AccidentTag | undefined;
  /** When a person confirmed the finding. */
  confirmedAt?: Instant | undefined;
}

function startOf({ from }: NonNullable<Measure['limit']>, { accident, tag, confirmedAt }: Starts): Instant | undefined {
  if (from === 'accident') return accident?.at;
  return from === 'flag' ? tag && accident?.taggedAt?.[tag] : confirmedAt;
}

/** The last day or instant of a measure's limit; null where it has none, or it has not begun to run. */
export function measureDue({ limit }: Measure, starts: Starts, calendar: WorkCalendar): Reckoning | null {
  const start = limit && startOf(limit, starts);
  if (!limit || start === undefined) return null;
  const { unit, amount } = limit.length;
  const day = dateOf(start);
  switch (unit) {
    case 'hours': return afterHours(start, amount);
    case 'days': return afterDays({ trigger: day, days: amount, pauses: [], extensions: [], pauseCite: '' });
    case 'working-days': return afterWorkingDays(day, amount, calendar, []);
    case 'months':
    case 'years': return afterMonths(day, unit, amount, []);
  }
}
