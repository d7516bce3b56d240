import type { Act } from '../../../domain/kinds/accident-case/facts';
import { act, at, assessed, clockOf } from '../../support/case-facts';

/** 复议、诉讼、强制执行: what a party may do against a penalty, and what the authority may do when it does nothing. */

const firm = (when: string, name: Act['do'], party = '某公司') => act(when, name, { party });
const told = firm('2024-03-15', 'notify-remedies');
const clock = (acts: Act[], code: string, asOf: string, party = '某公司') => clockOf(assessed({ acts }, asOf), `${code}@${party}`);

describe('复议 within 60 days', () => {
  // 16 days in March, 30 in April, 14 in May.
  test.each([
    ['nobody asked, on the last day', [], '2024-05-14T23:59', { state: 'pending', voidReason: null }],
    ['nobody asked, the day after', [], '2024-05-15T00:00', { state: 'void', voidReason: 'not-requested', metAt: null }],
    ['asked on the last day', [firm('2024-05-14T23:59', 'request-reconsideration')], '2024-06-01', { state: 'met', metAt: at('2024-05-14T23:59') }],
    ['asked the day after', [firm('2024-05-15T00:00', 'request-reconsideration')], '2024-06-01', { state: 'met-late', lateByMs: 0 }],
    ['sued instead', [firm('2024-04-01', 'file-lawsuit')], '2024-06-01', { state: 'void', voidReason: 'litigated', metAt: null }],
    ['sued after it had lapsed', [firm('2024-05-20', 'file-lawsuit')], '2024-06-01', { state: 'void', voidReason: 'not-requested' }],
  ])('%s', (_what, acts, asOf, standing) => {
    expect(clock([told, ...acts], 'reconsideration-request', asOf)).toMatchObject({ dueDate: '2024-05-14', ...standing });
  });
});

describe('诉讼 within 6 months', () => {
  test.each([
    ['nobody sued, on the last day', [], '2024-09-18T23:59', { state: 'pending' }],
    ['nobody sued, the day after', [], '2024-09-19T00:00', { state: 'void', voidReason: 'not-requested' }],
    ['sued on the last day, rolled from Sunday 15 over 中秋节', [firm('2024-09-18T16:00', 'file-lawsuit')], '2024-10-01', { state: 'met' }],
    ['sued the day after', [firm('2024-09-19T09:00', 'file-lawsuit')], '2024-10-01', { state: 'met-late' }],
    ['asked for 复议', [firm('2024-05-01', 'request-reconsideration')], '2024-05-02', { state: 'void', voidReason: 'reconsidered' }],
  ])('%s', (_what, acts, asOf, standing) => {
    expect(clock([told, ...acts], 'litigation-request', asOf)).toMatchObject({ dueDate: '2024-09-18', ...standing });
  });

  test('told on the last of August: the last of February', () => {
    expect(clock([firm('2024-08-31', 'notify-remedies')], 'litigation-request', '2024-09-01')?.dueDate).toBe('2025-02-28');
  });

  test('an ending by 复议 says by what and when, and reminds nobody any more', () => {
    const over = clock([told, firm('2024-05-01T10:00', 'request-reconsideration')], 'litigation-request', '2024-05-02');
    expect(over?.proof.at(-2)?.text).toBe('2024年5月1日10:00申请行政复议，已经申请行政复议，起诉的期限改自收到复议决定起算，须另行推算。');
  });
});

describe('强制执行 within 3 months of the lapse of the right to sue', () => {
  test('is not there while the party may still sue, and there the moment it may not', () => {
    expect(clock([told], 'enforcement-application', '2024-09-18T23:59')).toBeUndefined();
    const begun = clock([told], 'enforcement-application', '2024-09-19T00:00');
    expect(begun).toMatchObject({ triggeredAt: at('2024-09-19T00:00'), dueDate: '2024-12-18', state: 'pending' });
    expect(begun?.proof[0]?.text).toBe('“提起行政诉讼”的期限于2024年9月18日届满，当事人某公司，届满之日不计入（行政强制法 第53条、法释〔2018〕1号 第48条）。');
    expect(begun?.thresholds.filter(({ kind }) => kind === 'reminder')).toHaveLength(3);
  });

  test.each([
    ['applied on the last day', [firm('2024-12-18T23:59', 'apply-enforcement')], { state: 'met' }],
    ['applied the day after', [firm('2024-12-19T00:00', 'apply-enforcement')], { state: 'met-late' }],
    ['nobody applied', [], { state: 'void', voidReason: 'not-requested' }],
    ['paid meanwhile', [firm('2024-10-08', 'pay-penalty')], { state: 'void', voidReason: 'paid' }],
    ['sued too late', [firm('2024-10-08', 'file-lawsuit')], { state: 'void', voidReason: 'not-requested' }],
    ['applied too early, which is no application', [firm('2024-09-01', 'apply-enforcement')], { state: 'void', voidReason: 'not-requested' }],
  ])('%s', (_what, acts, standing) => {
    expect(clock([told, ...acts], 'enforcement-application', '2025-01-01')).toMatchObject({ dueDate: '2024-12-18', ...standing });
  });

  test.each([
    ['paid before', firm('2024-04-01', 'pay-penalty')], ['asked for 复议', firm('2024-05-01', 'request-reconsideration')], ['sued in time', firm('2024-09-18', 'file-lawsuit')],
  ])('never begins where the party %s', (_what, done) => {
    expect(clock([told, done], 'enforcement-application', '2025-01-01')).toBeUndefined();
  });

  test('runs for each party by itself', () => {
    const acts = [told, firm('2024-04-15', 'notify-remedies', '某甲'), firm('2024-04-20', 'pay-penalty', '某公司')];
    expect([clock(acts, 'enforcement-application', '2024-11-01'), clock(acts, 'enforcement-application', '2024-11-01', '某甲')?.dueDate]).toEqual([undefined, '2025-01-15']);
  });
});

test('a penalty that was only served has none of the three', () => {
  const { clocks } = assessed({ acts: [firm('2024-03-15', 'serve-penalty')] }, '2025-01-01');
  expect(clocks.filter(({ code }) => /reconsideration|litigation|enforcement/.test(code))).toEqual([]);
});
