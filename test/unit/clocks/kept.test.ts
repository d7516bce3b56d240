import { assess } from '../../../domain/kinds/accident-case/assess';
import type { DecisionContext } from '../../../domain/kinds/accident-case/assessed';
import { assessCase } from '../../../domain/kinds/accident-case/assessed';
import type { Facts } from '../../../domain/kinds/accident-case/facts';
import type { CaseState } from '../../../domain/kinds/accident-case/state';
import type { ClockRow } from '../../../domain/rule-pack/types';
import { withOverlay } from '../../../domain/time/calendar';
import { act, at, clockOf, count, facts, killed } from '../../support/case-facts';
import { lawOf } from '../../support/given';

/** Limits are kept from one decision to the next; whatever they follow from, when it changes, makes them others. */

const law = lawOf(['national']);
const contextAt = (when: string, change: Partial<DecisionContext> = {}): DecisionContext => ({ ...law, matterId: 'a', now: at(when), ...change });
const stateOf = (of: Facts): CaseState => ({ title: '', sources: [], facts: of, grade: null, struck: [], met: [], late: [], closedAt: null });

/** The row with this code changed; all other rows are the same objects. */
const withRow = (code: string, change: Partial<ClockRow>) =>
  ({ rules: { ...law.rules, clocks: law.rules.clocks.map((row) => (row.code === code ? { ...row, ...change } : row)) } });

/** The enterprise has to pay, whatever the grade. */
const BY_GRADE = withRow('penalty-payment', {
  lengths: [{ grades: ['larger'], length: { unit: 'days', amount: 15 }, extensionCapDays: 0 }, { length: { unit: 'days', amount: 20 }, extensionCapDays: 0 }],
});

const PARTY = { party: '某公司' };
const penalised = facts({
  counts: killed('larger'),
  acts: [
    act('2024-03-02', 'form-team', { by: 'city' }), act('2024-03-10', 'submit-report'), act('2024-03-11', 'open-penalty-case', PARTY),
    act('2024-03-12', 'decide-penalty', PARTY), act('2024-03-13', 'serve-penalty', PARTY), act('2024-03-14', 'notify-remedies', PARTY),
    act('2024-03-15', 'list-dishonest', PARTY),
  ],
});
const examined = facts({ acts: [act('2024-03-02', 'form-team', { by: 'county' }), act('2024-03-05', 'commission-appraisal', { name: '鉴定' })] });
const later = (of: Facts, change: Partial<Facts>): Facts => ({ ...of, ...change });

interface Change {
  what: string;
  of: Facts;
  from: DecisionContext;
  to: DecisionContext;
  /** The facts afterwards, where they change. */
  then?: Facts;
}

const CHANGES: readonly Change[] = [
  { what: 'its end is reached', of: penalised, from: contextAt('2024-03-20'), to: contextAt('2024-03-29T00:00') },
  { what: 'the end of a limit in hours passes', of: facts({ acts: [act('2024-03-01T08:10', 'inform-unit-head')] }), from: contextAt('2024-03-01T09:10'), to: contextAt('2024-03-01T09:11') },
  { what: 'a window opens', of: penalised, from: contextAt('2025-03-14'), to: contextAt('2025-03-15') },
  { what: 'another day goes by that an appraisal leaves out', of: examined, from: contextAt('2024-03-07'), to: contextAt('2024-03-08') },
  { what: 'time is turned back', of: penalised, from: contextAt('2024-03-30'), to: contextAt('2024-03-20') },
  { what: 'the accident comes to lie in the past', of: facts({}), from: contextAt('2024-03-01T07:59'), to: contextAt('2024-03-01T08:00') },
  { what: 'a count that was written down ahead comes to lie in the past', of: later(penalised, { counts: [...penalised.counts, count('2024-03-20', { deaths: 30 })] }),
    from: contextAt('2024-03-16'), to: contextAt('2024-03-20') },
  { what: 'an act that was written down ahead comes to lie in the past', of: later(penalised, { acts: [...penalised.acts, act('2024-03-16T12:00', 'pay-penalty', PARTY)] }),
    from: contextAt('2024-03-16T11:00'), to: contextAt('2024-03-16T13:00') },
  { what: 'the grade rises', of: penalised, from: contextAt('2024-03-16'), to: contextAt('2024-03-16'),
    then: later(penalised, { counts: [...penalised.counts, count('2024-03-15', { deaths: 30 })] }) },
  { what: 'the grade rises and its length hangs on it', of: penalised, from: contextAt('2024-03-16', BY_GRADE), to: contextAt('2024-03-16', BY_GRADE),
    then: later(penalised, { counts: [...penalised.counts, count('2024-03-15', { deaths: 30 })] }) },
  { what: 'its row has another name', of: penalised, from: contextAt('2024-03-16'), to: contextAt('2024-03-16', withRow('penalty-payment', { title: '缴清罚款' })) },
  { what: 'its row has another length', of: penalised, from: contextAt('2024-03-16'),
    to: contextAt('2024-03-16', withRow('penalty-payment', { lengths: [{ length: { unit: 'days', amount: 9 }, extensionCapDays: 0 }] })) },
  { what: 'others are told of it', of: penalised, from: contextAt('2024-03-16'),
    to: contextAt('2024-03-16', { rules: { ...law.rules, ladders: Object.fromEntries(Object.entries(law.rules.ladders).map(([code, ladder]) => [code, { ...ladder, due: [] }])) } }) },
  { what: 'days become days off', of: penalised, from: contextAt('2024-03-16'),
    to: contextAt('2024-03-16', { calendar: withOverlay(law.calendar, { id: 'a', title: '某通知', off: { '2024-03-18': '某假' }, worked: {} }) }) },
  { what: 'the limit moves at whose end it starts', of: penalised, from: contextAt('2024-10-16'),
    to: contextAt('2024-10-16', withRow('litigation-request', { lengths: [{ length: { unit: 'months', amount: 5 }, extensionCapDays: 0 }] })) },
  { what: 'it is asked of another matter', of: penalised, from: contextAt('2024-03-16'), to: contextAt('2024-03-16', { matterId: 'b' }) },
];

test.each(CHANGES)('a limit that was kept, when $what, is what it would be without having been kept', ({ of, from, to, then = of }) => {
  const before = assessCase(stateOf(of), from);
  const after = assessCase(stateOf(then), to);
  expect(after).toEqual(assess(structuredClone(then), to.rules, to.calendar, to.now, to.matterId));
  expect(after).not.toEqual(before);
});

test('a limit, when an act of another party is done, is the same object as before', () => {
  const before = assessCase(stateOf(penalised), contextAt('2024-03-16'));
  const after = assessCase(stateOf(later(penalised, { acts: [...penalised.acts, act('2024-03-16', 'open-penalty-case', { party: '另一公司' })] })), contextAt('2024-03-16T12:00'));
  expect(clockOf(after, 'penalty-payment@某公司')).toBe(clockOf(before, 'penalty-payment@某公司'));
  expect(clockOf(after, 'penalty-decision@另一公司')?.state).toBe('pending');
});

test('an assessment, when nothing happens and no limit ends, is the same object as before', () => {
  const state = stateOf(penalised);
  expect(assessCase(state, contextAt('2024-03-16T12:00'))).toBe(assessCase(state, contextAt('2024-03-16')));
});
