import { isoDuration } from '../../../domain/time/duration';

test.each([
  [0, 'PT0S'], [300_000, 'PT5M'], [86_400_000, 'P1D'], [(38 * 24 + 9) * 3_600_000, 'P38DT9H'], [3_661_000, 'PT1H1M1S'],
  [1_500, 'PT1.5S'], [1_118, 'PT1.118S'], [1, 'PT0.001S'], [59_999, 'PT59.999S'], [90_061_000, 'P1DT1H1M1S'],
])('%i ms late is written %s', (ms, text) => {
  expect(isoDuration(ms)).toBe(text);
});
