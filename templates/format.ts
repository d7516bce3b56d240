import { dateOf, MS_PER_HOUR, type Instant, type PlainDate } from '../domain/time/instant';

/** How moments, days, spans and sums are written on every surface. Pure; `now` is always an argument. */

const MS_PER_MINUTE = 60_000;

const parts = (date: PlainDate) => date.split('-').map(Number) as [number, number, number];

/** `11月21日`, with the year in front where it is not that of `now`. */
export function shortDate(date: PlainDate, now: Instant): string {
  const [year, month, day] = parts(date);
  return `${String(year) === dateOf(now).slice(0, 4) ? '' : `${year}年`}${month}月${day}日`;
}

/** `14:05` at +08:00. */
export const timeOfDay = (at: Instant): string => new Date(at + 8 * MS_PER_HOUR).toISOString().slice(11, 16);

/** `11月21日 14:05`, with the year in front where it is not that of `now`. */
export const shortDateTime = (at: Instant, now: Instant): string => `${shortDate(dateOf(at), now)} ${timeOfDay(at)}`;

/** `3 天 4 小时`, `2 小时 5 分`, `40 分钟`: the two largest units, rounded down; at least one minute. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MS_PER_MINUTE));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分` : `${hours} 小时`;
  return `${rest} 分钟`;
}

/** `还剩 3 天 4 小时` or `逾期 2 天`; the moment of `dueAt` itself is late, as in the data. */
export const remaining = (dueAt: Instant, now: Instant): string =>
  now < dueAt ? `还剩 ${span(dueAt - now)}` : `逾期 ${span(now - dueAt)}`;

/** `5395.41 万元` from 10 000 yuan on, `8600 元` below. */
export function yuan(amount: number): string {
  if (amount < 10_000) return `${amount} 元`;
  const wan = amount / 10_000;
  return `${Number.isInteger(wan) ? wan : wan.toFixed(4).replace(/0+$/, '')} 万元`;
}
