import fc from 'fast-check';
import { decide } from '../../../domain/kinds/accident-case/decide';
import { GRACE_MS } from '../../../domain/kinds/accident-case/held';
import { MS_PER_HOUR } from '../../../domain/time/instant';
import type { Desk } from '../../support/desk';
import { openDesk } from '../../support/desk';
import { at, lawOf, past, registration } from '../../support/given';
import { readExample } from '../../support/play-on-record';

/** What was over when the record first heard of it: nobody could have acted on it there. */

const MINUTE = 60_000;
const heardAt = at('2024-03-01T10:05');
const graceEnds = heardAt + GRACE_MS;
const reported = past('report', '2024-03-01T08:50', { by: 'unit', to: 'county' });

/** The head of the unit was informed at 08:10; the office enters that at 10:05, when the hour for reporting is long over. */
function informedLate(options: { graceMs?: number } = {}): Desk {
  const desk = openDesk(options);
  desk.enter(registration(), at('2024-03-01T10:00'));
  desk.enter(past('inform-unit-head', '2024-03-01T08:10'), heardAt);
  return desk;
}
const heldClocks = (desk: Desk) => desk.events().flatMap((event) => (event.type === 'clock-held' ? [event.clock] : []));
const nextWakes = (desk: Desk) => desk.view().processes.map(({ nextWakeAt }) => nextWakeAt ?? Infinity);

describe('a clock that comes into the record when its end is past', () => {
  it('is held for the grace, says so to whoever entered it, and wakes its process when the grace ends', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T10:00'));
    const { summary } = desk.enter(past('inform-unit-head', '2024-03-01T08:10'), heardAt);
    expect(desk.events().at(-1)).toEqual({
      type: 'clock-held', at: heardAt, clock: 'unit-report', title: '事故单位向县级以上部门报告', triggeredAt: at('2024-03-01T08:10'), until: graceEnds,
    });
    expect(summary).toContain('“事故单位向县级以上部门报告”登记时已有期限或节点过去：2024年3月1日（周五）10:20以前登记办理情况的，不发通知。');
    expect(Math.min(...nextWakes(desk))).toBe(graceEnds);
  });

  it('when the act that meets it in time is entered within the grace, tells nobody, ever', () => {
    const desk = informedLate();
    desk.enter(reported, heardAt + 5 * MINUTE);
    desk.runTo(at('2024-03-01T12:00'));
    expect(desk.accusations('unit-report')).toEqual([]);
    expect(desk.types()).not.toContain('notices-withdrawn');
  });

  it('when the act is entered in the last instant of the grace, after the engine looked, tells nobody', () => {
    const desk = informedLate();
    desk.strikeAll(graceEnds);
    desk.enter(reported, graceEnds);
    desk.runTo(at('2024-03-01T12:00'));
    expect(desk.accusations('unit-report')).toEqual([]);
  });

  it('when the grace is over by a millisecond and nothing was entered, tells owner and offices, at the legal instant', () => {
    const desk = informedLate();
    desk.strikeAll(graceEnds + 1);
    expect(desk.accusations('unit-report').map(({ kind, at: instant }) => [kind, instant])).toEqual([
      ['due', at('2024-03-01T09:10')], ['escalation', at('2024-03-01T09:10')], ['escalation', at('2024-03-01T09:10')],
    ]);
  });

  it('when it strikes after the grace, speaks of the distance from then and blames no engine for the wait', () => {
    const desk = informedLate();
    desk.runTo(at('2024-03-01T11:00'));
    const [due, escalation] = desk.accusations('unit-report').map(({ text }) => text);
    expect(due).toContain('已经逾期 1 小时 10 分钟');
    expect(escalation).toContain('已逾期 1 小时 10 分钟');
    expect(due).not.toContain('补发');
    expect(desk.events().filter((event) => event.type === 'clock-struck' && event.lateMs !== undefined)).toEqual([]);
  });

  it('with the grace switched off, strikes at once and blames no engine either', () => {
    const desk = informedLate({ graceMs: 0 });
    desk.strikeAll(heardAt + 1_000);
    expect(desk.accusations('unit-report')).toHaveLength(3);
    expect(desk.accusations('unit-report')[0]?.text).not.toContain('补发');
  });

  it('while an act of another clock is entered, stays held until its own time, and that clock until its own', () => {
    const desk = informedLate();
    const later = heardAt + 10 * MINUTE;
    // The county had until 10:00 to pass on what the city got from nobody so far.
    desk.enter(past('report', '2024-03-01T08:00', { by: 'unit', to: 'county' }), later);
    expect(heldClocks(desk)).toEqual(['unit-report', 'report-hop:county-city']);
    desk.runTo(later + GRACE_MS);
    expect(desk.accusations()).toEqual([]);
    desk.runTo(later + GRACE_MS + MINUTE);
    expect(new Set(desk.accusations().map(({ clockCode }) => clockCode))).toEqual(new Set(['report-hop:county-city']));
  });

  it('of one party, when entered late, is held apart from the same limit of another', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(past('open-penalty-case', '2024-03-05', { party: '甲公司' }), at('2024-03-05'));
    desk.enter(past('open-penalty-case', '2024-03-05', { party: '乙公司' }), at('2024-03-05'));
    desk.enter(past('decide-penalty', '2024-03-06', { party: '甲公司' }), at('2024-04-01T09:00'));
    desk.enter(past('decide-penalty', '2024-03-06', { party: '乙公司' }), at('2024-04-01T09:10'));
    desk.enter(past('serve-penalty', '2024-03-08', { party: '甲公司' }), at('2024-04-01T09:14'));
    desk.runTo(at('2024-04-01T09:24'));
    expect(desk.accusations('penalty-service@乙公司')).toEqual([]);
    desk.runTo(at('2024-04-01T09:26'));
    expect(desk.accusations('penalty-service@乙公司').map(({ kind }) => kind)).toEqual(['due', 'escalation', 'escalation']);
    expect(desk.accusations('penalty-service@甲公司')).toEqual([]);
  });

  it('whose limit still runs and ends within the grace, is not held: a reminder after the end would help nobody', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(past('inform-unit-head', '2024-03-01T08:10'), at('2024-03-01T09:00'));
    expect(heldClocks(desk)).toEqual([]);
    desk.runTo(at('2024-03-01T09:01'));
    expect(desk.reminders('unit-report').map(({ text }) => text)).toEqual([expect.stringContaining('还剩')]);
  });

  it('when it moves into the past by a later entry, is held anew', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(past('form-team', '2024-03-02', { by: 'county' }), at('2024-03-02'));
    desk.enter(past('commission-appraisal', '2024-03-10', { name: '材料鉴定' }), at('2024-03-10'));
    desk.enter(past('receive-appraisal', '2024-03-20', { name: '材料鉴定' }), at('2024-06-20'));
    expect(heldClocks(desk)).toEqual(['investigation-report']);
    desk.enter(past('submit-report', '2024-05-08'), at('2024-06-20T09:10'));
    desk.runTo(at('2024-06-21'));
    expect(desk.accusations('investigation-report')).toEqual([]);
  });

  it('when other law brings it forward into the past, is held like any other', () => {
    const law = lawOf(['national']);
    const clocks = law.rules.clocks.map((row) => (row.code !== 'investigation-report' ? row
      : { ...row, lengths: row.lengths.map((variant) => ({ ...variant, length: { unit: 'days' as const, amount: 10 } })) }));
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    const previous = { matterId: 'desk', now: at('2024-03-25'), ...law };
    const adopted = decide(desk.state(), { do: 'adopt-rules', change: 'c', title: '某变更', packs: [], calendars: [] },
      { ...previous, rules: { ...law.rules, clocks }, previous });
    expect('events' in adopted && adopted.events).toEqual([
      expect.objectContaining({ type: 'rules-adopted' }),
      expect.objectContaining({ type: 'clock-held', clock: 'investigation-report', until: at('2024-03-25') + GRACE_MS }),
    ]);
  });

  it('in a case that is closed by then, is not held: nothing of it strikes', () => {
    const desk = openDesk();
    const { packs, commands } = readExample('full-life');
    desk.enter({ do: 'import', packs, commands: commands.map(({ command }) => command) }, at('2025-03-05'));
    expect(desk.state().closedAt).not.toBeNull();
    expect(desk.types().filter((type) => type === 'clock-held' || type === 'thresholds-passed-over')).toEqual([]);
    expect(desk.enter({ do: 'strike', process: 'accidentCase' }, at('2025-03-06')).events).toEqual([]);
  });
});

