import { carryOut } from '../../../domain/kinds/accident-case/carry-out';
import type { DecisionContext } from '../../../domain/kinds/accident-case/assessed';
import type { CaseState } from '../../../domain/kinds/accident-case/state';
import type { CaseCommand } from '../../../domain/kinds/accident-case/commands';
import { loadRules } from '../../../rules';
import { changes, dead, decideOn, determine, findingOf, moves, registered } from '../../support/findings';
import { at, type Given, given, past } from '../../support/given';
import { rowsOf } from '../../support/triggers';

const major = (): Given => given([registered(), dead(10, '2024-03-01T12:00')]);
/** In 2026 supervision of larger accidents has rows of its own. */
const of2026: CaseCommand[] = [registered({ occurredAt: at('2026-03-10T08:00') }, '2026-03-10T09:00'), dead(3, '2026-03-10T10:00')];
const larger = (): Given => given(of2026);
const FITS = ['事故等级为重大，符合“重大”'];

describe('findings of a case', () => {
  it('ten dead, when recorded, open what the rows on a major accident command and allow, each with its source', () => {
    const told = given([registered()]).when(dead(10, '2024-03-01T12:00'));
    expect(moves(told)).toEqual([
      ['t24:city', null, 'open'], ['case-supervision:major', null, 'open'], ['elevation:grade-rose', null, 'open'],
    ]);
    expect(changes(told)[1]).toMatchObject({ cite: ['安委〔2010〕6号 第2条'], because: FITS, pack: { id: 'national' } });
    expect(findingOf(told.state, 't24:city')?.trace).toEqual([{ at: at('2024-03-01T12:00'), state: 'open', because: FITS }]);
  });

  it('thirty dead, when recorded later, let the heavier talk take the place of the lighter one', () => {
    const told = major().when(dead(30, '2024-03-02'));
    expect(moves(told)).toEqual([
      ['t24:city', 'open', 'superseded'], ['case-supervision:major', 'open', 'withdrawn'], ['t24:extraordinary', null, 'open'],
    ]);
    expect(findingOf(told.state, 't24:city')?.supersededBy).toEqual(['national/t24:extraordinary@accident:test']);
  });

  it('figures that fall inside the window and rise again, when recorded, withdraw and reopen with every step in the trace', () => {
    const { state } = given([registered(), dead(10, '2024-03-01T12:00'), dead(9, '2024-03-02'), dead(11, '2024-03-03')]);
    expect(findingOf(state, 'case-supervision:major')?.trace.map((step) => [step.at, step.state]))
      .toEqual([[at('2024-03-01T12:00'), 'open'], [at('2024-03-02'), 'withdrawn'], [at('2024-03-03'), 'open']]);
  });

  it('an act that changes nothing they ask about, when done, leaves no event of them', () => {
    expect(moves(major().when(past('inform-unit-head', '2024-03-01T13:00')))).toEqual([]);
  });
});

describe('findings and the law of the case', () => {
  const { calendar, resolve } = loadRules();
  const ctx: DecisionContext = { matterId: 'test', now: at('2024-03-05'), rules: resolve(['national']), triggers: rowsOf('national'), calendar };
  const adopt: CaseCommand = { do: 'adopt-rules', change: 'c1', title: '试验', packs: [], calendars: [] };
  const carried = (state: CaseState, command: CaseCommand, context: DecisionContext) => {
    const told = carryOut({ state, ball: null }, command, context);
    if ('refusal' in told) throw new Error(told.refusal.code);
    return told;
  };

  it('a state from before findings were kept, when its next act comes, has all of them', () => {
    const { findings, ...old } = major().state;
    expect(carried(old, past('inform-unit-head', '2024-03-04'), ctx).view.state.findings?.map(({ row }) => row)).toEqual(findings?.map(({ row }) => row));
  });

  it('the same rows in another text, when adopted, keep state, trace and decision and name that text', () => {
    const { state } = major().when(decideOn('confirm-finding', 't24:city', '2024-03-02'));
    const pack = { id: 'national', version: '2026.2', sha256: 'f'.repeat(64) };
    const told = carried(state, adopt, { ...ctx, triggers: ctx.triggers.map((row) => ({ ...row, pack })), previous: ctx });
    const before = findingOf(state, 't24:city');
    expect(before?.decided).toBeDefined();
    expect(findingOf(told.view.state, 't24:city')).toEqual({ ...before, pack });
    expect(told.notices.filter(({ kind }) => kind === 'finding')).toEqual([]);
  });

  it('rows that the adopted law no longer has, when adopted, leave their findings withdrawn and say why', () => {
    const told = carried(major().state, adopt, { ...ctx, triggers: [], previous: ctx });
    expect(findingOf(told.view.state, 't24:city')).toMatchObject({ state: 'withdrawn', because: ['所依的规则或事实已不在。'] });
  });
});

describe('what people determine', () => {
  it('a larger accident, when nobody has said whether it is typical, opens nothing about supervision', () => {
    expect(findingOf(larger().state, 'case-supervision:larger')).toBeUndefined();
  });

  it('typical or not, when determined and determined anew, decides who supervises', () => {
    const typical = larger().when(determine('2026-03-11', 'typical', 'yes'));
    expect(moves(typical)).toEqual([['case-supervision:typical-larger', null, 'open']]);
    const { state } = given([...of2026, determine('2026-03-11', 'typical', 'yes'), determine('2026-03-12', 'typical', 'no')]);
    expect(findingOf(state, 'case-supervision:typical-larger')?.state).toBe('withdrawn');
    expect(findingOf(state, 'case-supervision:larger')?.state).toBe('open');
    expect(state.determinations?.map(({ about, answer }) => [about, answer])).toEqual([['typical', 'yes'], ['typical', 'no']]);
  });

  it('what is still undecided, when said so, makes the finding provisional, and no one is asked to confirm it', () => {
    const told = larger().when(determine('2026-03-11', 'typical', 'undecided'));
    expect(moves(told)).toEqual([['case-supervision:typical-larger', null, 'provisional'], ['case-supervision:larger', null, 'provisional']]);
    const { carried } = told;
    expect('view' in carried && carried.view.tasks.filter(({ act }) => act === 'confirm-finding')).toEqual([]);
  });

  it('a measure that a source leaves to a written proposal, when proposed, may be taken, and who decides may leave it', () => {
    const local = given([registered()], ['national', 'zhejiang-2014']);
    expect(findingOf(local.state, 'case-supervision:zhejiang')).toBeUndefined();
    const told = local.when({ do: 'propose-measure', at: at('2024-03-02'), measure: 'case-supervision', by: '某县安委办', ground: '屡次发生同类事故' });
    expect(changes(told)).toMatchObject([{ row: 'case-supervision:zhejiang', state: 'open', because: ['某县安委办提出查处挂牌督办，理由：屡次发生同类事故'] }]);
    expect(told.carried).toMatchObject({ notices: [] });
  });

  it('a determination later than now or before the accident, when given, is refused', () => {
    expect(larger().when(determine('2026-03-12', 'typical', 'yes'), '2026-03-11').refusal).toBe('AT_IN_FUTURE');
    expect(larger().when(determine('2026-03-09', 'typical', 'yes'), '2026-03-11').refusal).toBe('AT_BEFORE_ACCIDENT');
  });
});
