import { z } from 'zod';
import type { CaseEvent } from '../../../domain/kinds/accident-case/events';
import type { CaseState } from '../../../domain/kinds/accident-case/state';
import { evolve } from '../../../domain/kinds/accident-case/state';
import type { ChangeEvent, RuleChange } from '../../../domain/rule-change/change';
import { evolveChange } from '../../../domain/rule-change/change';
import { changeEventShapes } from '../../../prisma/repositories/shapes/change-shape';
import { caseEventShapes } from '../../../prisma/repositories/shapes/event-shape';
import { eventReader, eventVersionOf, readCaseEvent, readChangeEvent } from '../../../prisma/repositories/shapes/read-event';
import { eventFixtures, inOrder } from '../../support/event-fixtures';

const row = (over: object) => ({ matterId: 'case-7', seq: 12, type: 'grade-changed', typeVersion: 1, data: {}, ...over });
const fixtures = eventFixtures();
const read = (fixture: (typeof fixtures)[number]) =>
  (Object.hasOwn(caseEventShapes, fixture.type) ? readCaseEvent(row(fixture)) : readChangeEvent(row(fixture)));

describe('stored events', () => {
  it('every type of event, in each version it ever had, has a fixture', () => {
    const types = [...Object.keys(caseEventShapes), ...Object.keys(changeEventShapes)];
    const versions = (type: string) => [...new Set(fixtures.filter((each) => each.type === type).map((each) => each.typeVersion))];
    expect(Object.fromEntries(types.map((type) => [type, versions(type)])))
      .toEqual(Object.fromEntries(types.map((type) => [type, Array.from({ length: eventVersionOf(type) }, (_, i) => i + 1)])));
    expect(fixtures.filter(({ type }) => !types.includes(type))).toEqual([]);
  });

  it.each(fixtures.filter(({ type, typeVersion }) => typeVersion === eventVersionOf(type)))('a $type of today, when read, is what was stored', (fixture) => {
    expect(read(fixture)).toEqual(fixture.data);
  });

  it('events of a case of every age, when read and folded, make a state', () => {
    const events = inOrder(fixtures, caseEventShapes, 'case-registered').map(read) as CaseEvent[];
    expect(events.reduce<CaseState | null>(evolve, null)).toMatchObject({ closedAt: null, proposals: [{}], determinations: [{}], settled: [{}] });
  });

  it('events of a rule change of every age, when read and folded, make a change', () => {
    const events = inOrder(fixtures, changeEventShapes, 'change-drafted').map(read) as ChangeEvent[];
    expect(events.reduce<RuleChange | null>(evolveChange, null)).toMatchObject({ state: 'withdrawn', impact: { matters: 2 }, appliedBy: { name: '甲' } });
  });
});

describe('an event that this program does not know', () => {
  it.each([
    ['of another type', { type: 'case-moved' }, '案卷 case-7 的第 12 个事件（case-moved，版本 1）不能读取：本程序不认得这种事件。'],
    ['of a type that is a word of the language', { type: 'constructor' }, '案卷 case-7 的第 12 个事件（constructor，版本 1）不能读取：本程序不认得这种事件。'],
    ['of a newer version', { typeVersion: 2 }, '案卷 case-7 的第 12 个事件（grade-changed，版本 2）不能读取：本程序只认得版本 1 至 1。'],
    ['of version 0', { typeVersion: 0 }, '案卷 case-7 的第 12 个事件（grade-changed，版本 0）不能读取：本程序只认得版本 1 至 1。'],
  ])('%s, when read, is refused by matter, number, type and version', (_what, over, message) => {
    expect(() => readCaseEvent(row({ data: { type: 'grade-changed', at: 1, from: null, to: 'major' }, ...over }))).toThrow(message);
  });

  it.each([
    ['a field too many', { type: 'grade-changed', at: 1, from: null, to: 'major', why: '' }, /（grade-changed，版本 1）不合格式：全部：.*why/],
    ['a wrong word', { type: 'grade-changed', at: 1, from: null, to: 'huge' }, /不合格式：to：/],
    ['another type inside', { type: 'clock-met', at: 1, from: null, to: 'major' }, /不合格式：type：/],
    ['nothing inside', null, /不合格式：全部：/],
  ])('with %s, when read, is refused and says where', (_what, data, message) => {
    expect(() => readCaseEvent(row({ data }))).toThrow(message);
  });

  it('of a case, when it stands under a rule change, is refused', () => {
    expect(() => readChangeEvent(row({ data: { type: 'grade-changed', at: 1, from: null, to: 'major' } }))).toThrow('不认得这种事件');
  });

  it('when it is folded all the same, stops the fold', () => {
    const [registered] = fixtures.filter(({ type }) => type === 'case-registered').map(read) as [CaseEvent];
    const unknown = { type: 'case-moved', at: 1 } as unknown as CaseEvent & ChangeEvent;
    expect(() => evolve(evolve(null, registered), unknown)).toThrow('unknown type case-moved');
    const [drafted] = fixtures.filter(({ type }) => type === 'change-drafted').map(read) as [ChangeEvent];
    expect(() => evolveChange(evolveChange(null, drafted), unknown)).toThrow('unknown type case-moved');
  });
});

describe('a type that has changed twice', () => {
  const shapes = { told: z.strictObject({ type: z.literal('told'), whom: z.array(z.string()), how: z.string() }) };
  const reader = eventReader<{ type: 'told'; whom: string[]; how: string }>(shapes, {
    told: [({ who, ...rest }) => ({ ...rest, whom: [who] }), (older) => ({ ...older, how: 'post' })],
  });
  const told = (typeVersion: number, data: object) => reader(row({ type: 'told', typeVersion, data: { type: 'told', ...data } }));

  it.each([
    [1, { who: '甲' }, { whom: ['甲'], how: 'post' }],
    [2, { whom: ['甲', '乙'] }, { whom: ['甲', '乙'], how: 'post' }],
    [3, { whom: [], how: 'mail' }, { whom: [], how: 'mail' }],
  ])('stored under version %i, when read, is lifted step by step to today', (version, stored, today) => {
    expect(told(version, stored)).toEqual({ type: 'told', ...today });
  });

  it('stored under version 4, when read, is refused', () => {
    expect(() => told(4, { whom: [], how: 'mail' })).toThrow('（told，版本 4）不能读取：本程序只认得版本 1 至 3。');
  });

  it('stored under version 1 in the shape of 2, when read, is refused', () => {
    expect(() => told(1, { whom: ['甲'] })).toThrow('不合格式：whom[0]');
  });
});
