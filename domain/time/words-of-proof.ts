import type { PlainDate } from './instant';
import { chineseDate, weekdayOf, yearOf } from './plain-date';
import type { ProofStep } from './proof';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** `2021年6月14日（周一）`, or `2021年6月14日至8月12日`; the year is repeated only where it changes. */
export function chineseRange(from: PlainDate, to: PlainDate): string {
  if (from === to) return `${chineseDate(from)}（周${WEEKDAYS[weekdayOf(from) - 1]}）`;
  const end = chineseDate(to);
  return `${chineseDate(from)}至${yearOf(from) === yearOf(to) ? end.slice(end.indexOf('年') + 1) : end}`;
}

/** The reasoning as lines to print or store, one per step. */
export const renderProof = (steps: readonly ProofStep[]): string[] => steps.map((step) => step.text);

/** `（493号令 第27条）`, or nothing. */
export const citeInBrackets = (cite: readonly string[]): string => (cite.length ? `（${cite.join('、')}）` : '');
