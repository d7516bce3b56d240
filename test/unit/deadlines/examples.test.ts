import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runDeadlines } from '../../support/run-deadlines';

const EXAMPLES = join(__dirname, '../../../examples');
const FIXTURES = join(__dirname, '../../fixtures/deadlines');
const names = readdirSync(FIXTURES).map((file) => file.replace('.expected.json', ''));

type Json = Record<string, unknown>;
interface Expected extends Json { asOf: string; clocks: (Json & { code: string })[] }

/** Fields that stand in the expectation; null there is not compared; instants are compared as instants. */
const comparable = (expected: Json, got: Json): Json => Object.fromEntries(Object.keys(expected)
  .filter((key) => expected[key] !== null && key !== 'clocks').map((key) => [key, normal(got[key])]));
const normal = (value: unknown): unknown =>
  (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value);
const wanted = (expected: Json): Json => comparable(expected, expected);

const printed = (name: string, asOf: string) => {
  const { out, err, exitCode } = runDeadlines([join(EXAMPLES, `${name}.yaml`)], { asOf, json: true });
  return { result: JSON.parse(out[0] ?? '{}') as Expected, lines: out.length, err, exitCode };
};

test('there are ten examples', () => {
  expect(names).toHaveLength(10);
});

describe.each(names)('%s', (name) => {
  const expected = JSON.parse(readFileSync(join(FIXTURES, `${name}.expected.json`), 'utf8')) as Expected;
  const { result, lines, err, exitCode } = printed(name, expected.asOf);

  test('prints one line and exits with 0', () => {
    expect([lines, err, exitCode]).toEqual([1, [], 0]);
  });

  test('has the expected grade, basis, terminus and investigator', () => {
    expect(comparable(expected, result)).toEqual(wanted(expected));
  });

  test('has exactly the expected clocks with the expected dates and states', () => {
    const byCode = (clocks: Expected['clocks']) => new Map(clocks.map((clock) => [clock.code, clock]));
    const got = byCode(result.clocks);
    expect([...got.keys()].sort()).toEqual([...byCode(expected.clocks).keys()].sort());
    for (const clock of expected.clocks) expect(comparable(clock, got.get(clock.code) ?? {})).toEqual(wanted(clock));
  });
});

describe('full-life', () => {
  const { result, err } = printed('full-life', '2022-10-01');

  test('runs through every process: all its clocks are met, two of them late', () => {
    expect(err).toEqual([]);
    const codes = (state: string) => result.clocks.filter((clock) => clock['state'] === state).map(({ code }) => code);
    expect(codes('met-late')).toEqual(['report-hop:city-province', 'supervision-completion']);
    expect([codes('met').length, result.clocks.length]).toEqual([18, 20]);
  });
});
