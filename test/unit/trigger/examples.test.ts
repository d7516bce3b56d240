import type { TriggerAccident } from '../../../domain/trigger/facts';
import { evaluateTriggers } from '../../../domain/trigger/evaluate';
import { measureDue } from '../../../domain/trigger/limits';
import { measuresDue } from '../../../domain/trigger/measure-union';
import { reconcile } from '../../../domain/trigger/reconcile';
import type { Finding, PackedTrigger } from '../../../domain/trigger/finding';
import { formatInstant, startOfDate } from '../../../domain/time/instant';
import { loadRules } from '../../../rules';
import { AS_OF, accident, area, ask, facts, rowOf, rowsOf, yesOf } from '../../support/triggers';

/** The worked examples of the specification: M14–M18, M28, M43, M05, M06 and the contradictions G01–G03, G17–G20, G23. */

const XPCC = rowsOf('xpcc-2014').filter(({ code }) => /^t0[1-5]$/.test(code));
const ZHEJIANG = rowsOf('zhejiang-2014').filter(({ code }) => code === 't11');
const { calendar } = loadRules();
const at = (day: string) => startOfDate(day);

const yes = (rows: PackedTrigger[], accidents: TriggerAccident[]) => yesOf(evaluateTriggers(facts({ accidents }), rows, AS_OF));
const stateOf = (findings: readonly Finding[]) => Object.fromEntries(findings.map(({ row, state }) => [row, state]));

describe('兵团: accidents in one division', () => {
  const first = accident('a1', '2026-03-01', { deaths: 1 });

  test('1 dead on 03-01 and 2 on 03-31: T03 by the second (day 30), and T01 by each', () => {
    expect(yes(XPCC, [first, accident('a2', '2026-03-31', { deaths: 2 })])).toEqual(['t01@accident:a1', 't01@accident:a2', 't03@accident:a2']);
  });

  test('the second on 04-01 is day 31: no T03, T01 by each', () => {
    expect(yes(XPCC, [first, accident('a2', '2026-04-01', { deaths: 2 })])).toEqual(['t01@accident:a1', 't01@accident:a2']);
  });

  test('the second in another division: no T03; where the division is not said, cannot tell', () => {
    expect(yes(XPCC, [first, accident('a2', '2026-03-31', { deaths: 2, area: '另一个师' })])).not.toContain('t03@accident:a2');
    const answer = ask('t03', facts({ accidents: [first, accident('a2', '2026-03-31', { deaths: 2, area: undefined })] }));
    expect(answer.verdict).toBe('cannot-tell');
    expect(answer.missing.map(({ text }) => text)).toEqual(['事故“a1”与事故“a2”是否同一地区（师、部门）']);
  });

  test('an accident without dead does not count: T01 only', () => {
    expect(yes(XPCC, [accident('a1', '2026-03-01'), accident('a2', '2026-03-31', { deaths: 2 })])).toEqual(['t01@accident:a1', 't01@accident:a2']);
  });

  test('5 dead on 05-04: T02 and T03; an injured dies on 06-01: T04, the first two superseded, nothing deleted', () => {
    const evaluate = (deaths: number, day: string) =>
      evaluateTriggers(facts({ accidents: [accident('a', '2026-05-04', { deaths, grade: 'larger' })] }), XPCC, at(day));
    const before = reconcile([], evaluate(5, '2026-05-05'), at('2026-05-05'));
    expect(stateOf(before)).toEqual({ t02: 'open', t03: 'open' });
    const after = reconcile(before, evaluate(6, '2026-06-01'), at('2026-06-01'));
    expect(stateOf(after)).toEqual({ t02: 'superseded', t03: 'superseded', t04: 'open' });
    expect(after.find(({ row }) => row === 't02')?.supersededBy).toEqual(['xpcc-2014/t04@accident:a']);
    expect(after.find(({ row }) => row === 't02')?.trace.map(({ state, at: when }) => [state, formatInstant(when).slice(0, 10)]))
      .toEqual([['open', '2026-05-05'], ['superseded', '2026-06-01']]);
  });

  test('G01: 3–5 dead ask for the union of measures; the one talk held by 兵团 satisfies both sources', () => {
    const findings = reconcile([], evaluateTriggers(facts({ accidents: [accident('a', '2026-05-04', { deaths: 4, grade: 'larger' })] }), XPCC, AS_OF), AS_OF);
    const due = measuresDue(findings);
    expect(due.map(({ kind }) => kind)).toEqual(['self-criticism', 'talk', 'criticism-notice']);
    expect(due[1]).toMatchObject({
      by: ['兵团', '兵团安委会办公室'], satisfiedBy: '兵团', on: ['师分管负责人'],
      findings: ['xpcc-2014/t02@accident:a', 'xpcc-2014/t03@accident:a'],
    });
  });

  test('G02: the number opens the veto by itself, “重大影响” only when a person says so', () => {
    expect(ask('t05', facts({ accidents: [accident('a', '2026-05-04', { deaths: 10 })] })).verdict).toBe('yes');
    expect(ask('t05', facts({ accidents: [accident('a', '2026-05-04', { deaths: 1 })] })).verdict).toBe('cannot-tell');
    expect(ask('t05', facts({ accidents: [accident('a', '2026-05-04', { deaths: 1, tags: { 'great-impact': true } })] })).verdict).toBe('yes');
  });

  test('G03: 9 dead are T04, 10 are T05 and no longer T04', () => {
    const codes = (deaths: number) => yes(XPCC, [accident('a', '2026-05-04', { deaths, grade: 'major' })]);
    expect(codes(9)).toEqual(['t04@accident:a']);
    expect(codes(10)).toEqual(['t05@accident:a']);
  });
});

