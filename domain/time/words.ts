import type { Instant, PlainDate } from './instant';
import { MS_PER_DAY, MS_PER_HOUR, dateOf, formatInstant, startOfDate } from './instant';

/** Dates and spans as an office writes them. */

const WEEKDAYS = '日一二三四五六';

/** `2026年11月21日（周六）` */
export function formatDay(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日（周${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]}）`;
}

/** `2026年11月21日（周六）09:05` */
export const formatMoment = (at: Instant): string => `${formatDay(dateOf(at))}${formatInstant(at).slice(11, 16)}`;

/** A limit as people name it: one that ends with a day by that day (`…日止`), any other by its minute (`…09:05前`). */
export function formatLimit(lateFrom: Instant): string {
  const date = dateOf(lateFrom);
  return lateFrom === startOfDate(date) ? `${formatDay(dateOf(lateFrom - 1))}止` : `${formatMoment(lateFrom)}前`;
}

/** Stands after every date that consulted a calendar year which is not published. */
export const ifProvisional = ({ provisional }: { provisional: boolean }): string => (provisional ? '（暂定）' : '');

/** `3 天 4 小时`, `25 分钟`; the two largest units, downward. */
export function formatSpan(ms: number): string {
  const days = Math.floor(ms / MS_PER_DAY);
  const hours = Math.floor((ms % MS_PER_DAY) / MS_PER_HOUR);
  const minutes = Math.floor((ms % MS_PER_HOUR) / 60_000);
  if (days) return hours ? ` ${days} 天 ${hours} 小时` : ` ${days} 天`;
  if (hours) return minutes ? ` ${hours} 小时 ${minutes} 分钟` : ` ${hours} 小时`;
  return minutes ? ` ${minutes} 分钟` : '不到 1 分钟';
}
