import type { ImportCommand } from '../../../domain/kinds/accident-case/commands';
import { decide } from '../../../domain/kinds/accident-case/decide';
import { GRACE_MS } from '../../../domain/kinds/accident-case/held';
import type { Instant } from '../../../domain/time/instant';
import { loadRules } from '../../../rules';
import type { Desk } from '../../support/desk';
import { openDesk } from '../../support/desk';
import { at, past, registration } from '../../support/given';
import { readExample } from '../../support/play-on-record';
import { rowsOf } from '../../support/triggers';

const { calendar, resolve } = loadRules();
const ctx = { matterId: 'test', now: at('2025-06-01'), rules: resolve(['national']), triggers: rowsOf('national'), calendar };
const importing = (...commands: object[]): ImportCommand =>
  ({ do: 'import', packs: ['national'], commands: [registration(), ...commands] as ImportCommand['commands'] });

describe('importing a recorded case', () => {
  it('rows that follow from one another, when imported, are all in the record and no clock strikes on the way', () => {
    const decision = decide(null, importing(past('form-team', '2024-03-02', { by: 'county' }), past('submit-report', '2024-05-20')), ctx);
    const types = 'events' in decision ? decision.events.map((e) => e.type) : [];
    expect(types.filter((t) => t === 'act-done')).toHaveLength(2);
    expect(types).not.toContain('clock-struck');
    expect(types).toContain('clock-met');
  });

  it('a row that was not possible then, when imported, refuses the whole and names the row', () => {
    const decision = decide(null, importing(past('submit-report', '2024-04-20')), ctx);
    expect(decision).toEqual({ refusal: expect.objectContaining({ code: 'TEAM_NOT_FORMED', field: 'commands[1].submit-report' }) });
  });

  it('closing with open items, when imported, does not slip past the gate', () => {
    const decision = decide(null, importing(past('form-team', '2024-03-02', { by: 'county' }), past('close', '2024-06-01')), ctx);
    expect(decision).toEqual({ refusal: expect.objectContaining({ code: 'OPEN_ITEMS_REMAIN', field: 'commands[2].close' }) });
  });

  it('a row later than now, when imported, refuses the whole', () => {
    const decision = decide(null, importing(past('form-team', '2026-03-02', { by: 'county' })), ctx);
    expect(decision).toEqual({ refusal: expect.objectContaining({ code: 'AT_IN_FUTURE', field: 'commands[1].at' }) });
  });
});

describe('what an imported case tells today', () => {
  const parties = Array.from({ length: 20 }, (_, index) => `第${index + 1}家公司`);
  const importedAt = at('2025-06-01T10:00');
  const take = (command: ImportCommand, now: Instant): Desk => {
    const desk = openDesk();
    expect(desk.enter(command, now).notices.filter(({ kind }) => kind !== 'finding')).toEqual([]);
    return desk;
  };
  /** Approved in 2024, twenty companies fined and nothing done about it since. */
  const old = (): Desk => take(importing(
    past('form-team', '2024-03-02', { by: 'county' }), past('submit-report', '2024-06-20'), past('approve', '2024-06-30'),
    ...parties.flatMap((party) => [past('open-penalty-case', '2024-07-01', { party }), past('decide-penalty', '2024-08-01', { party })]),
  ), importedAt);
  const open = (desk: Desk) => desk.view().assessment.clocks
    .filter(({ state, thresholds }) => state === 'overdue' && thresholds.some((t) => t.kind === 'due' && t.at < importedAt)).map(({ code }) => code).sort();

  it('nothing before the grace ends, and then of each limit still open how far it has come, once', () => {
    const desk = old();
    desk.runTo(importedAt + GRACE_MS);
    expect([...desk.accusations(), ...desk.reminders()]).toEqual([]);
    desk.runTo(importedAt + GRACE_MS + 60_000);
    const told = desk.accusations();
    expect(open(desk).length).toBeGreaterThan(parties.length);
    expect(told.map(({ clockCode }) => clockCode).sort()).toEqual(open(desk));
    expect(desk.reminders()).toEqual([]);
    expect(told.filter(({ clockCode }) => clockCode?.startsWith('penalty-service@')).map(({ kind, text }) => [kind, text.includes('已逾期 29')]))
      .toEqual(parties.map(() => ['escalation', true]));
  });

  it('no delay of the engine, however old what it tells', () => {
    const desk = old();
    desk.runTo(importedAt + GRACE_MS + 60_000);
    expect(desk.accusations().filter(({ text }) => text.includes('补发'))).toEqual([]);
    expect(desk.events().filter((event) => event.type === 'clock-struck' && event.lateMs !== undefined)).toEqual([]);
  });

  it('no urging to those whose step was passed over', () => {
    const desk = old();
    desk.runTo(importedAt + GRACE_MS + 60_000);
    const steps = desk.view().tasks.filter(({ key }) => key.startsWith('urge|penalty-service@')).map(({ key }) => key.split('|')[2]);
    expect(steps).toEqual(parties.map(() => '1'));
  });

  it('what comes after the import, as of any other case', () => {
    const desk = take(importing(past('form-team', '2024-03-02', { by: 'county' })), at('2024-05-02T10:00'));
    desk.runTo(at('2024-06-01'));
    // The end (30 April) was past, and is told as the newest step; both escalations were still to come.
    expect(desk.accusations('investigation-report').map(({ kind }) => kind)).toEqual(['due', 'escalation', 'escalation']);
  });

  it.each(['2021-06-20', '2021-07-01', '2021-09-25', '2021-10-20', '2022-01-10', '2022-08-15'])(
    'the full life cut at %s and imported three months on, tells each open limit once and nothing else', (cut) => {
      const { packs, commands } = readExample('full-life');
      const now = at(cut) + 92 * 86_400_000;
      const desk = take({ do: 'import', packs, commands: commands.filter((row) => row.at <= at(cut)).map(({ command }) => command) }, now);
      desk.runTo(now + GRACE_MS + 60_000);
      const running = desk.view().assessment.clocks.filter(({ state }) => state === 'overdue').map(({ code }) => code).sort();
      expect([...new Set(desk.accusations().map(({ clockCode, at: instant }) => `${clockCode}|${instant}`))].map((key) => key.split('|')[0]).sort()).toEqual(running);
      expect(desk.reminders()).toEqual([]);
    });
});
