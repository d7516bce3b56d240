import { formatDay, formatLimit, formatMoment } from '../../../domain/time/words';
import { remaining, shortDateTime, span, yuan } from '../../../templates/format';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const HOUR = 3_600_000;

describe('dates', () => {
  it('a civil date, when written, carries its weekday', () => {
    expect(formatDay('2026-11-21')).toBe('2026年11月21日（周六）');
    expect(formatDay('2024-02-29')).toBe('2024年2月29日（周四）');
  });

  it('an instant just before midnight in Beijing, when written, is of that day', () => {
    expect(formatMoment(at('2026-12-31T23:59'))).toBe('2026年12月31日（周四）23:59');
  });

  it('a short date, when in another year than now, says the year', () => {
    expect(shortDateTime(at('2026-01-02T08:05'), at('2026-11-21T09:00'))).toBe('1月2日 08:05');
    expect(shortDateTime(at('2025-01-02T08:05'), at('2026-11-21T09:00'))).toBe('2025年1月2日 08:05');
  });

  it('the first late instant, when at midnight, is written as the last day', () => {
    expect(formatLimit(at('2021-08-13T00:00'))).toBe('2021年8月12日（周四）止');
    expect(formatLimit(at('2021-06-14T10:35'))).toBe('2021年6月14日（周一）10:35前');
  });
});

describe('spans', () => {
  it.each([
    [30_000, '1 分钟'], [40 * 60_000, '40 分钟'], [2 * HOUR, '2 小时'], [2 * HOUR + 5 * 60_000, '2 小时 5 分'], [24 * HOUR, '1 天'], [76.9 * HOUR, '3 天 4 小时'],
  ])('%d ms is %s', (ms, words) => { expect(span(ms)).toBe(words); });

  it('the very instant of the limit is late', () => {
    expect(remaining(1000, 999)).toBe('还剩 1 分钟');
    expect(remaining(1000, 1000)).toBe('逾期 1 分钟');
  });
});

describe('sums', () => {
  it.each([[0, '0 元'], [9_999, '9999 元'], [10_000, '1 万元'], [53_954_100, '5395.41 万元'], [1_000_001, '100.0001 万元']])('%d is %s', (amount, words) => {
    expect(yuan(amount)).toBe(words);
  });
});
