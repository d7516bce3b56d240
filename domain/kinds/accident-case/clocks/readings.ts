import type { ClockRow, LengthVariant } from '../../../rule-pack/types';
import type { WorkCalendar } from '../../../time/calendar';
import { type PlainDate, startOfDate } from '../../../time/instant';
import { addDays, addMonths, addYears, chineseDate } from '../../../time/plain-date';
import type { ProofStep } from '../../../time/proof';
import { type Extension, type Pause, rollToWorkingDay } from '../../../time/reckoning';
import type { Start } from './matching';
import { reckon } from './reckon';

/** Where the words of a source can be read in two ways: which reading the date follows, and where the other one ends. */

const note = (reading: string, other: string, date: PlainDate): ProofStep =>
  ({ kind: 'note', text: `读法：${reading}；${other}，最后一日为${chineseDate(date)}。` });

const isMonthEnd = (date: PlainDate): boolean => addDays(date, 1).endsWith('-01');
const endOfMonth = (date: PlainDate): PlainDate => addDays(`${addMonths(`${date.slice(0, 7)}-01`, 1)}`, -1);

/** The day on which a limit in months or years would end by the other reading, before it rolls. */
function otherMonthEnd(trigger: PlainDate, end: PlainDate): [reading: string, other: string, date: PlainDate] {
  if (end.slice(8) !== trigger.slice(8)) return ['到期的月份没有同一日，到该月最后一日为止', '顺延到次月首日的', addDays(end, 1)];
  if (isMonthEnd(trigger) && !isMonthEnd(end)) return ['月末起算的，到期于同一日', '到期于该月最后一日的', endOfMonth(end)];
  return ['起算当日不计入，到期于同一日', '当日计入的', addDays(end, -1)];
}

/**
 * Limits in days from the accident on (自事故发生之日起), and those in months and years (一月、1年内). Empty where the words
 * leave one reading only, or the row itself says from which day to count.
 */
export function otherReading(
  row: ClockRow, variant: LengthVariant, start: Start, calendar: WorkCalendar, pauses: readonly Pause[], extensions: readonly Extension[],
): ProofStep[] {
  const { length } = variant;
  if (!length || row.direction === 'before' || row.startDay === 'same') return [];
  if (length.unit === 'days' && row.trigger.from === 'accident') {
    const other = reckon({ ...row, startDay: 'same' }, variant, start, calendar, pauses, extensions)?.dueDate;
    return other ? [note('起算当日不计入', '当日计入的', other)] : [];
  }
  if (length.unit !== 'months' && length.unit !== 'years') return [];
  const end = length.unit === 'months' ? addMonths(start.day, length.amount) : addYears(start.day, length.amount);
  const [reading, other, date] = otherMonthEnd(start.day, end);
  const extended = addDays(date, extensions.reduce((sum, { days }) => sum + days, 0));
  const plain = { dueDate: extended, dueAt: startOfDate(addDays(extended, 1)), provisional: false, steps: [] };
  return [note(reading, other, row.roll === 'none' ? extended : rollToWorkingDay(plain, calendar, '').dueDate ?? extended)];
}
