import type { Act } from '../../../domain/kinds/accident-case/facts';
import { loadRules } from '../../../rules';
import { act, at, assessed, clockOf } from '../../support/case-facts';

/** Hazards, power cuts, other enforcement decisions, warning letters, briefs: limits that begin only when somebody begins. */

const firm = (when: string, name: Act['do'], fields: Partial<Act> = {}) => act(when, name, { party: '某公司', ...fields });
const clock = (acts: Act[], code: string, asOf: string, packs = ['national']) => clockOf(assessed({ acts }, asOf, packs), code);

describe('重大隐患: reviewed within 10 days of the request', () => {
  const asked = firm('2024-05-06', 'request-hazard-review');
  const done = (when: string, decision = 'pass') => firm(when, 'finish-hazard-review', { decision });

  test.each([
    ['2024-05-16T23:59', [], { state: 'pending' }], ['2024-05-17T00:00', [], { state: 'overdue' }],
    ['2024-06-30', [done('2024-05-16T18:00')], { state: 'met' }], ['2024-06-30', [done('2024-05-17T09:00')], { state: 'met-late' }],
  ])('as of %s', (asOf, acts, standing) => {
    expect(clock([asked, ...acts], 'hazard-review@某公司', asOf)).toMatchObject({ dueDate: '2024-05-16', ...standing });
  });

  test('asked again after it was found wanting: counted from the new request', () => {
    const acts = [asked, done('2024-05-10', 'fail'), firm('2024-05-20', 'request-hazard-review')];
    expect(clock(acts, 'hazard-review@某公司', '2024-05-21')).toMatchObject({ dueDate: '2024-05-30', state: 'pending' });
  });
});

describe('停止供电: the unit is told 24 hours before', () => {
  const decided = (when: string, cut: string, decision = 'ordinary') => firm(when, 'decide-power-cut', { decision, powerCutAt: at(cut) });
  const cut = decided('2024-05-06T10:00', '2024-05-08T09:00');
  const notice = (when: string) => firm(when, 'notify-power-cut');
  const of = (acts: Act[], asOf: string) => clock(acts, 'power-cut-notice@某公司', asOf);

  test.each([
    ['nobody was told yet, 24 hours before', [], '2024-05-07T09:00', { state: 'pending' }],
    ['nobody was told, a minute later', [], '2024-05-07T09:01', { state: 'overdue' }],
    ['told exactly 24 hours before', [notice('2024-05-07T09:00')], '2024-05-09', { state: 'met', lateByMs: null }],
    ['told a minute later', [notice('2024-05-07T09:01')], '2024-05-09', { state: 'met-late', lateByMs: 60_000 }],
    ['lifted before anybody was told', [firm('2024-05-07T08:00', 'lift-power-cut')], '2024-05-09', { state: 'void', voidReason: 'lifted' }],
    ['lifted although nobody had been told in time', [firm('2024-05-07T12:00', 'lift-power-cut')], '2024-05-09', { state: 'void', voidReason: 'lifted' }],
    ['told, then lifted', [notice('2024-05-07T08:00'), firm('2024-05-07T08:30', 'lift-power-cut')], '2024-05-09', { state: 'met' }],
  ])('%s', (_what, acts, asOf, standing) => {
    expect(of([cut, ...acts], asOf)).toMatchObject({ triggeredAt: at('2024-05-08T09:00'), dueDate: null, dueAt: at('2024-05-07T09:00'), ...standing });
  });

  test('an emergency needs no notice', () => {
    expect(of([decided('2024-05-06T10:00', '2024-05-06T11:00', 'urgent')], '2024-05-09')).toBeUndefined();
  });

  test('put off: the notice counts back from the new hour, and after a lift a new decision starts anew', () => {
    const later = decided('2024-05-07T12:00', '2024-05-10T09:00');
    expect(of([cut, notice('2024-05-06T11:00'), later], '2024-05-08')).toMatchObject({ dueAt: at('2024-05-09T09:00'), state: 'pending' });
    expect(of([cut, firm('2024-05-06T12:00', 'lift-power-cut'), later], '2024-05-08')).toMatchObject({ dueAt: at('2024-05-09T09:00'), state: 'pending' });
  });

  test('reminds an hour before, and says in the proof what is counted from what', () => {
    const running = of([cut], '2024-05-06T12:00');
    expect(running?.thresholds.filter(({ kind }) => kind === 'reminder').map((one) => one.at)).toEqual([at('2024-05-07T08:00')]);
    expect(running?.proof.slice(0, 3).map(({ text }) => text)).toEqual([
      '停止供电定于2024年5月8日09:00，当事人某公司，自该时刻起向前计算（安全生产法 第70条）。',
      '自该时刻起向前连续计算24小时，恰好提前24小时也为按期。',
      '2024年5月7日09:00为最后时刻，此刻办理仍为按期。',
    ]);
  });
});

