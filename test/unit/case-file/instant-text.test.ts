import { parseInstant } from '../../../domain/case-file/instant-text';

test.each([
  ['2021-06-13T06:42+08:00', '2021-06-12T22:42:00.000Z'], ['2021-06-13T06:42:30.5+08:00', '2021-06-12T22:42:30.500Z'],
  ['2021-06-13', '2021-06-12T16:00:00.000Z'], ['2021-06-13T06:42Z', '2021-06-13T06:42:00.000Z'],
  ['2021-06-13T06:42-05:30', '2021-06-13T12:12:00.000Z'],
])('%s is read as %s', (text, iso) => {
  const parsed = parseInstant(text);
  expect('at' in parsed && new Date(parsed.at).toISOString()).toBe(iso);
});

test.each([
  ['2021-06-13T06:42', '时区'], ['2021-02-30', '不存在'], ['2021-02-29T00:00+08:00', '不存在'], ['2021-06-13T24:00+08:00', '带时区的时刻'],
  ['2021-06-13 06:42+08:00', '带时区的时刻'], ['13.06.2021', '带时区的时刻'], ['1985-06-01', '1991'], ['2100-01-01', '2099'], ['', '带时区的时刻'],
])('%s is refused: %s', (text, reason) => {
  const parsed = parseInstant(text);
  expect('reason' in parsed && parsed.reason).toContain(reason);
});
