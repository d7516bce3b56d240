import type { Act } from '../../../domain/kinds/accident-case/facts';
import { act, at, assessed, clockOf } from '../../support/case-facts';

/** What follows the police's decision: written notice and copy, 复议, 立案监督 (310号令, 应急〔2019〕54号). */

const firm = (when: string, name: Act['do'], fields: Partial<Act> = {}) => act(when, name, { party: '某公司', ...fields });
const decided = firm('2024-05-09T15:00', 'police-decision', { decision: 'no-file' });
const notice = (when: string, decision = 'no-file') => firm(when, 'receive-police-notice', { decision });
const clock = (acts: Act[], code: string, asOf = '2024-06-30') => clockOf(assessed({ acts }, asOf), `${code}@某公司`);

describe('the written notice, 3 days after the decision', () => {
  test.each([
    ['received on the last day', [notice('2024-05-12T23:59')], '2024-06-30', { state: 'met' }],
    ['received the day after', [notice('2024-05-13T00:00')], '2024-06-30', { state: 'met-late' }],
    ['asked for on the last day', [firm('2024-05-12T09:00', 'ask-police-notice')], '2024-05-12T23:59', { state: 'pending' }],
    ['asked for and not received', [firm('2024-05-13T09:00', 'ask-police-notice')], '2024-05-13T09:00', { state: 'overdue', owner: { kind: 'public-security', level: 'county' } }],
  ])('%s', (_what, acts, asOf, standing) => {
    expect(clock([decided, ...acts], 'police-notice', asOf)).toMatchObject({ triggeredAt: decided.at, dueDate: '2024-05-12', ...standing });
  });

  test.each([
    ['copied on the last day', [firm('2024-05-12T10:00', 'copy-police-notice')], { state: 'met' }],
    ['copied the day after', [firm('2024-05-13T10:00', 'copy-police-notice')], { state: 'met-late' }],
    ['received and never copied', [notice('2024-05-12')], { state: 'overdue' }],
  ])('the copy to the procuratorate: %s', (_what, acts, standing) => {
    expect(clock([decided, ...acts], 'police-notice-copy')).toMatchObject({ dueDate: '2024-05-12', ...standing });
  });

  test('a case that follows the notice up nowhere has neither; nor has another party', () => {
    expect([clock([decided], 'police-notice'), clock([decided], 'police-notice-copy')]).toEqual([undefined, undefined]);
    expect(clock([decided, act('2024-05-10', 'ask-police-notice', { party: '某甲' })], 'police-notice')).toBeUndefined();
  });

  test('a decision of before 应急〔2019〕54号 has none, and the case says so', () => {
    const old = { accident: { occurredAt: at('2019-03-01T08:00') } };
    const acts = [firm('2019-04-15', 'police-decision', { decision: 'file' }), firm('2019-04-17', 'receive-police-notice', { decision: 'file' })];
    const result = assessed({ ...old, acts }, '2019-05-01');
    expect(clockOf(result, 'police-notice@某公司')).toBeUndefined();
    expect(result.warnings.map(({ text }) => text).join()).toContain('2019年4月16日起施行，2019年4月15日起算的不适用');
  });
});

describe('不立案: 3 days to ask for 复议 or 立案监督', () => {
  const refused = [decided, notice('2024-05-10')];

  test.each([
    ['nobody asked, on the last day', [], '2024-05-13T23:59', { state: 'pending' }],
    ['nobody asked, the day after', [], '2024-05-14T00:00', { state: 'void', voidReason: 'not-requested' }],
    ['复议 on the last day', [firm('2024-05-13T17:00', 'request-police-review')], '2024-06-30', { state: 'met' }],
    ['复议 the day after', [firm('2024-05-14T09:00', 'request-police-review')], '2024-06-30', { state: 'met-late' }],
    ['straight to the procuratorate', [firm('2024-05-12T09:00', 'request-filing-supervision')], '2024-06-30', { state: 'met' }],
  ])('%s', (_what, acts, asOf, standing) => {
    expect(clock([...refused, ...acts], 'police-review-request', asOf)).toMatchObject({ dueDate: '2024-05-13', ...standing });
  });

  test('a case that is filed has nothing to ask for', () => {
    expect(clock([decided, notice('2024-05-10', 'file')], 'police-review-request')).toBeUndefined();
  });

  const asked = [...refused, firm('2024-05-13', 'request-police-review')];
  test.each([
    ['2024-05-16T23:59', [], { state: 'pending' }], ['2024-05-17T00:00', [], { state: 'overdue' }],
    ['2024-06-30', [firm('2024-05-16', 'decide-police-review', { decision: 'file' })], { state: 'met' }],
    ['2024-06-30', [firm('2024-05-17', 'decide-police-review', { decision: 'file' })], { state: 'met-late' }],
  ])('the police review in 3 days (as of %s)', (asOf, acts, standing) => {
    expect(clock([...asked, ...acts], 'police-review', asOf)).toMatchObject({ dueDate: '2024-05-16', ...standing });
  });

  const upheld = [...asked, firm('2024-05-16', 'decide-police-review', { decision: 'no-file' })];
  test.each([
    ['2024-05-19T23:59', [], { state: 'pending' }], ['2024-05-20T00:00', [], { state: 'void', voidReason: 'not-requested' }],
    ['2024-06-30', [firm('2024-05-19', 'request-filing-supervision')], { state: 'met' }],
    ['2024-06-30', [firm('2024-05-20', 'request-filing-supervision')], { state: 'met-late' }],
  ])('upheld: 3 days to go to the procuratorate (as of %s)', (asOf, acts, standing) => {
    expect(clock([...upheld, ...acts], 'filing-supervision-request', asOf)).toMatchObject({ dueDate: '2024-05-19', ...standing });
  });
});
