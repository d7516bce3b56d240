import type { Grade } from '../../../domain/vocabulary/grade';
import { formatInstant } from '../../../domain/time/instant';
import { act, at, assessed, clockOf, count, killed } from '../../support/case-facts';

const report = (when: string, by: string, to: string) => act(when, 'report', { by, to });
const reportingCodes = (grade: Grade) => assessed({ counts: killed(grade), acts: [
  act('2024-03-01T08:10', 'inform-unit-head'), report('2024-03-01T08:20', 'unit', 'county'), report('2024-03-01T08:30', 'county', 'city'),
  report('2024-03-01T08:40', 'city', 'province'), report('2024-03-01T08:50', 'province', 'state'),
] }, '2024-03-01T12:00').clocks.map(({ code }) => code).filter((code) => /report/.test(code) && code !== 'investigation-report');

describe('which reporting clocks exist (CF §3.13)', () => {
  test.each<[Grade, string[]]>([
    ['general', ['unit-report', 'report-hop:county-city', 'follow-up-report']],
    ['larger', ['unit-report', 'unit-report-province', 'report-hop:county-city', 'report-hop:city-province', 'follow-up-report']],
    ['major', ['unit-report', 'unit-report-province', 'report-hop:county-city', 'report-hop:city-province', 'report-hop:province-state', 'follow-up-report']],
    ['extraordinary', ['unit-report', 'unit-report-province', 'report-hop:county-city', 'report-hop:city-province', 'report-hop:province-state', 'follow-up-report']],
  ])('%s: %j', (grade, codes) => {
    expect(reportingCodes(grade)).toEqual(codes);
  });

  test('the grade now decides, whatever was known at the trigger: the provincial report of 08:00 is owed once 3 are dead', () => {
    const facts = { counts: [count('2024-03-01T09:00', { deaths: 1 }), count('2024-03-03', { deaths: 3 })], acts: [act('2024-03-01T08:10', 'inform-unit-head')] };
    expect(clockOf(assessed(facts, '2024-03-02'), 'unit-report-province')).toBeUndefined();
    expect(clockOf(assessed(facts, '2024-03-04'), 'unit-report-province')).toMatchObject({ triggeredAt: at('2024-03-01T08:10'), state: 'overdue' });
  });
});

describe('unit-report (1 h)', () => {
  const unitReport = (reportAt: string | null, asOf = '2024-03-01T10:00') => clockOf(assessed({ acts: [
    act('2024-03-01T08:10', 'inform-unit-head'), ...(reportAt ? [report(reportAt, 'unit', 'county')] : []),
  ] }, asOf), 'unit-report');

  test('an act at the very last instant is in time, one second later is not (以内包括本数)', () => {
    expect(unitReport('2024-03-01T09:10')).toMatchObject({ state: 'met', lateByMs: null, dueDate: null, dueAt: at('2024-03-01T09:10') });
    expect(unitReport('2024-03-01T09:10:01')).toMatchObject({ state: 'met-late', lateByMs: 1_000 });
  });

  test('is pending through its last instant and overdue after it', () => {
    expect([unitReport(null, '2024-03-01T09:10')?.state, unitReport(null, '2024-03-01T09:10:01')?.state]).toEqual(['pending', 'overdue']);
  });

  test('is met by a report made before the unit head was told', () => {
    expect(unitReport('2024-03-01T08:05')).toMatchObject({ state: 'met', metAt: at('2024-03-01T08:05') });
  });

  test('does not exist before the unit head is told', () => {
    expect(clockOf(assessed({ acts: [report('2024-03-01T08:20', 'unit', 'county')] }, '2024-03-02'), 'unit-report')).toBeUndefined();
  });
});

