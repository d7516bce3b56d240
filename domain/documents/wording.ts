import type { Level } from '../organisation/level';
import type { CountRow } from '../kinds/accident-case/facts';
import type { Body } from '../organisation/body';
import type { Region } from '../organisation/region';
import type { Instant, PlainDate } from '../time/instant';
import { dateOf, formatInstant } from '../time/instant';

/** How official papers write dates, numbers, names and titles (GB/T 9704-2012). */

/** `2021年6月14日` — 成文日期 is written in Arabic numerals without leading zeros (GB/T 9704-2012 7.3.5.4). */
export function writtenDate(date: PlainDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** `2021年6月13日6时42分` */
export function writtenMoment(at: Instant): string {
  const [hour, minute] = formatInstant(at).slice(11, 16).split(':').map(Number);
  return `${writtenDate(dateOf(at))}${hour}时${minute ? `${minute}分` : ''}`;
}

/** How a superior addresses the government of a region: 你省、你市、你区、你县. */
export function addressee(region: Pick<Region, 'name'>): string {
  const last = region.name.at(-1) ?? '';
  return `你${['省', '市', '区', '县', '旗'].includes(last) ? last : '地'}`;
}

/** `12人死亡、1人下落不明、37人重伤`; empty when nobody was hurt or nothing is known. Minor injuries are not in it. */
export function casualtyPhrase(counts: Omit<CountRow, 'at'>): string {
  const part = (n: number | undefined, what: string): string[] => (n ? [`${n}人${what}`] : []);
  return [...part(counts.deaths, '死亡'), ...part(counts.missing, '下落不明'), ...part(counts.seriousInjuries, '重伤')].join('、');
}

/** What was known of casualties at an instant: each figure keeps its last value. */
export const countsAt = (rows: readonly CountRow[], at: Instant): Omit<CountRow, 'at'> =>
  rows.filter((row) => row.at <= at).reduce<Omit<CountRow, 'at'>>((known, { at: _, ...row }) => ({ ...known, ...row }), {});

const PROVINCE_SHORT: Readonly<Record<string, string>> = {
  11: '京', 12: '津', 13: '冀', 14: '晋', 15: '内', 21: '辽', 22: '吉', 23: '黑', 31: '沪', 32: '苏', 33: '浙', 34: '皖',
  35: '闽', 36: '赣', 37: '鲁', 41: '豫', 42: '鄂', 43: '湘', 44: '粤', 45: '桂', 46: '琼', 50: '渝', 51: '川', 52: '黔',
  53: '滇', 54: '藏', 61: '陕', 62: '甘', 63: '青', 64: '宁', 65: '新',
};

const issuerMark: Record<Level, (region: Pick<Region, 'code' | 'name'>) => string> = {
  state: () => '',
  province: (region) => PROVINCE_SHORT[region.code.slice(0, 2)] ?? region.name.slice(0, 1),
  city: (region) => region.name.slice(0, 1),
  county: (region) => region.name.slice(0, 1),
};

/**
 * `安委督〔2023〕13号`, `鄂安委督〔2021〕2号`. The number is given by the issuing office; while it has not, its place stays
 * blank (`〔2021〕　号`), as in a draft. The year stands in hexagonal brackets, the number without zeros or 第.
 */
export const supervisionDocNo = (
  issuer: Pick<Body, 'level'>, region: Pick<Region, 'code' | 'name'>, year: number, serial: number | null,
): string => `${issuerMark[issuer.level](region)}安委督〔${year}〕${serial ?? '\u3000'}号`;

/** 2号小标宋 takes 20 characters a line; with a margin for the trapezoid. */
const TITLE_WIDTH = 19;

/** A name broken where a reader would break it: before the quoted date of the accident, else into equal parts. */
export function titleLines(name: string): string[] {
  if (name.length <= TITLE_WIDTH) return [name];
  const quote = name.indexOf('“');
  const parts = quote > 0 ? [name.slice(0, quote), name.slice(quote)] : [name];
  return parts.flatMap((part) => equalParts(part, Math.ceil(part.length / TITLE_WIDTH)));
}

function equalParts(text: string, count: number): string[] {
  const size = Math.ceil(text.length / count);
  return Array.from({ length: count }, (_, i) => text.slice(i * size, (i + 1) * size)).filter(Boolean);
}
