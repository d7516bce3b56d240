import { randomUUID } from 'node:crypto';
import { at, past, registration } from '../support/given';
import { canonicalJson } from '../../domain/base/canonical-json';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { Instant } from '../../domain/time/instant';
import { snapshotOf } from '../../prisma/repositories/outbox';
import type { Rig } from '../support/rig';
import { commandsFrom, createRig } from '../support/rig';

let rig: Rig;
beforeAll(async () => { rig = await createRig(); });
afterAll(async () => { await rig.close(); });

type Timed = CaseCommand & { at: Instant };
const start = [registration(), past('form-team', '2024-03-02', { by: 'county' })] as Timed[];

async function openCase(): Promise<string> {
  const id = rig.newId();
  await rig.play(id, commandsFrom(start), at('2024-03-03'));
  return id;
}

describe('commands on a running case', () => {
  it('one command id given eight times at once, when all are answered, happened once and got one answer', async () => {
    const id = await openCase();
    const answers = await Promise.all(Array.from({ length: 8 }, () => rig.give(id, { do: 'invite-procuratorate' }, 'same')));
    // An answer that comes from the record has its keys in the record's order.
    expect(new Set(answers.map(canonicalJson)).size).toBe(1);
    expect(answers[0]).toMatchObject({ outcome: 'accepted' });
    const { events } = await rig.ledger(id);
    expect(events.filter(({ event }) => event.type === 'act-done' && event.act.do === 'invite-procuratorate')).toHaveLength(1);
  });

  it('an act that the state forbids, when given, is refused by its code, stands in the record, and no process is told of it', async () => {
    const id = await openCase();
    const length = async () => (await rig.process(id, 'accidentCase').fetchHistory()).events?.length;
    const before = await length();
    expect(await rig.give(id, { do: 'approve' })).toEqual({ outcome: 'refused', refusal: { code: 'REPORT_NOT_SUBMITTED' } });
    const [entry] = await rig.container.db.client.auditEntry.findMany({ where: { matterId: id, action: 'refused:approve' } });
    expect(entry?.detail).toMatchObject({ refusal: { code: 'REPORT_NOT_SUBMITTED' } });
    await rig.adopted(id, 'accidentCase');
    expect(await length()).toBe(before);
  });

  it('a refusal that depends on fields, when given, is in the record with its reason and in the chain', async () => {
    const id = await openCase();
    const answer = await rig.give(id, { do: 'receive-appraisal', name: '没有委托过' });
    expect(answer).toMatchObject({ outcome: 'refused', refusal: { code: 'APPRAISAL_UNKNOWN', field: 'name' } });
    const entries = await rig.container.db.client.auditEntry.findMany({ where: { matterId: id, action: 'refused:receive-appraisal' } });
    expect(entries).toHaveLength(1);
  });

  it('a command for a case nobody registered, when given, is refused', async () => {
    expect(await rig.give(`nobody-${randomUUID()}`, { do: 'approve' })).toEqual({ outcome: 'refused', refusal: { code: 'CASE_UNKNOWN' } });
  });

  it('a registration in a region outside the tree, when given, is refused, leaves no case, and can be repeated corrected', async () => {
    const id = rig.newId();
    const wrong = { ...registration({ region: '659999' }) } as Timed;
    const result = await rig.play(id, commandsFrom([wrong]));
    expect(result.refused[0]?.outcome.refusal).toMatchObject({ code: 'REGION_UNKNOWN', field: 'accident.region' });
    expect(await rig.container.db.client.matter.count({ where: { id } })).toBe(0);
    const again = await rig.play(id, commandsFrom([{ ...registration(), at: at('2024-03-01T08:30') } as Timed]).map((c) => ({ ...c, commandId: 'second' })), at('2024-03-02'));
    expect(again.refused).toEqual([]);
  });
});

describe('long histories', () => {
  it('more events than one run should hold, when they pile up, are carried on by a new run that knows everything', async () => {
    const id = await openCase();
    const firstRun = (await rig.process(id, 'investigation').describe()).runId;
    for (let round = 0; round < 400; round += 1) {
      const name = `鉴定${round}`;
      expect(await rig.give(id, { do: 'commission-appraisal', name })).toMatchObject({ outcome: 'accepted' });
      if (round % 40 === 39) await rig.adopted(id, 'investigation');
      if ((await rig.process(id, 'investigation').describe()).runId !== firstRun && round % 40 === 39) break;
    }
    expect((await rig.process(id, 'investigation').describe()).runId).not.toBe(firstRun);
    const known = await rig.adopted(id, 'investigation');
    expect(known).toEqual(await snapshotOf(rig.container.db, id, 'investigation'));
    const trail = await rig.process(id, 'investigation').query<{ stage: string }[]>('trail');
    expect(trail.map(({ stage }) => stage)).toEqual(['investigationStarted', 'reportSubmitted']);
  });
});
