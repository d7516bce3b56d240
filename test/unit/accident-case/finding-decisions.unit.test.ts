import type { CaseCommand } from '../../../domain/kinds/accident-case/commands';
import { dead, decideOn, determine, findingOf, registered } from '../../support/findings';
import { given, past, type When } from '../../support/given';

const past10: CaseCommand[] = [registered(), dead(10, '2024-03-01T12:00')];
const major = () => given(past10);
const carriedOf = ({ carried }: When) => {
  if ('refusal' in carried) throw new Error(carried.refusal.code);
  return carried;
};
const tasksOf = (told: When) => carriedOf(told).view.tasks.filter(({ act }) => act === 'confirm-finding').map(({ title }) => title);
const TALK = '应当采取措施：重大事故或者较大事故多发、处置不力，约谈市（州）政府主要负责人';
const SUPERVISION = '应当采取措施：重大事故由国务院安委会挂牌督办';

describe('a decision on a finding', () => {
  it('what the source commands, when dismissed, is refused with the source', () => {
    const { carried } = major().when(decideOn('dismiss-finding', 'case-supervision:major', '2024-03-02'));
    expect(carried).toEqual({ refusal: { code: 'FINDING_MANDATORY', field: 'finding', rule: '安委〔2010〕6号 第2条' } });
  });

  it('what the source allows, when dismissed, is dismissed and nothing else happens', () => {
    const told = major().when(decideOn('dismiss-finding', 'elevation:grade-rose', '2024-03-02'));
    expect(told.types).toEqual(['finding-decided']);
    expect(findingOf(told.state, 'elevation:grade-rose')).toMatchObject({ state: 'open', decided: { decision: 'dismissed', reason: '已报主任同意' } });
  });

  it('a dismissed one, when facts change that leave it open, stays dismissed', () => {
    const { state } = given([...past10, decideOn('dismiss-finding', 'elevation:grade-rose', '2024-03-02'), dead(12, '2024-03-03')]);
    expect(findingOf(state, 'elevation:grade-rose')?.decided?.decision).toBe('dismissed');
  });

  it('a confirmed one, when facts withdraw it and bring it back, has to be decided again', () => {
    const { state } = given([...past10, decideOn('confirm-finding', 't24:city', '2024-03-02'), dead(9, '2024-03-03'), dead(10, '2024-03-04')]);
    expect(findingOf(state, 't24:city')).toMatchObject({ state: 'open' });
    expect(findingOf(state, 't24:city')?.decided).toBeUndefined();
  });

  it('a dismissed one, when confirmed after all, is confirmed', () => {
    const dismissed = given([...past10, decideOn('dismiss-finding', 'elevation:grade-rose', '2024-03-02')]);
    const { state } = dismissed.when(decideOn('confirm-finding', 'elevation:grade-rose', '2024-03-03'));
    expect(findingOf(state, 'elevation:grade-rose')?.decided?.decision).toBe('confirmed');
  });

  it.each([
    ['an unknown one', decideOn('confirm-finding', 'nothing', '2024-03-05'), 'FINDING_UNKNOWN'],
    ['a superseded one', decideOn('confirm-finding', 't24:city', '2024-03-05'), 'FINDING_NOT_OPEN'],
    ['one confirmed already', decideOn('confirm-finding', 't24:extraordinary', '2024-03-05'), 'FINDING_DECIDED'],
  ])('%s, when decided, is refused', (_what, command, code) => {
    const after = given([...past10, dead(30, '2024-03-02'), decideOn('confirm-finding', 't24:extraordinary', '2024-03-03')]);
    expect(after.when(command).refusal).toBe(code);
  });
});

describe('whom findings reach', () => {
  it('a commanded measure, when it becomes due, is told to whoever takes it with measure, reason and source; an allowed one is not', () => {
    const { notices } = carriedOf(given([registered()]).when(dead(10, '2024-03-01T12:00')));
    const told = notices.filter(({ kind }) => kind === 'finding');
    expect(told.map(({ title, body }) => [title, body])).toEqual([
      [TALK, { kind: 'safety-committee-office', level: 'state' }], [SUPERVISION, { kind: 'safety-committee-office', level: 'state' }],
    ]);
    expect(told[1]).toMatchObject({ cite: ['安委〔2010〕6号 第2条'], text: expect.stringMatching(/应当由国家级安全生产委员会.*理由：事故等级为重大/) });
  });

  it('a commanded measure, when it falls away or is in doubt again, is told to the same', () => {
    const { notices } = carriedOf(major().when(dead(9, '2024-03-02')));
    expect(notices.filter(({ kind }) => kind === 'finding').map(({ title }) => title)).toEqual([
      TALK.replace('应当采取措施', '可能采取措施，尚待认定'), SUPERVISION.replace('应当采取措施', '不再成立'),
    ]);
  });

  it('a commanded measure, until it is confirmed, taken or withdrawn, is a task; the ball stays with the acts', () => {
    const open = major().when(past('inform-unit-head', '2024-03-01T13:00'));
    expect(tasksOf(open)).toEqual([TALK, SUPERVISION]);
    expect(carriedOf(open).view.ball?.act).not.toBe('confirm-finding');
    expect(tasksOf(major().when(decideOn('confirm-finding', 't24:city', '2024-03-02')))).toEqual([SUPERVISION]);
    expect(tasksOf(major().when(past('open-supervision', '2024-03-02', { by: '国务院安委会' })))).toEqual([TALK]);
    expect(tasksOf(major().when(dead(9, '2024-03-02')))).toEqual([]);
  });

  it('a case taken over with its supervision, when imported, is told of the talk only', () => {
    const supervised = given([{ do: 'import', at: past('close', '2024-04-01').at!, packs: ['national'], commands: [
      registered(), dead(10, '2024-03-01T12:00'), past('open-supervision', '2024-03-02', { by: '国务院安委会' })] } as CaseCommand]);
    expect(supervised.events.filter(({ type }) => type === 'findings-changed')).toHaveLength(1);
    expect(tasksOf(supervised.when(determine('2024-04-02', 'liability', 'yes')))).toEqual([TALK]);
  });
});
