import { at, past, registration } from '../support/given';
import type { CaseCommand } from '../../domain/accident-case/commands';
import type { Instant } from '../../domain/time/instant';
import type { Rig } from '../support/rig';
import { commandsFrom, createRig } from '../support/rig';

let rig: Rig;
beforeAll(async () => { rig = await createRig(); });
afterAll(async () => { await rig.close(); });

describe('effects that were committed and never carried out', () => {
  it('a worker that died between commit and effect, when the record is swept, leaves nothing undone', async () => {
    const id = rig.newId();
    const start = [registration(), past('form-team', '2024-03-02', { by: 'county' })] as (CaseCommand & { at: Instant })[];
    await rig.play(id, commandsFrom(start), at('2024-03-03'));
    const { activities, db } = rig.container;
    // The transaction of a command without the process around it: what is left when a worker is killed right after it.
    await activities.executeCommand({
      matterId: id, commandId: 'orphan', process: 'investigation', actor: { kind: 'file', source: 'test' }, now: at('2024-03-03T10:00'),
      namespace: rig.client.options.namespace, shiftMs: 1, command: { do: 'invite-procuratorate', at: at('2024-03-03T09:30') },
    });
    const undone = () => db.client.effect.count({ where: { matterId: id, doneAt: null } });
    expect(await undone()).toBeGreaterThan(0);
    await activities.wakeStalled(0);
    for (let waits = 0; waits < 200 && await undone() > 0; waits += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
    expect(await undone()).toBe(0);
    const notices = await db.client.notice.findMany({ where: { matterId: id, title: '邀请检察机关' } });
    expect(notices.map((n) => n.deliveredAt !== null)).toEqual([true]);
  });
});
