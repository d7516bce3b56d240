import type { z } from 'zod';
import type { CaseEvent } from '../../../domain/kinds/accident-case/events';
import type { CaseState } from '../../../domain/kinds/accident-case/state';
import { evolve } from '../../../domain/kinds/accident-case/state';
import type { Actor } from '../../../domain/kernel/actor';
import { canonicalJson } from '../../../domain/base/canonical-json';
import type { CommandOutcome } from '../../../domain/kernel/snapshot';
import type { ChangeEvent, ChangeOutcome, RuleChange } from '../../../domain/rule-change/change';
import { evolveChange } from '../../../domain/rule-change/change';
import { rollToWorkingDay } from '../../../domain/time/reckoning';
import { actorShape, changeOutcomeShape, outcomeShape } from '../../../prisma/repositories/shapes/actor-shape';
import {
  type StoredBall, ballShape, blockedShape, calendarPinShape, packPinShape, parseBall, parseState, stateShape,
} from '../../../prisma/repositories/shapes/case-shape';
import { changeEventShapes, changeShape } from '../../../prisma/repositories/shapes/change-shape';
import { clockShape } from '../../../prisma/repositories/shapes/clock-shape';
import { caseEventShapes } from '../../../prisma/repositories/shapes/event-shape';
import { StoredShapeError, readAs } from '../../../prisma/repositories/shapes/shape';
import { loadRules } from '../../../rules';
import { act, assessed } from '../../support/case-facts';
import { eventFixtures, inOrder } from '../../support/event-fixtures';
import { exampleNames, playOnRecord, readExample } from '../../support/play-on-record';
import { shapeCoverage } from '../../support/shape-coverage';

/** What is written as JSON and read back through its schema has to be what it was: state, ball, clocks, events and the rest. */

const coverage = shapeCoverage();

function unchanged<T>(shape: z.ZodType<T>, value: T): void {
  const stored: unknown = JSON.parse(JSON.stringify(value));
  coverage.see(shape, stored);
  const back = readAs(shape, stored, '');
  expect(canonicalJson(back)).toBe(canonicalJson(value));
}

const eventShape = (type: string) => ({ ...caseEventShapes, ...changeEventShapes })[type as CaseEvent['type']] as z.ZodType<unknown>;

/** The case and the change that have been through every kind of event. */
const fixtures = eventFixtures();
const ofTable = (table: object, opening: string) => inOrder(fixtures, table, opening).map(({ data }) => data);
const everyState = (ofTable(caseEventShapes, 'case-registered') as CaseEvent[]).reduce<CaseState | null>(evolve, null) as CaseState;
const everyChange = (ofTable(changeEventShapes, 'change-drafted') as ChangeEvent[]).reduce<RuleChange | null>(evolveChange, null) as RuleChange;
const decided = { at: 1, decision: 'dismissed', reason: '已报主任同意' } as const;
const explained: CaseState = {
  ...everyState, late: [{ clock: 'approval', reason: '鉴定延误' }], findings: (everyState.findings ?? []).map((finding) => ({ ...finding, decided })),
};

/** Clocks over a holiday with make-up days around it, a right that lapsed, and a last day that rolls: no example has them. */
const rareClocks = assessed({ acts: [
  act('2024-03-15', 'notify-remedies', { party: '某公司' }), act('2024-09-26', 'decide-penalty', { party: '某公司' }),
] }, '2024-10-05').clocks;
const rolled = rareClocks.map((clock) => (clock.dueDate === null || clock.dueAt === null ? clock : {
  ...clock, proof: rollToWorkingDay({ dueDate: '2024-10-05', dueAt: clock.dueAt, provisional: false, steps: clock.proof }, loadRules().calendar, '（试验）').steps,
}));

const ball: StoredBall = { act: 'approve', title: '批复', body: { kind: 'government', level: 'city', name: '某市人民政府' }, since: 1, until: 2 };
const person: Actor = { kind: 'person', personId: 'p', postId: 'q', bodyId: 'b', name: '甲', bodyName: '某办' };
const refusal = { code: 'APPRAISAL_UNKNOWN', field: 'name', missing: ['鉴定名称'], rule: '493号令 第27条' } as const;

it.each(exampleNames())('whatever a command or strike of %s leaves, when stored and read, is unchanged', (name) => {
  for (const { carried } of playOnRecord(readExample(name))) {
    if ('refusal' in carried) continue;
    const { state, assessment, blocked, ball: next } = carried.view;
    unchanged(stateShape, state);
    unchanged(blockedShape, blocked);
    unchanged(ballShape, next && { ...next, body: { ...next.body, name: '某机关' } });
    for (const clock of assessment.clocks) unchanged(clockShape, clock);
    for (const event of carried.events) unchanged(eventShape(event.type), event);
  }
});

