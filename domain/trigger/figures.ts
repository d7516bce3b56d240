import { GRADES, type Grade } from '../vocabulary/grade';
import { GRADE_NAMES } from '../vocabulary/grade';
import type { Judgement } from './judgement';
import { decided } from './judgement';
import type { Range } from './row';

/** Comparing figures and grades with what a row wants; 以上 and 以下 include the number here, as `min` and `max`. */

const within = (value: number, { min = -Infinity, max = Infinity }: Range<number>): boolean => value >= min && value <= max;

export function rangeText({ min, max }: Range<number>, unit: string): string {
  if (min === max) return `${min}${unit}`;
  if (min === undefined) return `不超过${max}${unit}`;
  return max === undefined ? `不少于${min}${unit}` : `${min}—${max}${unit}`;
}

/** A figure that is known exactly. */
export function judgeFigure(name: string, value: number, range: Range<number>, unit: string): Judgement {
  const holds = within(value, range);
  return decided(holds, `${name}${value}${unit}，${holds ? '符合' : '不符合'}“${rangeText(range, unit)}”`);
}

/** Where a figure lies between two numbers: true, false, or null while both are possible. */
export function intervalIn(low: number, high: number, { min = -Infinity, max = Infinity }: Range<number>): boolean | null {
  if (low >= min && high <= max) return true;
  return high < min || low > max ? false : null;
}

/** Every grade in a range. */
export const gradesIn = ({ min, max }: Range<Grade>): Grade[] => GRADES.filter((_, rank) =>
  (!min || rank >= GRADES.indexOf(min)) && (!max || rank <= GRADES.indexOf(max)));

export function gradeRangeText({ min, max }: Range<Grade>): string {
  const [first, ...others] = gradesIn({ min, max });
  if (first && !others.length) return GRADE_NAMES[first];
  if (!min) return max ? `${GRADE_NAMES[max]}以下（含）` : '任何等级';
  return max ? `${GRADE_NAMES[min]}至${GRADE_NAMES[max]}` : `${GRADE_NAMES[min]}以上（含）`;
}

export function judgeGrade(grade: Grade, { min, max }: Range<Grade>): Judgement {
  const holds = gradesIn({ min, max }).includes(grade);
  return decided(holds, `事故等级为${GRADE_NAMES[grade]}，${holds ? '符合' : '不符合'}“${gradeRangeText({ min, max })}”`);
}
