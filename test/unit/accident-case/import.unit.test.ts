import type { ImportCommand } from '../../../domain/accident-case/commands';
import { decide } from '../../../domain/accident-case/decide';
import { loadRules } from '../../../rules';
import { at, past, registration } from '../../support/given';
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