describe('report hops (2 h each)', () => {
  test('run from the first report to the lower level, whoever made it', () => {
    const result = assessed({ counts: killed('major'), acts: [
      report('2024-03-01T08:20', 'unit', 'county'), report('2024-03-01T08:40', 'unit', 'province'), report('2024-03-01T09:00', 'city', 'county'),
    ] }, '2024-03-01T09:30');
    expect([clockOf(result, 'report-hop:county-city')?.triggeredAt, clockOf(result, 'report-hop:province-state')?.triggeredAt])
      .toEqual([at('2024-03-01T08:20'), at('2024-03-01T08:40')]);
    expect(clockOf(result, 'report-hop:city-province')).toBeUndefined();
  });

  test('skipping a level meets nothing, but starts the level that was told', () => {
    const result = assessed({ counts: killed('major'), acts: [
      report('2024-03-01T08:20', 'unit', 'county'), report('2024-03-01T09:00', 'county', 'province'),
    ] }, '2024-03-01T11:00');
    expect(clockOf(result, 'report-hop:county-city')?.state).toBe('overdue');
    expect(clockOf(result, 'report-hop:province-state')).toMatchObject({ triggeredAt: at('2024-03-01T09:00'), state: 'pending' });
  });
});

describe('follow-up-report', () => {
  const followUp = (grade: Grade, asOf: string, more: ReturnType<typeof act>[] = [], industry: 'general' | 'fire' = 'general') => clockOf(assessed({
    accident: { industry }, counts: killed(grade), acts: [report('2024-03-01T08:20', 'unit', 'county'), ...more],
  }, asOf), 'follow-up-report');

  test.each<[Grade, string]>([
    ['general', '2024-03-02T08:20'], ['larger', '2024-03-02T08:20'], ['major', '2024-03-01T20:20'], ['extraordinary', '2024-03-01T20:20'],
  ])('%s is due at %s', (grade, due) => {
    expect(followUp(grade, '2024-03-01T10:00')?.dueAt).toBe(at(due));
  });

  test('runs anew from the latest report or follow-up by anyone; a supplement does not count', () => {
    const clock = followUp('major', '2024-03-02T08:00', [
      report('2024-03-01T18:00', 'county', 'city'), act('2024-03-02T05:00', 'follow-up', { by: 'city' }), act('2024-03-02T07:00', 'supplement', { by: 'city' }),
    ]);
    expect(clock).toMatchObject({ triggeredAt: at('2024-03-02T05:00'), dueAt: at('2024-03-02T17:00'), state: 'pending' });
  });

  test('two at one instant are one: the clock runs on from there', () => {
    const clock = followUp('general', '2024-03-02T08:00', [
      act('2024-03-02T05:00', 'follow-up', { by: 'county' }), act('2024-03-02T05:00', 'follow-up', { by: 'city' }),
    ]);
    expect(clock).toMatchObject({ triggeredAt: at('2024-03-02T05:00'), state: 'pending', metAt: null });
  });

  test('exists while the casualty window is open and before approval', () => {
    expect(followUp('general', '2024-03-31T23:59')?.state).toBe('overdue');
    expect(followUp('general', '2024-04-01T00:00')).toBeUndefined();
    expect(followUp('general', '2024-03-09T00:00', [], 'fire')).toBeUndefined();
    expect(followUp('general', '2024-03-20', [act('2024-03-18', 'submit-report'), act('2024-03-19', 'approve')])).toBeUndefined();
  });
});

describe('casualty-window', () => {
  test.each([['general', '2024-03-31'], ['gas', '2024-03-31'], ['road-traffic', '2024-03-08'], ['fire', '2024-03-08']] as const)(
    '%s: pending to the end of %s, then met at that midnight', (industry, due) => {
      const at0 = assessed({ accident: { industry } }, '2024-03-02');
      const at1 = assessed({ accident: { industry } }, '2024-06-02');
      expect(clockOf(at0, 'casualty-window')).toMatchObject({ dueDate: due, state: 'pending', metAt: null });
      const over = clockOf(at1, 'casualty-window');
      expect([over?.state, over?.metAt, over?.lateByMs, over?.metBy]).toEqual(['met', over?.dueAt, null, null]);
      expect(formatInstant(over?.dueAt ?? 0)).toMatch(/T00:00:00\+08:00$/);
    });
});

test('an accident that has not happened yet at the as-of instant has no clock at all', () => {
  expect(assessed({}, '2024-02-01').clocks).toEqual([]);
});
