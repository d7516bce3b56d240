import type { Act } from '../../../domain/kinds/accident-case/facts';
import { act, at, assessed, clockOf, warningCodes } from '../../support/case-facts';

const of = (party: string) => (when: string, name: Act['do'], fields: Partial<Act> = {}) => act(when, name, { party, ...fields });
const firm = of('某公司');
const clock = (acts: Act[], code: string, asOf = '2024-12-01') => clockOf(assessed({ acts }, asOf), `${code}@某公司`);

describe('one clock per party', () => {
  test('each party has its own, in the order of their first act, met only by its own acts', () => {
    const result = assessed({ acts: [
      firm('2024-05-06', 'open-penalty-case'), of('某甲')('2024-05-07', 'open-penalty-case'), of('某甲')('2024-06-01', 'decide-penalty'),
    ] }, '2024-06-02');
    expect(result.clocks.filter(({ code }) => code.startsWith('penalty-decision')).map(({ code, party, state }) => [code, party, state]))
      .toEqual([['penalty-decision@某公司', '某公司', 'pending'], ['penalty-decision@某甲', '某甲', 'met']]);
  });
});

describe('penalties (行政处罚法)', () => {
  test('90 natural days to decide, 7 working days to serve and to publish, 15 natural days to pay', () => {
    const acts = [firm('2024-09-02', 'open-penalty-case'), firm('2024-09-30', 'decide-penalty'), firm('2024-10-08', 'serve-penalty')];
    // After Monday 09-30: 10-01…07 off, then 8 9 10 11, Saturday 12 is worked, 13 off, 14 15.
    expect([clock(acts, 'penalty-decision')?.dueDate, clock(acts, 'penalty-service')?.dueDate, clock(acts, 'penalty-publicity')?.dueDate, clock(acts, 'penalty-payment')?.dueDate])
      .toEqual(['2024-12-01', '2024-10-15', '2024-10-15', '2024-10-23']);
  });

  test('a service limit that reaches into 2027 is provisional, the payment limit is not', () => {
    const acts = [firm('2026-12-01', 'open-penalty-case'), firm('2026-12-28', 'decide-penalty'), firm('2026-12-29', 'serve-penalty')];
    expect([clock(acts, 'penalty-service', '2026-12-30')?.provisional, clock(acts, 'penalty-payment', '2026-12-30')?.provisional]).toEqual([true, false]);
  });

  test('a fine paid before the decision was served counts as paid', () => {
    const acts = [firm('2024-09-30', 'decide-penalty'), firm('2024-10-08', 'pay-penalty'), firm('2024-10-09', 'serve-penalty')];
    expect(clock(acts, 'penalty-payment')).toMatchObject({ state: 'met', metAt: at('2024-10-08') });
  });
});

describe('hearings', () => {
  const told = firm('2024-11-01', 'notify-hearing-right');

  test('5 working days to ask; nobody asked: void, not requested; asked late: met-late', () => {
    expect(clock([told], 'hearing-request', '2024-11-08T23:59')).toMatchObject({ dueDate: '2024-11-08', state: 'pending', voidReason: null });
    expect(clock([told], 'hearing-request', '2024-11-09T00:00')).toMatchObject({ state: 'void', voidReason: 'not-requested', metAt: null });
    expect(clock([told, firm('2024-11-08', 'request-hearing')], 'hearing-request')?.state).toBe('met');
    expect(clock([told, firm('2024-11-11', 'request-hearing')], 'hearing-request')?.state).toBe('met-late');
  });

  test.each([['2024-11-15T17:00', 'met'], ['2024-11-16T09:00', 'met-late']])('a hearing on Tuesday 2024-11-26, notified at %s: %s', (when, state) => {
    const notice = clock([firm(when, 'notify-hearing', { hearingAt: at('2024-11-26T09:00') })], 'hearing-notice');
    expect(notice).toMatchObject({ triggeredAt: at('2024-11-26T09:00'), dueDate: '2024-11-15', state });
  });

  test('a hearing put off is judged by the notice of its new date, and by the first such notice', () => {
    const notice = clock([
      firm('2024-11-20', 'notify-hearing', { hearingAt: at('2024-11-26T09:00') }),
      firm('2024-11-21', 'notify-hearing', { hearingAt: at('2024-12-10T09:00') }),
      firm('2024-12-09', 'notify-hearing', { hearingAt: at('2024-12-10T09:00') }),
    ], 'hearing-notice', '2024-12-31');
    expect(notice).toMatchObject({ dueDate: '2024-11-29', metAt: at('2024-11-21'), state: 'met' });
  });
});

describe('criminal transfer (310号令)', () => {
  const reported = firm('2024-05-06', 'report-suspected-crime');

  test('3 days to decide, then 24 h to hand over, then 3 days for the police', () => {
    const acts = [reported, firm('2024-05-08T15:00', 'decide-transfer', { decision: 'transfer' }), firm('2024-05-09T15:00', 'hand-over')];
    expect(clock(acts, 'transfer-decision')).toMatchObject({ dueDate: '2024-05-09', state: 'met' });
    expect(clock(acts, 'transfer-handover')).toMatchObject({ dueDate: null, dueAt: at('2024-05-09T15:00'), state: 'met' });
    expect(clock(acts, 'police-filing')).toMatchObject({ dueDate: '2024-05-12', state: 'overdue' });
  });

  test('a decision not to transfer meets the decision and starts no hand-over', () => {
    const acts = [reported, firm('2024-05-08T15:00', 'decide-transfer', { decision: 'no-transfer' })];
    expect([clock(acts, 'transfer-decision')?.state, clock(acts, 'transfer-handover')]).toEqual(['met', undefined]);
  });
});

describe('discipline and dishonesty', () => {
  test('1 month for the formalities, at the month end', () => {
    expect(clock([firm('2024-08-31', 'decide-discipline')], 'discipline-formalities')?.dueDate).toBe('2024-09-30');
  });

  test('3 years on the list: pending, met by itself at the end, or on removal', () => {
    const listed = firm('2024-05-06', 'list-dishonest');
    expect(clock([listed], 'dishonesty-term', '2027-05-06T23:59')).toMatchObject({ dueDate: '2027-05-06', state: 'pending', provisional: false });
    expect(clock([listed], 'dishonesty-term', '2027-05-07T00:00')).toMatchObject({ state: 'met', metAt: at('2027-05-07T00:00') });
    expect(clock([listed, firm('2025-06-01', 'remove-dishonest')], 'dishonesty-term', '2025-07-01')).toMatchObject({ state: 'met', metAt: at('2025-06-01') });
  });

  test('removal may be asked for after 12 months: only an opening day, pending until then', () => {
    const listed = firm('2024-02-29', 'list-dishonest');
    expect(clock([listed], 'dishonesty-early-removal', '2025-02-27T23:59')).toMatchObject({ opensOn: '2025-02-28', dueDate: null, dueAt: null, state: 'pending' });
    expect(clock([listed], 'dishonesty-early-removal', '2025-02-28T00:00')).toMatchObject({ state: 'met', metAt: at('2025-02-28T00:00'), lateByMs: null });
  });
});

test('a limit met late warns once and asks for the reason', () => {
  const result = assessed({ acts: [firm('2024-05-06', 'report-suspected-crime'), firm('2024-05-20', 'decide-transfer', { decision: 'no-transfer' })] }, '2024-06-01');
  expect(warningCodes(result)).toEqual(['met-late']);
  expect(result.warnings[0]?.text).toContain('transfer-decision@某公司');
});