it.each<[string, () => void]>([
  ['a state that has been through every kind of event', () => { unchanged(stateShape, everyState); unchanged(stateShape, explained); }],
  ['clocks with make-up days, lapsed rights and days that roll', () => { for (const clock of [...rareClocks, ...rolled]) unchanged(clockShape, clock); }],
  ['an act with its author, an opinion and the paper behind it', () => {
    const said = { at: 1, do: 'approve', note: '同意。', docNo: '某政函〔2026〕1号', docDate: '2026-11-21', who: { personId: 'p', postId: 'q', bodyId: 'b' } } as const;
    unchanged(stateShape, { ...everyState, facts: { ...everyState.facts, acts: [said] } });
    unchanged(eventShape('act-done'), { type: 'act-done', at: 1, event: 'approved', act: said });
  }],
  ['a ball, and none', () => { unchanged(ballShape, ball); unchanged(ballShape, { ...ball, act: null, until: null }); unchanged(ballShape, null); }],
  ['pins with and without adopted rows', () => {
    unchanged(packPinShape, { id: 'national', version: '2026.1', sha256: 'a' });
    unchanged(packPinShape, { id: 'national', version: '2026.1', sha256: 'a', adopted: [{ version: '2027.1', sha256: 'b', rows: ['approval'] }] });
    unchanged(calendarPinShape, { year: 2027, sha256: 'c' });
  }],
  ['every kind of actor', () => {
    const actors: Actor[] = [person, { kind: 'system', process: 'ruleChange' }, { kind: 'file', source: 'x.yaml' }];
    for (const actor of actors) unchanged(actorShape, actor);
  }],
  ['answers of cases', () => {
    const outcomes: CommandOutcome[] = [{ outcome: 'accepted', version: 3, summary: ['事故已登记。'] }, { outcome: 'refused', refusal: { ...refusal, missing: [...refusal.missing] } }];
    for (const outcome of outcomes) unchanged(outcomeShape, outcome);
  }],
  ['answers of rule changes', () => {
    const outcomes: ChangeOutcome[] = [{ outcome: 'accepted', changeId: 'c', state: 'drafted' }, { outcome: 'refused', refusal: { code: 'CHANGE_ENDED' } }];
    for (const outcome of outcomes) unchanged(changeOutcomeShape, outcome);
  }],
  ['a rule change', () => {
    const { draftedBy } = everyChange;
    unchanged(changeShape, { ...everyChange, id: 'c', version: 9 });
    unchanged(changeShape, { ...everyChange, id: 'c', version: 1, impact: null, approvedBy: draftedBy, approvedAt: 2, appliedBy: draftedBy, appliedAt: 3 });
  }],
  ['every event on file', () => { for (const { type, data } of fixtures) unchanged(eventShape(type), data); }],
])('%s, when stored and read, is unchanged', (_what, holds) => { holds(); });

it('no field of any shape is without a sample above', () => {
  const shapes: Record<string, z.ZodType> = {
    state: stateShape, ball: ballShape, clock: clockShape, pack: packPinShape, calendar: calendarPinShape, actor: actorShape,
    outcome: outcomeShape, changeOutcome: changeOutcomeShape, change: changeShape, ...caseEventShapes, ...changeEventShapes,
  };
  expect(Object.entries(shapes).flatMap(([name, shape]) => coverage.unseen(shape, name))).toEqual([]);
});

describe('what a newer program wrote', () => {
  const [first] = everyState.facts.acts;
  const stored = (facts: object) => ({ ...everyState, facts: { ...everyState.facts, ...facts } });

  it.each([
    ['a field more in the state', { ...everyState, mood: 'grim' }, '案件 case-7 的状态不合格式：全部：'],
    ['a field more in an act', stored({ acts: [{ ...first, weather: 'rain' }] }), '案件 case-7 的状态不合格式：facts.acts[0]：'],
    ['an unknown act', stored({ acts: [{ ...first, do: 'dance' }] }), '案件 case-7 的状态不合格式：facts.acts[0].do：'],
    ['a field less', { ...everyState, met: undefined }, '案件 case-7 的状态不合格式：met：'],
    ['no state at all', null, '案件 case-7 的状态不合格式：全部：'],
  ])('%s, when read, is refused by matter and field, not dropped', (_what, json, message) => {
    const reading = () => parseState(json, 'case-7');
    expect(reading).toThrow(StoredShapeError);
    expect(reading).toThrow(message);
  });

  it('a ball without the name of its body, when read, is refused', () => {
    expect(() => parseBall({ ...ball, body: { kind: 'government', level: 'city' } }, 'case-7')).toThrow('案件 case-7 的下一步不合格式：body.name：');
  });
});
