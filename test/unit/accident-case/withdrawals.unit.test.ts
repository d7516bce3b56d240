import fc from 'fast-check';
import { decide } from '../../../domain/kinds/accident-case/decide';
import type { NoticesWithdrawn } from '../../../domain/kinds/accident-case/events';
import { MS_PER_HOUR } from '../../../domain/time/instant';
import type { Desk } from '../../support/desk';
import { openDesk } from '../../support/desk';
import { at, lawOf, past, registration } from '../../support/given';

/** Facts that are entered after somebody was called late for want of them. */

const MINUTE = 60_000;
const unitDue = at('2024-03-01T09:10');
const report = (when: string) => past('report', when, { by: 'unit', to: 'county' });

/** Everything entered at its own hour, up to the report of the unit, which nobody has entered at 10:00. */
function unreported(): Desk {
  const desk = openDesk();
  desk.enter(registration(), at('2024-03-01T08:30'));
  desk.enter(past('inform-unit-head', '2024-03-01T08:10'), at('2024-03-01T08:31'));
  desk.runTo(at('2024-03-01T10:00'));
  return desk;
}
/** The investigation ran over its 60 days (2024-04-30) and both escalations. */
function overdueInvestigation(): Desk {
  const desk = openDesk();
  desk.enter(registration(), at('2024-03-01T08:30'));
  desk.enter(past('form-team', '2024-03-02', { by: 'county' }), at('2024-03-02'));
  desk.enter(past('request-extension', '2024-04-20', { clock: 'investigation-report', days: 30 }), at('2024-04-20'));
  desk.runTo(at('2024-05-10'));
  return desk;
}
const withdrawn = (desk: Desk) => desk.events().filter((event): event is NoticesWithdrawn => event.type === 'notices-withdrawn');
const marks = (desk: Desk, clock: string) => desk.accusations(clock).map(({ kind, withdrawn: mark }) => [kind, mark]);
const urging = (desk: Desk) => desk.view().tasks.filter(({ key }) => key.startsWith('urge|'));

describe('an act in time that is entered after the notices went out', () => {
  it('withdraws them with the mark, ends the urging and accuses nobody anew', () => {
    const desk = unreported();
    expect(urging(desk)).toHaveLength(2);
    const { withdrawals, notices, summary } = desk.enter(report('2024-03-01T08:50'), at('2024-03-01T10:00'));
    expect(withdrawn(desk)).toEqual([{
      type: 'notices-withdrawn', at: at('2024-03-01T10:00'), clock: 'unit-report', title: '事故单位向县级以上部门报告', why: 'met-in-time',
      thresholds: [{ kind: 'due', index: 0, at: unitDue }, { kind: 'escalation', index: 0, at: unitDue }],
    }]);
    expect(withdrawals).toEqual(['due', 'escalation'].map((kind) => ({ clockCode: 'unit-report', kind, at: unitDue, reason: '事后登记，已按期' })));
    expect(notices.map(({ kind }) => kind)).toEqual(['copy', 'copy']);
    expect(summary).toContain('“事故单位向县级以上部门报告”的逾期通知已撤回（事后登记，已按期）。');
    expect(urging(desk)).toEqual([]);
    expect(desk.state().late).toEqual([]);
    desk.runTo(at('2024-03-02'));
    expect(marks(desk, 'unit-report')).toEqual([['due', '事后登记，已按期'], ['escalation', '事后登记，已按期'], ['escalation', '事后登记，已按期']]);
  });

  it('at the very last instant of the hour, is in time; a millisecond later it is not', () => {
    const [inTime, late] = [unreported(), unreported()];
    inTime.enter({ ...report('2024-03-01T09:10'), at: unitDue }, at('2024-03-01T10:00'));
    late.enter({ ...report('2024-03-01T09:10'), at: unitDue + 1 }, at('2024-03-01T10:00'));
    expect(withdrawn(inTime)).toHaveLength(1);
    expect(withdrawn(late)).toEqual([]);
  });

  it('for one party, withdraws nothing that was said of another', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    for (const party of ['甲公司', '乙公司']) {
      desk.enter(past('open-penalty-case', '2024-03-05', { party }), at('2024-03-05'));
      desk.enter(past('decide-penalty', '2024-03-06', { party }), at('2024-03-06'));
    }
    desk.runTo(at('2024-04-01'));
    desk.enter(past('serve-penalty', '2024-03-08', { party: '甲公司' }), at('2024-04-01'));
    expect(new Set(withdrawn(desk).map(({ clock }) => clock))).toContain('penalty-service@甲公司');
    expect(desk.accusations('penalty-service@甲公司').every(({ withdrawn: mark }) => mark === '事后登记，已按期')).toBe(true);
    expect(desk.accusations('penalty-service@乙公司').map(({ withdrawn: mark }) => mark)).toEqual([null, null, null]);
  });

  it('that starts the limit anew by meeting it, counts as in time for the one it met', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(report('2024-03-01T08:50'), at('2024-03-01T08:51'));
    desk.runTo(at('2024-03-02T10:00'));
    expect(marks(desk, 'follow-up-report').map(([kind]) => kind)).toEqual(['due', 'escalation', 'escalation']);
    desk.enter(past('follow-up', '2024-03-02T08:00', { by: 'county' }), at('2024-03-02T10:00'));
    expect(withdrawn(desk).map(({ clock, why }) => [clock, why])).toEqual([['follow-up-report', 'met-in-time']]);
  });
});

