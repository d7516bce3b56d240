import { at, past, registration } from '../support/given';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { Instant } from '../../domain/time/instant';
import { ledgerRows } from '../../api/simulation/ledger';
import type { Rig } from '../support/rig';
import { commandsFrom, createRig } from '../support/rig';

let rig: Rig;
beforeAll(async () => { rig = await createRig(); });
afterAll(async () => { await rig.close(); });

type Timed = CaseCommand & { at: Instant };
const start = [
  registration(), past('form-team', '2024-03-02', { by: 'county' }), past('invite-procuratorate', '2024-03-02T10:00'),
] as Timed[];
const investigation = async (id: string) =>
  ledgerRows(await rig.ledger(id)).filter((row) => row.clock === 'investigation-report').map((row) => row.kind);

describe('pause and resume around the thresholds of a limit', () => {
  it('an appraisal over the last reminders and the limit, when it ends, still reminds, expires and escalates later', async () => {
    const id = rig.newId();
    const commands = [...start,
      past('commission-appraisal', '2024-04-20', { name: '材料鉴定' }), past('receive-appraisal', '2024-06-20', { name: '材料鉴定' })] as Timed[];
    await rig.play(id, commandsFrom(commands), at('2024-06-19'));
    expect(await investigation(id)).toEqual([]);
    await rig.play(id, commandsFrom(commands), at('2024-07-20'));
    expect(await investigation(id)).toEqual(['reminder', 'reminder', 'reminder', 'due', 'escalation', 'escalation']);
    const clock = await rig.container.db.client.clock.findUniqueOrThrow({ where: { matterId_code: { matterId: id, code: 'investigation-report' } } });
    expect(clock.dueDate?.toISOString().slice(0, 10)).toBe('2024-06-30');
  });

  it('two years of pause, when they pass, add next to nothing to the history', async () => {
    const id = rig.newId();
    const commands = [...start, past('commission-appraisal', '2024-03-10', { name: '材料鉴定' })] as Timed[];
    await rig.play(id, commandsFrom(commands), at('2024-04-10'));
    const before = (await rig.process(id, 'investigation').fetchHistory()).events?.length ?? 0;
    await rig.play(id, commandsFrom(commands), at('2026-04-10'));
    const after = (await rig.process(id, 'investigation').fetchHistory()).events?.length ?? 0;
    expect(after - before).toBeLessThan(15);
  });

  it('an extension approved in time, when the old limit passes, moves reminders and limit to the new day', async () => {
    const id = rig.newId();
    const commands = [...start, past('request-extension', '2024-04-20', { clock: 'investigation-report', days: 30 }),
      past('approve-extension', '2024-04-21', { clock: 'investigation-report', days: 30 })] as Timed[];
    await rig.play(id, commandsFrom(commands), at('2024-05-15'));
    expect(await investigation(id)).toEqual([]);
    await rig.play(id, commandsFrom(commands), at('2024-06-01'));
    expect(await investigation(id)).toEqual(['reminder', 'reminder', 'reminder', 'due']);
  });
});

describe('timers of a process', () => {
  it('a finished process, when its history is read, has no timer left running', async () => {
    const id = rig.newId();
    const commands = [...start, past('submit-report', '2024-04-10')] as Timed[];
    await rig.play(id, commandsFrom(commands), at('2024-04-12'));
    const history = await rig.process(id, 'investigation').fetchHistory();
    const count = (name: string) => (history.events ?? []).filter((e) => e[name as keyof typeof e] !== undefined && e[name as keyof typeof e] !== null).length;
    expect(count('workflowExecutionCompletedEventAttributes')).toBe(1);
    expect(count('timerStartedEventAttributes')).toBe(count('timerFiredEventAttributes') + count('timerCanceledEventAttributes'));
  });
});
