import { randomUUID } from 'node:crypto';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { Instant } from '../../domain/time/instant';
import { snapshotOf } from '../../prisma/repositories/outbox';
import { sweepMissed, unstruck } from '../../prisma/repositories/sweep';
import { at, past, registration } from '../support/given';
import type { Rig } from '../support/rig';
import { commandsFrom, createRig } from '../support/rig';

let rig: Rig;
beforeAll(async () => { rig = await createRig(); });
afterAll(async () => { await rig.close(); });

const start = [registration(), past('form-team', '2024-03-02', { by: 'county' })] as (CaseCommand & { at: Instant })[];

async function openCase(): Promise<string> {
  const id = rig.newId();
  await rig.play(id, commandsFrom(start), at('2024-03-03'));
  return id;
}

describe('what a process was never told', () => {
  it('an act whose row of the outbox was lost, when the record is swept after its limit passed, reaches the process', async () => {
    const id = await openCase();
    const { db } = rig.container;
    await db.sql`UPDATE process SET next_wake_at = next_wake_at - interval '10 years' WHERE matter_id = ${id} AND name = 'investigation'`;
    await db.sql`UPDATE process SET snapshot = jsonb_set(snapshot, '{version}', '99') WHERE matter_id = ${id} AND name = 'investigation'`;
    expect(await sweepMissed(db, 60)).toBe(1);
    expect((await rig.adopted(id, 'investigation')).version).toBe(99);
    expect(await snapshotOf(db, id, 'investigation')).toMatchObject({ version: 99 });
    expect((await unstruck(db, 60)).map(({ process }) => process)).toEqual(['investigation']);
  });

  it('a process that sleeps as it should, when the record is swept, is left alone', async () => {
    await openCase();
    const { db } = rig.container;
    await db.sql`UPDATE process SET next_wake_at = NULL WHERE next_wake_at < now() - interval '5 years'`;
    expect(await sweepMissed(db, 60)).toBe(0);
  });

  it('a matter in real life that nobody told anything, when its relay comes, has a process under its own type', async () => {
    const id = `live-${randomUUID().slice(0, 8)}`;
    const { executeCommand } = rig.container;
    await executeCommand({ matterId: id, commandId: 'register', actor: { kind: 'file', source: 'test' }, command: { ...registration(), at: Date.now() - 60_000 } as CaseCommand });
    const handle = rig.engine.clientOf('live').workflow.getHandle(`case/${id}`);
    for (let waits = 0; waits < 100; waits += 1) {
      if (await handle.describe().then(() => true, () => false)) break;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    const { type, searchAttributes } = await handle.describe();
    expect(type).toBe('accidentCase');
    expect(searchAttributes).toMatchObject({ Kind: ['accident-case'], Region: ['420303'] });
    await handle.terminate('test over');
  });
});