describe('浙江: three larger liability accidents within 一月', () => {
  const larger = (id: string, day: string, liability: boolean | 'undecided' = true) => accident(id, day, { grade: 'larger', deaths: 3, liability });
  const [a1, a2] = [larger('a1', '2026-01-31'), larger('a2', '2026-02-10')];

  test('01-31, 02-10 and 02-28: T11 by the third, the month of the first ends on 02-28', () => {
    expect(yes(ZHEJIANG, [a1, a2, larger('a3', '2026-02-28')])).toEqual(['t11@accident:a3']);
  });

  test('the third on 03-01: none', () => {
    expect(yes(ZHEJIANG, [a1, a2, larger('a3', '2026-03-01')])).toEqual([]);
  });

  test('one nature undecided: provisional; decided a liability accident: open; decided not one: withdrawn', () => {
    const evaluate = (liability: boolean | 'undecided') =>
      evaluateTriggers(facts({ accidents: [a1, larger('a2', '2026-02-10', liability), larger('a3', '2026-02-28')] }), ZHEJIANG, AS_OF);
    const provisional = reconcile([], evaluate('undecided'), AS_OF).filter(({ subject }) => subject.key === 'accident:a3');
    expect(provisional.map(({ state }) => state)).toEqual(['provisional']);
    expect(provisional[0]?.missing.map(({ text }) => text)).toEqual(['事故“a2”的性质认定：是否为责任事故']);
    expect(reconcile(provisional, evaluate(true), AS_OF)[0]?.state).toBe('open');
    expect(reconcile(provisional, evaluate(false), AS_OF)[0]?.state).toBe('withdrawn');
  });

  test('one nature not at hand: cannot tell, and no finding', () => {
    const accidents = [a1, { ...a2, liability: undefined }, larger('a3', '2026-02-28')];
    const answers = evaluateTriggers(facts({ accidents }), ZHEJIANG, AS_OF).filter(({ subject }) => subject.key === 'accident:a3');
    expect(answers.map(({ verdict }) => verdict)).toEqual(['cannot-tell']);
    expect(reconcile([], answers, AS_OF)).toEqual([]);
  });

  test('G17: an accident of another kind in between does not break the run', () => {
    expect(yes(ZHEJIANG, [a1, accident('b', '2026-02-05'), a2, larger('a3', '2026-02-28')])).toContain('t11@accident:a3');
  });

  test('in two cities of the province: none; by one unit in two cities: T11', () => {
    const elsewhere = { ...a2, region: '330102', unit: '另一公司' };
    expect(yes(ZHEJIANG, [a1, elsewhere, larger('a3', '2026-02-28')])).toEqual([]);
    expect(yes(ZHEJIANG, [a1, { ...elsewhere, unit: '某公司' }, larger('a3', '2026-02-28')])).toEqual(['t11@accident:a3']);
  });
});

describe('云南: quota of 12 dead', () => {
  const t16 = rowsOf('yunnan-2014').filter(({ code }) => code === 't16');
  const evaluate = (deaths: number, assessment: 'passed' | 'failed' = 'passed') =>
    evaluateTriggers(facts({ areas: [area({ deaths, deathsQuota: 12, larger: 0, largerQuota: 1, assessment })] }), t16, AS_OF);

  test('12: no; 13: T16; restated to 12: withdrawn with its trace', () => {
    expect(reconcile([], evaluate(12), AS_OF)).toEqual([]);
    const open = reconcile([], evaluate(13), AS_OF);
    expect(stateOf(open)).toEqual({ t16: 'open' });
    const [withdrawn] = reconcile(open, evaluate(12), AS_OF + 1);
    expect(withdrawn).toMatchObject({ state: 'withdrawn', measures: open[0]?.measures });
    expect(withdrawn?.trace.map(({ state }) => state)).toEqual(['open', 'withdrawn']);
    expect(withdrawn?.because).toContain('死亡人数12人，控制指标12人，未超过');
  });

  test('G20: a failed assessment opens it as well as a quota', () => {
    expect(stateOf(reconcile([], evaluate(1, 'failed'), AS_OF))).toEqual({ t16: 'open' });
  });
});

