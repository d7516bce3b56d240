import { advanceTo } from '../../api/simulation/time-skipping';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { workflowIdOf } from '../../domain/kinds/accident-case/processes';
import { eventually } from '../support/eventually';
import type { FaultRig } from '../support/fault-rig';
import { createFaultRig, struck } from '../support/fault-rig';
import { at } from '../support/given';

/** What processes know is old at times, and their clocks differ: the record alone decides, and time in it never runs back. */

let rig: FaultRig;
beforeAll(async () => { rig = await createFaultRig(); });
afterAll(async () => { await rig.close(); });

const STOOD = at('2024-03-20');
const WINDOW_ENDS = at('2024-04-01T00:00');

describe('E7 — acts back to back', () => {
  const PAIRS: readonly (readonly [CaseCommand, CaseCommand])[] = [
    [{ do: 'invite-procuratorate' }, { do: 'procuratorate-joins' }],
    [{ do: 'commission-appraisal', name: '甲' }, { do: 'receive-appraisal', name: '甲' }],
    [{ do: 'request-extension', clock: 'investigation-report', days: 30 }, { do: 'approve-extension', clock: 'investigation-report', days: 30 }],
    [{ do: 'open-supervision', by: '十堰市安委会' }, { do: 'supervision-progress' }],
    [{ do: 'open-penalty-case', party: '某公司' }, { do: 'decide-penalty', party: '某公司' }],
    [{ do: 'submit-report' }, { do: 'review-opinion', stage: '应急管理部门', opinion: 'return' }],
  ];

  it('each possible only after the one before it, when given without a pause, are accepted six times of six', async () => {
    const id = await rig.investigated(STOOD);
    for (const [first, second] of PAIRS) {
      const answers = [await rig.give(id, first), await rig.give(id, second)];
      expect(answers).toEqual([expect.objectContaining({ outcome: 'accepted' }), expect.objectContaining({ outcome: 'accepted' })]);
    }
  });

  it('the first of them refused by the record, when given again after it became possible, keeps its answer under the same id', async () => {
    const id = await rig.investigated(STOOD);
    const joins: CaseCommand = { do: 'procuratorate-joins' };
    const refused = { outcome: 'refused', refusal: { code: 'PROCURATORATE_NOT_INVITED' } };
    expect(await rig.give(id, joins, 'too-early')).toEqual(refused);
    expect(await rig.give(id, { do: 'invite-procuratorate' })).toMatchObject({ outcome: 'accepted' });
    expect(await rig.give(id, joins, 'too-early')).toEqual(refused);
    expect(await rig.give(id, joins)).toMatchObject({ outcome: 'accepted' });
    expect(await rig.container.db.client.auditEntry.count({ where: { matterId: id, action: 'refused:procuratorate-joins' } })).toBe(1);
  });
});

describe('E12 — siblings whose clocks differ', () => {
  it('one that lags, when another strikes what ends it, ends at once and not when its own clock comes there', async () => {
    const id = await rig.investigated(STOOD);
    expect(await rig.give(id, { do: 'report', by: 'province', to: 'state' })).toMatchObject({ outcome: 'accepted' });
    expect(await rig.adopted(id, 'accidentEscalation')).toMatchObject({ open: true });
    await advanceTo(rig.client, workflowIdOf(id, 'accidentCase'), WINDOW_ENDS + 3_600_000);
    await struck(rig, id, 'casualty-window', 1);
    await eventually('the end of the lagging sibling', () => rig.running('simulation', id, 'accidentEscalation'), (running) => !running);
  });

  it('one that lags, when it strikes or people act by an older clock, decides nothing before what is in the record', async () => {
    const id = await rig.investigated(STOOD);
    await advanceTo(rig.client, workflowIdOf(id, 'accidentCase'), WINDOW_ENDS + 3_600_000);
    await struck(rig, id, 'casualty-window', 1);
    expect(await rig.give(id, { do: 'notify-body', body: 'union' })).toMatchObject({ outcome: 'accepted' });
    await advanceTo(rig.client, workflowIdOf(id, 'investigation'), at('2024-04-24'));
    await struck(rig, id, 'investigation-report', 1);
    const { db } = rig.container;
    const entries = await db.client.auditEntry.findMany({ where: { matterId: id }, orderBy: { seq: 'asc' } });
    const decided = entries.map(({ decidedAt }) => Number(decidedAt));
    const recorded = entries.map(({ recordedAt }) => Number(recordedAt));
    expect(decided).toEqual(decided.toSorted((a, b) => a - b));
    expect(recorded).toEqual(recorded.toSorted((a, b) => a - b));
    expect(decided.at(-2)).toBeGreaterThanOrEqual(WINDOW_ENDS);
  });
});
