import { advanceTo } from '../../api/simulation/time-skipping';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { workflowIdOf } from '../../domain/kinds/accident-case/processes';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
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

/** Of a strike that failed, before it is tried again; each further one is twice as long. */
const FIRST_PAUSE_S = 5;

const alarmOf = async (id: string): Promise<Alarm | undefined> =>
  (await openAlarms(rig.container.db, 100)).find(({ matterId }) => matterId === id);

interface Forbidden {
  /** SQLSTATE of the error. */
  code: string;
  /** The first so many only; absent: until it is lifted. */
  times?: number;
  clock?: string;
}

/** The record refuses strikes of this case and nothing else. */
async function forbidStrikes(id: string, { code, times = 1_000_000, clock = '%' }: Forbidden): Promise<{ lift(): Promise<void> }> {
  // A sequence counts on although the transaction that asked it is undone.
  await rig.asOwner('CREATE SEQUENCE forbidden_strikes; GRANT USAGE ON forbidden_strikes TO PUBLIC');
  await rig.asOwner(`CREATE FUNCTION forbid_strike() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('forbidden_strikes') <= ${times} THEN RAISE EXCEPTION 'no strike here' USING ERRCODE = '${code}'; END IF; RETURN NEW; END $$`);
  await rig.asOwner(`CREATE TRIGGER forbid_strike BEFORE INSERT ON event FOR EACH ROW
    WHEN (NEW.type = 'clock-struck' AND NEW.matter_id = '${id}' AND NEW.data->>'clock' LIKE '${clock}') EXECUTE FUNCTION forbid_strike()`);
  return { lift: () => rig.asOwner('DROP TRIGGER forbid_strike ON event; DROP FUNCTION forbid_strike(); DROP SEQUENCE forbidden_strikes') };
}

/** Seconds for which the process meant to sleep, in order. */
async function sleepsOf(id: string, name: ProcessName): Promise<number[]> {
  const { events } = await rig.processOf('live', id, name).fetchHistory();
  return (events ?? []).flatMap(({ timerStartedEventAttributes: timer }) => (timer ? [Number(timer.startToFireTimeout?.seconds ?? 0)] : []));
}

describe('E4 — a strike that throws', () => {
  const LOCKED = '55P03';
  const BROKEN = 'P0001';

  it('a row that somebody holds, when people act meanwhile, makes pauses that grow and an alarm, and strikes at its legal instant at last', async () => {
    const dueAt = Date.now() + 4_000;
    const [id, other] = [await rig.pressed(dueAt), await rig.pressed(dueAt)];
    await struck(rig, id, 'unit-report', 1);
    const held = await forbidStrikes(id, { code: LOCKED });
    const alarm = await eventually('the alarm', () => alarmOf(id), (found) => found !== undefined);
    expect(alarm).toMatchObject({ kind: 'strike', process: 'accidentEscalation', subject: 'accidentEscalation' });
    expect(await rig.give(id, { do: 'notify-body', body: 'union' })).toMatchObject({ outcome: 'accepted' });
    const sleeps = await eventually('a longer pause', () => sleepsOf(id, 'accidentEscalation'), (seconds) => Math.max(...seconds) >= FIRST_PAUSE_S + 3);
    expect(Math.max(...sleeps)).toBeLessThanOrEqual(2 * FIRST_PAUSE_S);
    expect((await rig.strikes(id, 'unit-report')).map(({ kind }) => kind)).toEqual(['reminder']);
    const late = [{ kind: 'due', at: dueAt }, { kind: 'escalation', at: dueAt }];
    expect((await struck(rig, other, 'unit-report', 3)).slice(1)).toEqual(late);
    await held.lift();
    expect((await struck(rig, id, 'unit-report', 3)).slice(1)).toEqual(late);
    await eventually('the end of the alarm', () => alarmOf(id), (found) => found === undefined);
  });

  it('a row that somebody holds for a moment, when the next try strikes, leaves no alarm behind', async () => {
    const dueAt = Date.now() + 4_000;
    const id = await rig.pressed(dueAt);
    await struck(rig, id, 'unit-report', 1);
    const held = await forbidStrikes(id, { code: LOCKED, times: 1 });
    expect((await struck(rig, id, 'unit-report', 3)).slice(1)).toEqual([{ kind: 'due', at: dueAt }, { kind: 'escalation', at: dueAt }]);
    const { db } = rig.container;
    const alarms = await eventually('the end of the alarm', () => db.client.alarm.findMany({ where: { matterId: id } }),
      ([alarm]) => alarm !== undefined && alarm.clearedAt !== null);
    expect(alarms.map(({ kind, times }) => [kind, times])).toEqual([['strike', 1]]);
    await held.lift();
  });

  it('a clock that can never strike, when its time comes, is set aside with an alarm, and the clocks beside it strike', async () => {
    const id = await rig.investigated(at('2024-03-05'));
    for (const party of ['甲公司', '乙公司']) expect(await rig.give(id, { do: 'open-penalty-case', party })).toMatchObject({ outcome: 'accepted' });
    const broken = await forbidStrikes(id, { code: BROKEN, clock: 'penalty-decision@甲公司' });
    await rig.adopted(id, 'accountability');
    await advanceTo(rig.client, workflowIdOf(id, 'accountability'), at('2024-06-05'));
    const others = await struck(rig, id, 'penalty-decision@乙公司', 4);
    expect(others.at(-1)).toEqual({ kind: 'due', at: at('2024-06-04T00:00') });
    const aside = await rig.container.db.client.event.findMany({ where: { matterId: id, type: 'clock-set-aside' }, orderBy: { seq: 'asc' } });
    expect(aside.map(({ data }) => data)).toEqual(['reminder', 'reminder', 'reminder', 'due'].map((kind) => expect.objectContaining({
      clock: 'penalty-decision@甲公司', threshold: expect.objectContaining({ kind }), reason: expect.stringContaining('no strike here'),
    })));
    expect(await alarmOf(id)).toMatchObject({ kind: 'strike', process: 'accountability', subject: 'penalty-decision@甲公司', reason: 'no strike here' });
    expect(await rig.give(id, { do: 'decide-penalty', party: '甲公司' })).toMatchObject({ outcome: 'accepted' });
    await broken.lift();
  });
});

describe('E5 — work that can never succeed', () => {
  it('a notice for a title of 97 characters, when it is called for, is given up at once with an alarm, and the process goes on as a new run', async () => {
    const id = rig.newId();
    const title = `某市某区${'某'.repeat(86)}“3·1”事故`;
    expect([...title]).toHaveLength(97);
    const register = { ...registration(), title } as CaseCommand & { at: number };
    await rig.play(id, commandsFrom([register, past('open-supervision', '2024-03-02', { by: '十堰市安委会' }) as typeof register]), at('2024-03-03'));
    const alarm = await eventually('the alarm', () => alarmOf(id), (found) => found !== undefined);
    expect(alarm).toMatchObject({ kind: 'effect', process: 'accidentCase', times: 1 });
    expect(alarm?.reason).toContain('titleLines');
    const tries = ((await rig.process(id, 'accidentCase').fetchHistory()).events ?? [])
      .flatMap(({ activityTaskStartedEventAttributes: started }) => (started ? [started.attempt] : []));
    expect(tries).toEqual([1]);
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
