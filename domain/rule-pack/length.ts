import type { Length } from './row-head';

const UNIT_WORDS: Record<Length['unit'], string> = { hours: '小时', days: '日', 'working-days': '个工作日', months: '个月', years: '年' };

/** `60日`, `7个工作日`, `1年`. */
export const lengthWords = ({ amount, unit }: Length): string => `${amount}${UNIT_WORDS[unit]}`;

/** More days off than holidays add to thirty working days in any year. */
const HOLIDAY_SLACK = 10;
const HOLIDAY_SPAN = 30;

/** The least and the most calendar days that a limit can take. */
function daysOf({ amount, unit }: Length): [least: number, most: number] {
  switch (unit) {
    case 'hours': return [amount / 24, amount / 24];
    case 'days': return [amount, amount];
    case 'working-days': return [amount, amount + 2 * Math.ceil(amount / 5) + HOLIDAY_SLACK * Math.ceil(amount / HOLIDAY_SPAN)];
    case 'months': return [amount * 28, amount * 31];
    case 'years': return [amount * 365, amount * 366];
  }
}

const inMonths = ({ amount, unit }: Length): Length => (unit === 'years' ? { unit: 'months', amount: amount * 12 } : { unit, amount });

/**
 * Negative where `a` is surely shorter, positive where it is surely longer, 0 where they are equal, null where it depends
 * on the calendar. No limit at all is longer than any.
 */
export function compareLengths(a: Length | undefined, b: Length | undefined): number | null {
  if (!a || !b) return Number(!a) - Number(!b);
  const [one, other] = [inMonths(a), inMonths(b)];
  if (one.unit === other.unit) return Math.sign(one.amount - other.amount);
  const [least, most] = daysOf(a);
  const [otherLeast, otherMost] = daysOf(b);
  if (most < otherLeast) return -1;
  return least > otherMost ? 1 : null;
}
