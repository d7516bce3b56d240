import { advanceTo } from '../../api/simulation/time-skipping';
import { workflowIdOf } from '../../domain/kinds/accident-case/processes';
import { unstruck } from '../../prisma/repositories/sweep';
import { setShift } from '../../prisma/repositories/simulation';
import { eventually } from '../support/eventually';
import type { FaultRig } from '../support/fault-rig';
import { createFaultRig, struck } from '../support/fault-rig';
import { at } from '../support/given';

/** E1: a process that is terminated, cancelled or lost is started again from the record, and its limit strikes. */

let rig: FaultRig;
beforeAll(async () => { rig = await createFaultRig(); });
afterAll(async () => { await rig.close(); });

const WINDOW_ENDS = at('2024-04-01T00:00');

/** The engine's list lags a second or two behind what runs. */
const counted = (processes: number): Promise<number> =>
  eventually('the census', () => rig.sweep('processCensus'), (told) => told === processes);

describe('E1 — a process that is gone', () => {
  it('the root terminated and the investigation cancelled, when the processes are counted, are started from the record and strike', async () => {
    const id = await rig.investigated(at('2024-03-20'));
    await rig.process(id, 'accidentCase').terminate('by an operator');
    await rig.process(id, 'investigation').cancel();
    await eventually('the end of the investigation', () => rig.running('simulation', id, 'investigation'), (running) => !running);
    await counted(2);
    for (const name of ['accidentCase', 'investigation'] as const) {
      expect((await rig.adopted(id, name)).nextWakeAt).not.toBeNull();
      await advanceTo(rig.client, workflowIdOf(id, name), at('2024-05-01'));
    }
    expect(await struck(rig, id, 'casualty-window', 1)).toEqual([{ kind: 'due', at: WINDOW_ENDS }]);
    const report = await struck(rig, id, 'investigation-report', 4);
    expect(report.map(({ kind }) => kind)).toEqual(['reminder', 'reminder', 'reminder', 'due']);
  });

  it('every process terminated, when people act meanwhile, has refused nobody and brings the processes back', async () => {
    const id = await rig.investigated(at('2024-03-20'));
    const names = ['accidentCase', 'accidentEscalation', 'investigation'] as const;
    for (const name of names) await rig.process(id, name).terminate('by an operator');
    const answers = [
      await rig.give(id, { do: 'invite-procuratorate' }),
      await rig.give(id, { do: 'notify-body', body: 'union' }),
      await rig.give(id, { do: 'elevate', to: 'city', ground: '群众反映强烈' }),
    ];
    expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted']);
    for (const name of names) await eventually(name, () => rig.running('simulation', id, name));
  });

  it('a limit that passed while nobody ran, when the record is swept, strikes once at its legal instant', async () => {
    const id = await rig.investigated(at('2024-03-20'));
    await rig.process(id, 'accidentCase').terminate('by an operator');
    await setShift(rig.container.db, id, WINDOW_ENDS + 3 * 60_000 - Date.now());
    expect(await unstruck(rig.container.db, 60)).toMatchObject([{ matterId: id, process: 'accidentCase', wakeAt: WINDOW_ENDS }]);
    expect(await rig.sweep('recordSweep')).toBe(1);
    expect(await struck(rig, id, 'casualty-window', 1)).toEqual([{ kind: 'due', at: WINDOW_ENDS }]);
    expect(await rig.sweep('recordSweep')).toBe(0);
    expect(await unstruck(rig.container.db, 60)).toEqual([]);
    expect(await rig.strikes(id, 'casualty-window')).toHaveLength(1);
  });
});
