import { formatDay, formatLimit, formatMoment, formatSpan, ifProvisional } from '../../../domain/time/words';
import { chineseRange, citeInBrackets, renderProof } from '../../../domain/time/words-of-proof';

const at = (text: string): number => Date.parse(text);

describe('dates and limits as an office writes them', () => {
  test.each([
    ['2026-11-21', '2026年11月21日（周六）'], ['2026-11-22', '2026年11月22日（周日）'], ['2026-03-02', '2026年3月2日（周一）'],
  ])('%s is %s', (date, text) => {
    expect(formatDay(date)).toBe(text);
  });

  test('a moment is written by the clock of Beijing', () => {
    expect(formatMoment(at('2026-11-20T16:05:59Z'))).toBe('2026年11月21日（周六）00:05');
  });

  test('a limit that ends with a day names that day; one in hours its minute', () => {
    expect(formatLimit(at('2021-08-13T00:00+08:00'))).toBe('2021年8月12日（周四）止');
    expect(formatLimit(at('2021-08-13T09:05+08:00'))).toBe('2021年8月13日（周五）09:05前');
  });

  test('only a provisional date says so', () => {
    expect([ifProvisional({ provisional: true }), ifProvisional({ provisional: false })]).toEqual(['（暂定）', '']);
  });

  test.each([
    [59_999, '不到 1 分钟'], [60_000, ' 1 分钟'], [3_540_000, ' 59 分钟'], [3_600_000, ' 1 小时'], [3_660_000, ' 1 小时 1 分钟'],
    [86_340_000, ' 23 小时 59 分钟'], [86_400_000, ' 1 天'], [86_400_000 + 3_540_000, ' 1 天'], [3 * 86_400_000 + 4 * 3_600_000, ' 3 天 4 小时'],
  ])('%i ms are “%s”', (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });
});

describe('words of a proof', () => {
  test('one day has its weekday; a range repeats the year only where it changes', () => {
    expect([chineseRange('2021-06-14', '2021-06-14'), chineseRange('2021-06-20', '2021-06-20')]).toEqual(['2021年6月14日（周一）', '2021年6月20日（周日）']);
    expect(chineseRange('2021-06-14', '2021-08-12')).toBe('2021年6月14日至8月12日');
    expect(chineseRange('2021-12-30', '2022-01-02')).toBe('2021年12月30日至2022年1月2日');
  });

  test('sources stand in one pair of brackets, or there are none', () => {
    expect([citeInBrackets(['493号令 第27条', '某办 二']), citeInBrackets([])]).toEqual(['（493号令 第27条、某办 二）', '']);
  });

  test('a proof is its sentences in order', () => {
    expect(renderProof([{ kind: 'span', text: '甲。' }, { kind: 'note', text: '乙。' }])).toEqual(['甲。', '乙。']);
  });
});