describe('whatever the delays', () => {
  const registered = at('2024-03-01T08:30');
  const dueAt = at('2024-03-01T09:10');
  const delay = fc.integer({ min: 0, max: 48 * 60 }).map((minutes) => registered + minutes * MINUTE);
  const informedAt = (bornAt: number): Desk => {
    const desk = openDesk();
    desk.enter(registration(), registered);
    desk.enter(past('inform-unit-head', '2024-03-01T08:10'), bornAt);
    return desk;
  };

  it('an act in time that is entered within the grace leaves no accusation standing, and where the end was past makes none', () => {
    fc.assert(fc.property(delay, fc.integer({ min: 0, max: GRACE_MS }), (bornAt, waited) => {
      const desk = informedAt(bornAt);
      desk.runTo(bornAt + waited);
      desk.enter(past('report', '2024-03-01T08:20', { by: 'unit', to: 'county' }), bornAt + waited);
      desk.runTo(bornAt + 30 * MS_PER_HOUR);
      const made = desk.accusations('unit-report');
      expect(made.filter(({ withdrawn }) => withdrawn === null)).toEqual([]);
      if (bornAt > dueAt) expect(made).toEqual([]);
    }));
  });

  it('a limit that nobody meets is told once to everybody, no earlier than its end and the grace', () => {
    fc.assert(fc.property(delay, (bornAt) => {
      const desk = informedAt(bornAt);
      const from = bornAt > dueAt ? bornAt + GRACE_MS : dueAt;
      desk.strikeAll(from);
      expect(desk.accusations('unit-report')).toEqual([]);
      desk.runTo(from + MINUTE);
      expect(desk.accusations('unit-report').map(({ kind }) => kind)).toEqual(['due', 'escalation', 'escalation']);
    }));
  });
});
