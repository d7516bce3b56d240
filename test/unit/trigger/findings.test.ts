import { evaluateTriggers } from '../../../domain/trigger/evaluate';
import type { Finding, PackedTrigger } from '../../../domain/trigger/finding';
import type { TriggerAccident } from '../../../domain/trigger/facts';
import { reconcile } from '../../../domain/trigger/reconcile';
import { AS_OF, accident, area, facts, rowsOf } from '../../support/triggers';

const XPCC = rowsOf('xpcc-2014').filter(({ code }) => /^t0[1-5]$/.test(code));
const SUPERVISION = rowsOf('shijiazhuang-2016').filter(({ code }) => code === 'case-supervision:shijiazhuang');
const judged = (rows: PackedTrigger[], rest: Partial<TriggerAccident>) =>
  evaluateTriggers(facts({ accidents: [accident('a', '2026-05-04', rest)] }), rows, AS_OF);
const states = (findings: readonly Finding[]) => Object.fromEntries(findings.map(({ row, state }) => [row, state]));
const typical = (is: boolean | 'undecided' | undefined) => judged(SUPERVISION, { tags: { typical: is } });

describe('the life of a finding', () => {
  test('when nothing changed, reconciling again changes nothing', () => {
    const answers = judged(XPCC, { deaths: 4, grade: 'larger' });
    const once = reconcile([], answers, 1);
    expect(reconcile(once, answers, 2)).toEqual(once);
  });

  test('when a tag is decided: provisional, then open; when it is taken back: withdrawn; when set again: open, all in the trace', () => {
    const sequence = ['undecided', true, false, true] as const;
    const last = sequence.reduce<Finding[]>((findings, is, i) => reconcile(findings, typical(is), i), []);
    expect(last).toHaveLength(1);
    expect(last[0]?.trace.map(({ at, state }) => [at, state])).toEqual([[0, 'provisional'], [1, 'open'], [2, 'withdrawn'], [3, 'open']]);
  });

  test('when an open one can no longer be told, it is provisional and names what is missing', () => {
    const [finding] = reconcile(reconcile([], typical(true), 1), typical(undefined), 2);
    expect(finding).toMatchObject({ state: 'provisional', missing: [{ fact: 'accident:a.typical', pending: false }] });
  });

  test('when a withdrawn one can no longer be told, it stays withdrawn', () => {
    const withdrawn = reconcile(reconcile([], typical(true), 1), typical(false), 2);
    expect(reconcile(withdrawn, typical(undefined), 3)).toEqual(withdrawn);
  });

  test('when persons are missing, the heavier one is provisional beside the lighter; when one is found alive, it is withdrawn', () => {
    const before = reconcile([], judged(XPCC, { deaths: 5, missing: 1, grade: 'larger' }), 1);
    expect(states(before)).toEqual({ t02: 'provisional', t03: 'provisional', t04: 'provisional' });
    expect(states(reconcile(before, judged(XPCC, { deaths: 5, missing: 0, grade: 'larger' }), 2)))
      .toEqual({ t02: 'open', t03: 'open', t04: 'withdrawn' });
  });

  test('when a general accident becomes a larger one, T01 is superseded by both T02 and T03', () => {
    const findings = reconcile(reconcile([], judged(XPCC, { deaths: 2 }), 1), judged(XPCC, { deaths: 3, grade: 'larger' }), 2);
    expect(states(findings)).toEqual({ t01: 'superseded', t02: 'open', t03: 'open' });
    expect(findings[0]?.supersededBy).toEqual(['xpcc-2014/t02@accident:a', 'xpcc-2014/t03@accident:a']);
  });

  test('when the casualties are corrected downward, the lighter one opens again and the heavier is withdrawn', () => {
    const heavy = reconcile(reconcile([], judged(XPCC, { deaths: 5, grade: 'larger' }), 1), judged(XPCC, { deaths: 6, grade: 'larger' }), 2);
    const back = reconcile(heavy, judged(XPCC, { deaths: 5, grade: 'larger' }), 3);
    expect(states(back)).toEqual({ t02: 'open', t03: 'open', t04: 'withdrawn' });
    expect(back.find(({ row }) => row === 't02')).toMatchObject({ supersededBy: [] });
  });

  test('when the subject or its row is gone, the finding is withdrawn with its measures kept', () => {
    const before = reconcile([], judged(XPCC, { deaths: 1 }), 1);
    const [gone] = reconcile(before, [], 2);
    expect(gone).toMatchObject({ state: 'withdrawn', because: ['所依的规则或事实已不在。'], measures: before[0]?.measures });
  });

  test('when another accident is corrected, only findings about the same accident are superseded by it', () => {
    const rows = (deathsOfB: number) => evaluateTriggers(facts({
      accidents: [accident('a', '2026-05-04', { deaths: 1 }), accident('b', '2026-09-04', { deaths: deathsOfB, grade: deathsOfB > 2 ? 'larger' : 'general' })],
    }), XPCC, AS_OF);
    const findings = reconcile(reconcile([], rows(1), 1), rows(7), 2);
    expect(findings.map(({ id, state }) => [id.split('/')[1], state])).toEqual([
      ['t01@accident:a', 'open'], ['t01@accident:b', 'superseded'], ['t04@accident:b', 'open'],
    ]);
  });

  test('a decision still open opens nothing by itself: a year not assessed yet has no provisional veto', () => {
    const t12 = rowsOf('zhejiang-2014').filter(({ code }) => code === 't12:failed');
    const [answer] = evaluateTriggers(facts({ areas: [area({ assessment: 'undecided' })] }), t12, AS_OF);
    expect(answer).toMatchObject({ verdict: 'cannot-tell', missing: [{ pending: true }] });
    expect(reconcile([], answer ? [answer] : [], AS_OF)).toEqual([]);
  });
});