describe('limits of measures', () => {
  const measureOf = (code: string, kind: string) => {
    const measure = rowOf(code).measures.find((one) => one.kind === kind);
    if (!measure) throw new Error(`${code} has no ${kind}`);
    return measure;
  };

  test('M14: typical since 2026-09-30, notice due 2026-10-10 (10-08, 10-09 and the make-up Saturday count)', () => {
    const typical = accident('a', '2026-09-29', { taggedAt: { typical: at('2026-09-30') } });
    expect(measureDue(measureOf('accident-notice:shijiazhuang', 'accident-notice'), { accident: typical, tag: 'typical' }, calendar)?.dueDate).toBe('2026-10-10');
  });

  test('M14: larger accident 2026-03-10 in 石家庄, meeting due 2026-04-09; in 天津, not typical, there is none', () => {
    const larger = accident('a', '2026-03-10', { grade: 'larger', deaths: 3, tags: { typical: false } });
    expect(ask('on-site-meeting:shijiazhuang', facts({ accidents: [larger] })).verdict).toBe('yes');
    expect(measureDue(measureOf('on-site-meeting:shijiazhuang', 'on-site-meeting'), { accident: larger }, calendar)?.dueDate).toBe('2026-04-09');
    expect(ask('on-site-meeting:tianjin', facts({ accidents: [larger] })).verdict).toBe('no');
  });

  test('M59: major accident 2026-05-04T10:00, statement by 15:00 and conference by 05-05T10:00', () => {
    const major = accident('a', '2026-05-04', { at: Date.parse('2026-05-04T10:00+08:00'), grade: 'major' });
    const due = (kind: string) => formatInstant(measureDue(measureOf('press-conference:yunnan', kind), { accident: major }, calendar)?.dueAt ?? 0);
    expect([due('statement'), due('press-conference')]).toEqual(['2026-05-04T15:00:00+08:00', '2026-05-05T10:00:00+08:00']);
  });

  test('M15: talk within 15 days of confirmation, self-criticism and criticism within 10; nothing runs before it', () => {
    const confirmedAt = at('2026-06-01');
    const due = (kind: string) => measureDue(measureOf('t02', kind), { confirmedAt }, calendar)?.dueDate;
    expect([due('talk'), due('self-criticism'), due('criticism-notice')]).toEqual(['2026-06-16', '2026-06-11', '2026-06-11']);
    expect(measureDue(measureOf('t02', 'talk'), {}, calendar)).toBeNull();
  });

  test('every limit on board that no source gives is marked as advice', () => {
    const limits = rowsOf('xpcc-2014', 'zhejiang-2014', 'yunnan-2014', 'shijiazhuang-2016', 'tianjin-2016', 'saws-2009', 'national')
      .flatMap(({ measures }) => measures.flatMap(({ limit }) => limit ?? []));
    expect(limits.length).toBeGreaterThan(10);
    expect(limits.filter((limit) => !limit.default)).toEqual([]);
  });
});

describe('who decides', () => {
  test('C7, C8: a general accident is supervised by 市安委会 in 焦作, by 市安委办 over the county in 石家庄 and only if typical', () => {
    const general = facts({ accidents: [accident('a', '2026-03-10', { deaths: 1, investigator: 'county' })] });
    expect(ask('case-supervision:jiaozuo', general)).toMatchObject({ verdict: 'yes', measures: [{ by: [{ role: 'committee', level: 'city' }] }] });
    expect(ask('case-supervision:shijiazhuang', general)).toMatchObject({ verdict: 'cannot-tell', measures: [{ by: [{ role: 'committee-office', level: 'city' }] }] });
  });

  test('C10, 493号令 20: elevation is never commanded, whoever decides it', () => {
    for (const code of ['elevation:nanjing', 'elevation:shijiazhuang', 'elevation:grade-rose']) {
      expect(rowOf(code).measures.map(({ force }) => force)).toEqual(['may']);
    }
    expect(ask('elevation:grade-rose', facts({ accidents: [accident('a', '2026-03-10', { gradeRose: true })] })).mandatory).toBe(false);
  });

  test('G23: the elevation of 楚雄, whose text breaks off, finds nothing even where all it names is so', () => {
    const rows = rowsOf('chuxiong-2015').filter(({ code }) => code.startsWith('elevation'));
    const grave = accident('a', '2026-03-10', { grade: 'larger', tags: { 'grave-nature': true, 'bad-influence': true } });
    expect(rows).toHaveLength(1);
    expect(evaluateTriggers(facts({ accidents: [grave] }), rows, AS_OF)).toEqual([]);
  });
});

test('a row is not asked about what happened before its source was in force', () => {
  const rows = rowsOf('national').filter(({ code }) => code === 'case-supervision:general');
  const known = facts({ accidents: [accident('old', '2026-02-26'), accident('new', '2026-02-27')] });
  expect(evaluateTriggers(known, rows, AS_OF).map(({ subject }) => subject.key)).toEqual(['accident:new']);
});

test('an accident after asOf has not happened yet', () => {
  expect(evaluateTriggers(facts({ accidents: [accident('a', '2026-03-02')] }), XPCC, at('2026-03-02'))).toEqual([]);
});
