import fc from 'fast-check';
import { PUNCTUAL_MS } from '../../../domain/kinds/accident-case/strikes';
import { MS_PER_DAY } from '../../../domain/time/instant';
import type { Desk } from '../../support/desk';
import { openDesk } from '../../support/desk';
import { at, past, registration } from '../../support/given';

/** Strikes that come late because nothing struck them: the engine was away, and no body is to blame for that. */

const CODE = 'investigation-report';
/** A limit to the end of 30 April, with reminders 7, 3 and 1 days before it. */
function investigating(): Desk {
  const desk = openDesk();
  desk.enter(registration(), at('2024-03-01T08:30'));
  desk.enter(past('form-team', '2024-03-02', { by: 'county' }), at('2024-03-02'));
  desk.runTo(at('2024-04-20'));
  return desk;
}
const struck = (desk: Desk) => desk.events().flatMap((event) => (event.type === 'clock-struck' && event.clock === CODE ? [event] : []));

describe('an engine that comes back', () => {
  it('after all reminders and before the end, sends the newest one alone, with what is left from now', () => {
    const desk = investigating();
    desk.strikeAll(at('2024-04-29T20:00'));
    expect(desk.reminders(CODE)).toHaveLength(1);
    const [{ text = '', at: instant = 0 } = {}] = desk.reminders(CODE);
    expect(text).toContain('还剩 1 天 4 小时');
    expect(text).toMatch(/^【补发，应于2024年4月29日（周一）09:\d\d发出】/);
    expect(struck(desk).map(({ at: struckAt, lateMs }) => [struckAt, lateMs])).toEqual([[instant, at('2024-04-29T20:00') - instant]]);
    expect(desk.view().processes.find(({ name }) => name === 'investigation')?.nextWakeAt).toBe(at('2024-05-01T00:00'));
  });

  it('89 days after the end, tells every step once, from now, and drops all reminders', () => {
    const desk = investigating();
    const now = at('2024-05-01T00:00') + 89 * MS_PER_DAY;
    desk.strikeAll(now);
    expect(desk.reminders(CODE)).toEqual([]);
    const told = desk.accusations(CODE);
    expect(told.map(({ kind }) => kind)).toEqual(['due', 'escalation', 'escalation']);
    expect(told.every(({ text }) => text.includes('逾期 89 天') && text.startsWith('【补发，应于2024年5月'))).toBe(true);
    desk.strikeAll(now + 1);
    expect(desk.accusations(CODE)).toHaveLength(3);
  });

  it('a few minutes late, says nothing of it; a millisecond more, it does', () => {
    for (const [over, lateMs] of [[0, undefined], [1, PUNCTUAL_MS + 1]]) {
      const desk = investigating();
      desk.runTo(at('2024-04-30T23:00'));
      desk.strikeAll(at('2024-05-01T00:00') + PUNCTUAL_MS + (over ?? 0));
      expect(struck(desk).at(-1)?.lateMs).toBe(lateMs);
      expect(desk.accusations(CODE)[0]?.text.includes('补发')).toBe(lateMs !== undefined);
    }
  });

  it('later than the act, books its own lateness nowhere on the body that was in time', () => {
    const desk = investigating();
    desk.enter(past('submit-report', '2024-04-30T23:00'), at('2024-05-20'));
    desk.strikeAll(at('2024-05-20') + 1);
    expect(desk.accusations(CODE)).toEqual([]);
    expect(desk.state().late).toEqual([]);
    expect(desk.events().find((event) => event.type === 'clock-met' && event.clock === CODE)).toMatchObject({ lateByMs: null });
  });

  it('at whatever instants it runs, tells every step of a limit once, in order, and at most one reminder at a time', () => {
    const runs = fc.uniqueArray(fc.integer({ min: 0, max: 60 * 24 }), { minLength: 1, maxLength: 12 })
      .map((hours) => hours.toSorted((a, b) => a - b).map((hour) => at('2024-04-20T10:00') + hour * 3_600_000));
    fc.assert(fc.property(runs, (instants) => {
      const desk = investigating();
      for (const now of instants) {
        const before = desk.reminders(CODE).length;
        desk.strikeAll(now);
        expect(desk.reminders(CODE).length - before).toBeLessThanOrEqual(now < at('2024-05-01T00:00') ? 1 : 0);
      }
      const last = instants.at(-1) ?? 0;
      const steps = desk.view().assessment.clocks.find(({ code }) => code === CODE)?.thresholds
        .filter(({ kind, at: instant }) => kind !== 'reminder' && instant < last).map(({ at: instant }) => instant);
      expect(struck(desk).filter(({ threshold }) => threshold.kind !== 'reminder').map(({ at: instant }) => instant)).toEqual(steps);
    }), { numRuns: 50 });
  });
});