describe('a limit that starts anew again and again', () => {
  const followUp = (when: string) => past('follow-up', when, { by: 'county' });
  function followedUpLate(): Desk {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(report('2024-03-01T08:50'), at('2024-03-01T08:51'));
    desk.runTo(at('2024-03-02T11:00'));
    desk.enter(followUp('2024-03-02T11:00'), at('2024-03-02T11:00'));
    return desk;
  }
  const first = (desk: Desk) => marks(desk, 'follow-up-report').slice(0, 3).map(([, mark]) => mark);

  it('after a late act was entered, and then one in time from before it, takes back what was said of the run before', () => {
    const desk = followedUpLate();
    expect(first(desk)).toEqual([null, null, null]);
    desk.enter(followUp('2024-03-02T08:00'), at('2024-03-02T12:00'));
    expect(first(desk)).toEqual(Array.from({ length: 3 }, () => '事后登记，已按期'));
  });

  it('when it exists no longer, is still set right', () => {
    const desk = followedUpLate();
    desk.runTo(at('2024-04-10'));
    expect(desk.view().assessment.clocks.some(({ code }) => code === 'follow-up-report')).toBe(false);
    desk.enter(followUp('2024-03-02T08:00'), at('2024-04-10T10:00'));
    expect(first(desk)).toEqual(Array.from({ length: 3 }, () => '事后登记，已按期'));
    expect(withdrawn(desk)).toEqual([expect.objectContaining({ clock: 'follow-up-report', title: '续报' })]);
  });

  it('when something else is entered from before, stands as it was', () => {
    const desk = followedUpLate();
    desk.runTo(at('2024-04-10'));
    desk.enter(past('notify-body', '2024-03-01T09:00', { body: 'police' }), at('2024-04-10T10:00'));
    expect(withdrawn(desk)).toEqual([]);
  });
});

it('a party whose name looks like a key, when its act is entered late, is told apart all the same', () => {
  const desk = openDesk();
  const party = '甲|due|0|1公司';
  desk.enter(registration(), at('2024-03-01T08:30'));
  desk.enter(past('open-penalty-case', '2024-03-05', { party }), at('2024-03-05'));
  desk.enter(past('decide-penalty', '2024-03-06', { party }), at('2024-03-06'));
  desk.runTo(at('2024-03-18'));
  desk.enter(past('serve-penalty', '2024-03-08', { party }), at('2024-03-18'));
  expect(withdrawn(desk).map(({ clock, thresholds }) => [clock, thresholds.length])).toEqual([[`penalty-service@${party}`, 1]]);
});

describe('an act that was late, entered later still', () => {
  it('leaves standing that it was late, and takes back that it was still not done when it was', () => {
    const desk = overdueInvestigation();
    expect(marks(desk, 'investigation-report').map(([kind]) => kind)).toEqual(['due', 'escalation', 'escalation']);
    desk.enter(past('submit-report', '2024-05-05'), at('2024-05-10'));
    expect(marks(desk, 'investigation-report')).toEqual([['due', null], ['escalation', null], ['escalation', '事后登记，当时已办结']]);
    expect(desk.state().late).toEqual([{ clock: 'investigation-report', reason: null }]);
  });

  it('and then shown by another entry to have been in time, is corrected, and no reason is asked for any more', () => {
    const desk = unreported();
    desk.enter(report('2024-03-01T09:30'), at('2024-03-01T10:00'));
    const asked = () => desk.view().tasks.filter(({ key }) => key === 'reason|unit-report').length;
    expect([desk.state().late.length, asked()]).toEqual([1, 1]);
    const { events, summary } = desk.enter(report('2024-03-01T08:50'), at('2024-03-01T10:05'));
    expect(events).toContainEqual(expect.objectContaining({ type: 'clock-met', clock: 'unit-report', lateByMs: null, corrected: true }));
    expect(summary).toContain('“事故单位向县级以上部门报告”更正为按时完成，不再要求说明逾期原因。');
    expect([desk.state().late.length, asked()]).toEqual([0, 0]);
    expect(marks(desk, 'unit-report').every(([, mark]) => mark === '事后登记，已按期')).toBe(true);
  });

  it('under an extension that is entered after it, is corrected by the same act', () => {
    const desk = overdueInvestigation();
    desk.enter(past('submit-report', '2024-05-10'), at('2024-05-10T10:00'));
    expect(desk.state().late).toHaveLength(1);
    desk.enter(past('approve-extension', '2024-04-21', { clock: 'investigation-report', days: 30 }), at('2024-05-11'));
    expect(desk.state().late).toEqual([]);
    expect(desk.state().met.filter((key) => key.startsWith('investigation-report|'))).toHaveLength(1);
    expect(marks(desk, 'investigation-report').every(([, mark]) => mark === '事后登记，当时未逾期')).toBe(true);
  });
});

