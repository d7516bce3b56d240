import { setTimeout as delay } from 'node:timers/promises';
import { advanceTo } from '../../api/simulation/time-skipping';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { workflowIdOf } from '../../domain/kinds/accident-case/processes';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import { snapshotOf, tellAgain } from '../../prisma/repositories/outbox';
import type { TrailStep } from '../../workflows/process/messages';
import { eventually } from '../support/eventually';
import type { FaultRig } from '../support/fault-rig';
import { createFaultRig, struck } from '../support/fault-rig';
import { at } from '../support/given';

/** Races between a process that ends, or goes on as a new run, and people who act at that very moment. */

let rig: FaultRig;
beforeAll(async () => { rig = await createFaultRig(); });
afterAll(async () => { await rig.close(); });

const give = async (id: string, ...commands: CaseCommand[]): Promise<void> => {
  for (const command of commands) expect(await rig.give(id, command)).toMatchObject({ outcome: 'accepted' });
};
const submit: CaseCommand = { do: 'submit-report' };
const sendBack: CaseCommand = { do: 'review-opinion', stage: '应急管理部门', opinion: 'return' };
const runIdOf = async (id: string, name: ProcessName): Promise<string> => (await rig.process(id, name).describe()).runId;

/** Work of a process that cannot begin until `release`: its row is held, as a slow paper would hold it. */
async function heldWork(id: string, name: ProcessName): Promise<{ release(): Promise<void> }> {
  const { db } = rig.container;
  await db.sql`INSERT INTO effect (id, matter_id, process, kind, payload, created_at)
    VALUES (${`${id}|held`}, ${id}, ${name}, 'render-document', '{"paper":"supervision-notice","version":1}', now())`;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => { release = resolve; });
  let holding: Promise<unknown> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    holding = db.sql.begin(async (tx) => {
      await tx`SELECT FROM effect WHERE id = ${`${id}|held`} FOR UPDATE`;
      resolve();
      await released;
    });
    holding.catch(reject);
  });
  await tellAgain(db, id, name);
  return { release: async () => { release(); await holding; } };
}

describe('E2 — the race at the end of a process', () => {
  it('a report handed in once more, when the old run still waits for its work, goes on in that run and its limit strikes', async () => {
    const id = await rig.investigated(at('2024-03-20'));
    await give(id, submit);
    const work = await heldWork(id, 'caseClosure');
    const waiting = async (): Promise<number> => (await rig.adopted(id, 'caseClosure')).effects.length;
    await eventually('the work under way', waiting, (count) => count === 1);
    const before = await runIdOf(id, 'caseClosure');
    await give(id, sendBack);
    expect(await rig.adopted(id, 'caseClosure')).toMatchObject({ open: false });
    await give(id, submit);
    expect(await rig.adopted(id, 'caseClosure')).toMatchObject({ open: true });
    await work.release();
    await eventually('the end of the work', waiting, (count) => count === 0);
    expect(await runIdOf(id, 'caseClosure')).toBe(before);
    await advanceTo(rig.client, workflowIdOf(id, 'caseClosure'), at('2024-04-06'));
    const strikes = await struck(rig, id, 'approval', 4);
    expect(strikes.at(-1)).toEqual({ kind: 'due', at: at('2024-04-05T00:00') });
  });

  it('a report handed in and sent back again and again without a pause, when all is told, runs exactly if the record says so', async () => {
    const id = await rig.investigated(at('2024-03-20'));
    for (let round = 0; round < 12; round += 1) {
      await give(id, submit, sendBack);
      expect(await rig.adopted(id, 'investigation')).toEqual(await snapshotOf(rig.container.db, id, 'investigation'));
    }
    await give(id, sendBack, submit);
    await eventually('the end of the investigation', () => rig.running('simulation', id, 'investigation'), (running) => !running);
  });
});

describe('E3 — signals around a continue-as-new', () => {
  const RUNS = 3;
  const PEOPLE = 2;
  const ECHOES = 4;

  it('a storm of acts, and of old news told again, over several runs leaves the process knowing what the record knows', async () => {
    const id = await rig.investigated(at('2024-03-20'));
    const { db } = rig.container;
    const old = await snapshotOf(db, id, 'investigation');
    const runs = new Set<string>();
    // What was told already comes again, late and often: it fills the history and changes nothing.
    let over = false;
    const echoes = Array.from({ length: ECHOES }, async () => {
      while (!over) {
        await rig.process(id, 'investigation').signal('acted', old, []);
        await delay(20);
      }
    });
    try {
      for (let round = 0; runs.size < RUNS && round < 200; round += 1) {
        await Promise.all(Array.from({ length: PEOPLE }, async (_, who) => {
          const name = `鉴定${round}-${who}`;
          await give(id, { do: 'commission-appraisal', name }, { do: 'receive-appraisal', name });
        }));
        expect(await rig.adopted(id, 'investigation')).toEqual(await snapshotOf(db, id, 'investigation'));
        runs.add(await runIdOf(id, 'investigation'));
      }
    } finally {
      over = true;
      await Promise.all(echoes);
    }
    expect(runs.size).toBe(RUNS);
    const trail = await rig.process(id, 'investigation').query<TrailStep[]>('trail');
    expect(trail.map(({ stage }) => stage)).toEqual(['investigationStarted', 'reportSubmitted']);
    await advanceTo(rig.client, workflowIdOf(id, 'investigation'), at('2024-05-02'));
    expect((await struck(rig, id, 'investigation-report', 4)).map(({ kind }) => kind)).toEqual(['reminder', 'reminder', 'reminder', 'due']);
  });
});
