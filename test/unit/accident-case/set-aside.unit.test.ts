import { dueClocks } from '../../../domain/kinds/accident-case/decisions';
import type { Desk } from '../../support/desk';
import { openDesk } from '../../support/desk';
import { at, lawOf, past, registration } from '../../support/given';
import { readExample } from '../../support/play-on-record';

/** A threshold that would not strike must not keep the others of its process from striking. */

const PARTIES = ['甲公司', '乙公司'];
const now = at('2024-03-18');
const REASON = '通知的收件机关不存在';

/** Two penalties that nobody served in time (15 March); nothing has struck yet. */
function unserved(): Desk {
  const desk = openDesk();
  desk.enter(registration(), at('2024-03-01T08:30'));
  for (const party of PARTIES) {
    desk.enter(past('open-penalty-case', '2024-03-05', { party }), at('2024-03-05'));
    desk.enter(past('decide-penalty', '2024-03-06', { party }), at('2024-03-06'));
  }
  return desk;
}
const due = (desk: Desk, instant = now) => dueClocks(desk.state(), 'accountability', { matterId: 'desk', now: instant, ...lawOf(['national']) });
const keysOf = (desk: Desk, clock: string, instant = now) => due(desk, instant).find((row) => row.clock === clock)?.thresholds ?? [];
const setAside = (desk: Desk, clock: string, threshold: string, instant = now) =>
  desk.enter({ do: 'set-aside', process: 'accountability', clock, threshold, reason: REASON }, instant);
const [MINE, OTHER] = ['penalty-service@甲公司', 'penalty-service@乙公司'] as const;

describe('striking clock by clock', () => {
  it('what is due, when asked for, is named clock by clock with the keys of its thresholds', () => {
    const desk = unserved();
    expect(due(desk).filter(({ clock }) => clock.startsWith('penalty-service@'))).toEqual(
      [OTHER, MINE].map((clock) => ({ clock, thresholds: [`${clock}|due|0|${at('2024-03-16T00:00')}`] })));
    expect(dueClocks(desk.state(), 'investigation', { matterId: 'desk', now, ...lawOf(['national']) })).toEqual([]);
  });

  it('a strike of one clock, when carried out, leaves the others due', () => {
    const desk = unserved();
    const { events } = desk.enter({ do: 'strike', process: 'accountability', only: MINE }, now);
    expect(events.map((event) => 'clock' in event && event.clock)).toEqual([MINE]);
    expect(keysOf(desk, MINE)).toEqual([]);
    expect(keysOf(desk, OTHER)).toHaveLength(1);
  });

  it('a closed case, when asked, has nothing due, and takes both commands in silence', () => {
    const desk = openDesk();
    const { packs, commands } = readExample('full-life');
    desk.enter({ do: 'import', packs, commands: commands.map(({ command }) => command) }, at('2025-03-05'));
    expect(due(desk, at('2025-03-06'))).toEqual([]);
    expect(setAside(desk, MINE, 'x', at('2025-03-06')).events).toEqual([]);
    expect(desk.enter({ do: 'strike', process: 'accountability', only: MINE }, at('2025-03-06')).events).toEqual([]);
  });
});

describe('a threshold that is set aside', () => {
  it('is recorded with the reason, tells nobody and is not offered again; the rest of the clock goes on', () => {
    const desk = unserved();
    const [key = ''] = keysOf(desk, MINE);
    const { events, notices } = setAside(desk, MINE, key);
    expect(events).toEqual([{
      type: 'clock-set-aside', at: now, clock: MINE, title: '送达行政处罚决定书', reason: REASON,
      threshold: { kind: 'due', index: 0, at: at('2024-03-16T00:00') },
    }]);
    expect(notices).toEqual([]);
    desk.strikeAll(now + 1);
    expect([desk.accusations(MINE).length, desk.accusations(OTHER).length]).toEqual([0, 1]);
    expect(desk.view().processes.find(({ name }) => name === 'accountability')?.nextWakeAt).toBeGreaterThan(now);
    desk.runTo(at('2024-04-01'));
    expect(desk.accusations(MINE).map(({ kind }) => kind)).toEqual(['escalation', 'escalation']);
    expect(desk.accusations(OTHER).map(({ kind }) => kind)).toEqual(['due', 'escalation', 'escalation']);
  });

  it('of an escalation, leaves nobody with a task to urge', () => {
    const desk = unserved();
    desk.runTo(at('2024-03-18'));
    const later = at('2024-03-20');
    const [key = ''] = keysOf(desk, MINE, later);
    expect(key).toContain('|escalation|0|');
    setAside(desk, MINE, key, later);
    desk.strikeAll(later + 1);
    expect(desk.view().tasks.filter(({ key: task }) => task.startsWith('urge|')).map(({ clockCode }) => clockCode)).not.toContain(MINE);
  });

  it('that is not due any more, or of another clock, when named, changes nothing', () => {
    const desk = unserved();
    const [key = ''] = keysOf(desk, MINE);
    expect(setAside(desk, OTHER, key).events).toEqual([]);
    desk.enter(past('serve-penalty', '2024-03-14', { party: '甲公司' }), now);
    expect(setAside(desk, MINE, key).events).toEqual([]);
  });

  it('when its clock moves, is past, and the new threshold is offered', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(past('form-team', '2024-03-02', { by: 'county' }), at('2024-03-02'));
    desk.enter(past('request-extension', '2024-04-20', { clock: 'investigation-report', days: 30 }), at('2024-04-20'));
    desk.runTo(at('2024-04-30'));
    const late = at('2024-05-01T09:00');
    desk.enter({
      do: 'set-aside', process: 'investigation', clock: 'investigation-report', threshold: `investigation-report|due|0|${at('2024-05-01T00:00')}`, reason: REASON,
    }, late);
    desk.enter(past('approve-extension', '2024-04-21', { clock: 'investigation-report', days: 30 }), late);
    desk.runTo(at('2024-06-01'));
    expect(desk.accusations('investigation-report').map(({ at: instant }) => instant)).toEqual([at('2024-05-31T00:00')]);
  });
});