describe('an entry that moves the limit', () => {
  it('by an extension approved in time, withdraws what was said before the new end, and the new end is told when it comes', () => {
    const desk = overdueInvestigation();
    const { notices } = desk.enter(past('approve-extension', '2024-04-21', { clock: 'investigation-report', days: 30 }), at('2024-05-10T10:00'));
    expect(notices.map(({ kind }) => kind)).toEqual(['copy', 'copy']);
    expect(marks(desk, 'investigation-report')).toEqual(['due', 'escalation', 'escalation'].map((kind) => [kind, '事后登记，当时未逾期']));
    expect(urging(desk)).toEqual([]);
    desk.runTo(at('2024-05-31T00:01'));
    expect(desk.accusations('investigation-report').at(-1)).toMatchObject({ kind: 'due', at: at('2024-05-31T00:00'), withdrawn: null });
  });

  it('by an appraisal that was running then, withdraws what was said meanwhile', () => {
    const desk = overdueInvestigation();
    desk.enter(past('commission-appraisal', '2024-04-25', { name: '材料鉴定' }), at('2024-05-10T10:00'));
    expect(desk.accusations('investigation-report').every(({ withdrawn: mark }) => mark === '事后登记，当时未逾期')).toBe(true);
  });

  it('too late to count, withdraws nothing', () => {
    const desk = overdueInvestigation();
    desk.enter(past('approve-extension', '2024-05-02', { clock: 'investigation-report', days: 30 }), at('2024-05-10T10:00'));
    expect(withdrawn(desk)).toEqual([]);
  });

  it('by a new law, withdraws nothing: under the old one it was so', () => {
    const desk = overdueInvestigation();
    const law = lawOf(['national']);
    const clocks = law.rules.clocks.map((row) => (row.code !== 'investigation-report' ? row
      : { ...row, lengths: row.lengths.map((variant) => ({ ...variant, length: { unit: 'days' as const, amount: 90 } })) }));
    const previous = { matterId: 'desk', now: at('2024-05-10T10:00'), ...law };
    const adopted = decide(desk.state(), { do: 'adopt-rules', change: 'c', title: '某变更', packs: [], calendars: [] },
      { ...previous, rules: { ...law.rules, clocks }, previous });
    expect('events' in adopted && adopted.events.map(({ type }) => type)).toEqual(['rules-adopted']);
  });

  it('after an earlier one did, withdraws each notice once', () => {
    const desk = overdueInvestigation();
    desk.enter(past('approve-extension', '2024-04-21', { clock: 'investigation-report', days: 10 }), at('2024-05-10T10:00'));
    desk.runTo(at('2024-05-20'));
    desk.enter(past('request-extension', '2024-04-22', { clock: 'investigation-report', days: 20 }), at('2024-05-20'));
    desk.enter(past('approve-extension', '2024-04-22', { clock: 'investigation-report', days: 20 }), at('2024-05-20T10:00'));
    const refs = withdrawn(desk).flatMap(({ clock, thresholds }) => thresholds.map(({ kind, at: instant }) => `${clock}|${kind}|${instant}`));
    expect(refs.length).toBeGreaterThan(3);
    expect(new Set(refs).size).toBe(refs.length);
  });
});

it('whenever the report was made and entered, an accusation stands exactly where the report was later than the hour', () => {
  const minutes = fc.integer({ min: 0, max: 26 * 60 }).map((count) => at('2024-03-01T08:31') + count * MINUTE);
  fc.assert(fc.property(minutes, minutes, (one, other) => {
    const [madeAt, enteredAt] = [Math.min(one, other), Math.max(one, other)];
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(past('inform-unit-head', '2024-03-01T08:10'), at('2024-03-01T08:31'));
    desk.runTo(enteredAt);
    desk.enter({ ...report('2024-03-01T08:50'), at: madeAt }, enteredAt);
    desk.runTo(enteredAt + MS_PER_HOUR);
    const standing = desk.accusations('unit-report').filter(({ withdrawn: mark }) => mark === null);
    // The engine needs a second: an act entered before it came round is simply met late.
    if (enteredAt > unitDue + 1_000) expect(standing.length > 0).toBe(madeAt > unitDue);
    else expect(standing).toEqual([]);
    expect(desk.state().late.length).toBe(madeAt > unitDue ? 1 : 0);
  }));
});