// 2026-09-22—24, 28—30, 10-08, 09, Saturday 10 in lieu, 12—16, 19—23, 26: twenty working days; 09-25—27 and 10-01—07 are off.
describe.each(['jiaozuo-2016', 'zhangzhou-2016', 'shijiazhuang-2016', 'nanjing-2016'])('%s: other decisions are public within 20 working days', (id) => {
  const decided = firm('2026-09-21', 'decide-enforcement');
  const of = (acts: Act[], asOf: string) => clock(acts, 'enforcement-publicity@某公司', asOf, ['national', id]);

  test.each([
    ['2026-10-26T23:59', [], { state: 'pending' }], ['2026-10-27T00:00', [], { state: 'overdue' }],
    ['2026-11-30', [firm('2026-10-26T23:59', 'publish-enforcement')], { state: 'met' }], ['2026-11-30', [firm('2026-10-27', 'publish-enforcement')], { state: 'met-late' }],
  ])('as of %s', (asOf, acts, standing) => {
    expect(of([decided, ...acts], asOf)).toMatchObject({ dueDate: '2026-10-26', provisional: false, ...standing });
  });

  test('a power cut is such a decision; a penalty is not', () => {
    expect(of([firm('2026-09-21', 'decide-power-cut', { decision: 'urgent', powerCutAt: at('2026-09-21T10:00') })], '2026-09-22')?.dueDate).toBe('2026-10-26');
    expect(of([firm('2026-09-21', 'decide-penalty')], '2026-09-22')).toBeUndefined();
  });
});

test('elsewhere no law says when other decisions become public', () => {
  expect(clock([firm('2026-09-21', 'decide-enforcement')], 'enforcement-publicity@某公司', '2026-11-30')).toBeUndefined();
});

test('焦作: a decision of the day before the document has no such limit, one of its day has', () => {
  const accident = { occurredAt: at('2016-03-01T08:00') };
  const dueOf = (day: string) => clockOf(assessed({ accident, acts: [firm(day, 'decide-enforcement')] }, '2016-04-01', ['national', 'jiaozuo-2016']), 'enforcement-publicity@某公司')?.dueDate;
  expect([dueOf('2016-03-29'), dueOf('2016-03-30') !== undefined]).toEqual([undefined, true]);
});

describe('drafts of provinces: dates, and nothing late', () => {
  const letter = firm('2024-05-06', 'issue-warning-letter', { party: '某市人民政府' });
  const plan = (when: string) => firm(when, 'submit-rectification-plan', { party: '某市人民政府' });
  test.each([
    ['2024-05-21T23:59', [], { state: 'pending' }], ['2024-05-22T00:00', [], { state: 'pending' }],
    ['2024-06-30', [plan('2024-05-21')], { state: 'met' }], ['2024-06-30', [plan('2024-05-22')], { state: 'met', lateByMs: null }],
  ])('河南: a plan 15 days after the letter, as of %s', (asOf, acts, standing) => {
    expect(clock([letter, ...acts], 'rectification-plan@某市人民政府', asOf, ['national', 'henan-2021'])).toMatchObject({ dueDate: '2024-05-21', ...standing });
  });

  // The accident is of 2024-03-01.
  test.each([
    ['2024-03-16T23:59', [], { state: 'pending', owner: { kind: 'safety-committee', level: 'county' } }], ['2024-03-17T00:00', [], { state: 'pending' }],
    ['2024-06-30', [act('2024-03-16', 'submit-initial-brief')], { state: 'met' }], ['2024-06-30', [act('2024-03-17', 'submit-initial-brief')], { state: 'met', lateByMs: null }],
  ])('初报 within 15 days of the accident, as of %s', (asOf, acts, standing) => {
    expect(clock(acts, 'initial-brief', asOf, ['national', 'unidentified-brief'])).toMatchObject({ dueDate: '2024-03-16', ...standing });
  });

  const entrusted = act('2024-03-05', 'entrust-unit-inquiry', { to: '某公司' });
  test.each([
    ['2024-04-04T23:59', [], { state: 'pending' }], ['2024-04-05T00:00', [], { state: 'pending' }],
    ['2024-06-30', [act('2024-04-04', 'submit-report')], { state: 'met' }], ['2024-06-30', [act('2024-04-05', 'submit-report')], { state: 'met', lateByMs: null }],
  ])('a unit investigates itself within 30 days, as of %s', (asOf, acts, standing) => {
    expect(clock([entrusted, ...acts], 'unit-inquiry', asOf, ['national', 'unidentified-unit-inquiry'])).toMatchObject({ dueDate: '2024-04-04', ...standing });
  });

  test('are drafts, and those of no known province say so', () => {
    const { packs } = loadRules();
    const drafts = packs.filter(({ pack }) => pack.status === 'draft').map(({ pack }) => pack);
    expect(drafts.map(({ id }) => id)).toEqual(['guangxi', 'guangzhou-2011', 'henan-2021', 'unidentified-brief', 'unidentified-unit-inquiry']);
    expect(drafts.filter(({ locality }) => !locality).map(({ source }) => source?.note?.includes('没有认出'))).toEqual([true, true]);
  });
});
