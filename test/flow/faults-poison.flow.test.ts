import type { CaseCommand } from '../../domain/accident-case/commands';
import { snapshotOf } from '../../prisma/repositories/outbox';
import type { Alarm } from '../../prisma/repositories/alarms';
import { openAlarms } from '../../prisma/repositories/alarms';
import { eventually } from '../support/eventually';
import type { FaultRig } from '../support/fault-rig';
import { createFaultRig, struck } from '../support/fault-rig';
import { at, past, registration } from '../support/given';
import { commandsFrom } from '../support/rig';

/** Nothing can poison a process: what cannot be done pauses or goes to a person, and everything else goes on. */

let rig: FaultRig;
beforeAll(async () => { rig = await createFaultRig(); });
afterAll(async () => { await rig.close(); });

const alarmOf = async (id: string): Promise<Alarm | undefined> =>
  (await openAlarms(rig.container.db, 100)).find(({ matterId }) => matterId === id);

interface HistoryEvent {
  timerStartedEventAttributes?: { startToFireTimeout?: { seconds?: unknown } | null } | null;
  activityTaskStartedEventAttributes?: { attempt?: number | null } | null;
}

async function historyOf(id: string, name: 'accidentCase' | 'accidentEscalation'): Promise<HistoryEvent[]> {
  return ((await rig.processOf('live', id, name).fetchHistory()).events ?? []) as HistoryEvent[];
}

/** The record refuses strikes of this case and nothing else, as a broken row or a bug would. */
async function forbidStrikes(id: string): Promise<{ lift(): Promise<void> }> {
  const run = (statement: string) => rig.asOwner(statement);
  await run(`CREATE FUNCTION forbid_strike() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no strike here'; END $$`);
  await run(`CREATE TRIGGER forbid_strike BEFORE INSERT ON event FOR EACH ROW
    WHEN (NEW.type = 'clock-struck' AND NEW.matter_id = '${id}') EXECUTE FUNCTION forbid_strike()`);
  return { lift: () => run('DROP TRIGGER forbid_strike ON event') };
}

describe('E4 — a strike that throws', () => {
  it('the record refuses it for a while, when people act on, pauses longer each time with an alarm, and strikes at its legal instant at last', async () => {
    const dueAt = Date.now() + 5_000;
    const id = await rig.pressed(dueAt);
    await struck(rig, id, 'unit-report', 1);
    const other = await rig.pressed(dueAt);
    const broken = await forbidStrikes(id);
    const alarm = await eventually('the second alarm', () => alarmOf(id), (found) => (found?.times ?? 0) >= 2);
    expect(alarm).toMatchObject({ kind: 'strike', process: 'accidentEscalation', reason: 'no strike here' });
    expect(await rig.give(id, { do: 'notify-body', body: 'union' })).toMatchObject({ outcome: 'accepted' });
    expect((await rig.strikes(id, 'unit-report')).map(({ kind }) => kind)).toEqual(['reminder']);
    expect((await struck(rig, other, 'unit-report', 3)).slice(1)).toEqual([{ kind: 'due', at: dueAt }, { kind: 'escalation', at: dueAt }]);
    await broken.lift();
    expect((await struck(rig, id, 'unit-report', 3)).slice(1)).toEqual([{ kind: 'due', at: dueAt }, { kind: 'escalation', at: dueAt }]);
    const pauses = (await historyOf(id, 'accidentEscalation'))
      .flatMap(({ timerStartedEventAttributes: timer }) => (timer ? [Number(timer.startToFireTimeout?.seconds)] : [])).slice(-2);
    expect(pauses[1]).toBeGreaterThan(Number(pauses[0]));
    await eventually('the end of the alarm', () => alarmOf(id), (found) => found === undefined);
  });
});

describe('E5 — work that can never succeed', () => {
  it('a notice for a title of 97 characters, when it is called for, is given up at once with an alarm, and the process goes on as a new run', async () => {
    const id = rig.newId();
    const title = `某市某区${'某'.repeat(85)}“3·1”事故`;
    expect([...title]).toHaveLength(97);
    const register = { ...registration(), title } as CaseCommand & { at: number };
    await rig.play(id, commandsFrom([register, past('open-supervision', '2024-03-02', { by: '十堰市安委会' }) as typeof register]), at('2024-03-03'));
    const alarm = await eventually('the alarm', () => alarmOf(id), (found) => found !== undefined);
    expect(alarm).toMatchObject({ kind: 'effect', process: 'accidentCase', times: 1 });
    expect(alarm?.reason).toContain('titleLines');
    const tries = ((await rig.process(id, 'accidentCase').fetchHistory()).events ?? [])
      .flatMap(({ activityTaskStartedEventAttributes: started }) => (started ? [started.attempt] : []));
    expect(tries).toEqual([1, 1]);
    const effects = await rig.container.db.client.effect.findMany({ where: { matterId: id } });
    expect(effects.map(({ doneAt, givenUpAt, reason }) => [doneAt, givenUpAt !== null, reason])).toEqual([[null, true, alarm?.reason]]);
    expect((await rig.adopted(id, 'accidentCase')).effects).toEqual([]);
    expect(await rig.sweep('recordSweep')).toBe(0);

    const snapshot = await snapshotOf(rig.container.db, id, 'accidentCase');
    const { runId } = await rig.process(id, 'accidentCase').describe();
    await eventually('a new run', async () => {
      await Promise.all(Array.from({ length: 20 }, () => rig.process(id, 'accidentCase').signal('acted', snapshot, [])));
      return (await rig.process(id, 'accidentCase').describe()).runId;
    }, (current) => current !== runId);
    expect(await rig.give(id, { do: 'elevate', to: 'city', ground: '影响较大' })).toMatchObject({ outcome: 'accepted' });
    expect(await rig.adopted(id, 'accidentCase')).toEqual(await snapshotOf(rig.container.db, id, 'accidentCase'));
  });
});
