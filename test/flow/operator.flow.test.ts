import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { openAlarms } from '../../prisma/repositories/alarms';
import { engineHealth, engineStatus } from '../../prisma/repositories/engine-status';
import { seeToAlarm } from '../../prisma/repositories/operations';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import type { Engine } from '../../runtime/engine';
import { startEngine } from '../../runtime/engine';
import { pollersOf } from '../../runtime/engine/pollers';
import { registration } from '../support/given';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import { testConfig } from '../support/services';

/** The machine in trouble, with a real engine: an operator sees it, mends it, presses one button, and it goes on at once. */

let own: OwnRecord;
let real: Container;
let container: Container;
let engine: Engine;
/** What keeps the machine from working; null while nothing does. */
let broken: { strikes: string | null; papers: (() => Promise<void>) | null };
const operator = { kind: 'person' as const, personId: 'p', postId: 'p@b', bodyId: 'b', name: '演示', bodyName: '机关' };

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  own = await ownRecord();
  real = await createContainer(own.services, { graceMs: 0 });
  container = {
    ...real,
    executeCommand: (input) => (broken.strikes !== null && input.command.do === 'strike' ? Promise.reject(Object.assign(new Error(broken.strikes), { code: '57014' })) : real.executeCommand(input)),
    makePaper: (request) => (broken.papers ? broken.papers() : real.makePaper(request)),
  };
  engine = await startEngine(testConfig({ TEMPORAL_TASK_QUEUE: own.taskQueue }), container, own.services.temporal, () => undefined);
});
beforeEach(() => { broken = { strikes: null, papers: null }; });
afterAll(async () => {
  await engine.stop();
  await real.close();
  await own.drop();
});

async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>, seconds = 60): Promise<T> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end;) {
    const answer = await ask();
    if (answer) return answer;
    await sleep(100);
  }
  throw new Error(`${what} did not come in ${seconds} s`);
}

const alarmOf = (matterId: string) => async () => (await openAlarms(real.db, 50)).find((alarm) => alarm.matterId === matterId);

/** A case of an hour ago, in real life: its first limits are due. */
async function openCase(): Promise<string> {
  const matterId = `ops-${randomUUID().slice(0, 8)}`;
  const occurredAt = Date.now() - 40 * 86_400_000;
  const command = { ...registration({ occurredAt }), at: occurredAt + 600_000 } as CaseCommand;
  const outcome = await real.executeCommand({ matterId, commandId: 'register', command, actor: { kind: 'file', source: 'test' } });
  expect(outcome.outcome).toBe('accepted');
  return matterId;
}
const strikesOf = (matterId: string): Promise<number> => real.db.client.event.count({ where: { matterId, type: { in: ['clock-struck', 'clock-passed-over', 'clock-held'] } } });

test('a clock that could not strike, mended and tried again by an operator, strikes at once and not after its pause', async () => {
  broken.strikes = 'a table was locked';
  const matterId = await openCase();
  const alarm = await until('the alarm', alarmOf(matterId));
  expect(alarm).toMatchObject({ kind: 'strike', process: 'accidentCase', subject: 'accidentCase', reason: 'a table was locked' });
  // Three rounds of three tries: the pause that follows is 20 s, far longer than the test waits afterwards.
  await until('the ninth failure', async () => ((await alarmOf(matterId)())?.times ?? 0) >= 9, 60);
  broken.strikes = null;
  const before = await strikesOf(matterId);
  expect(await seeToAlarm(real.db, alarm.id, operator)).toBe('tell');
  await until('the strike', async () => await strikesOf(matterId) > before, 8);
  expect(await alarmOf(matterId)()).toBeUndefined();
});

test('a paper that was given up, mended and tried again by an operator, is made', async () => {
  const matterId = await openCase();
  broken.papers = () => Promise.reject(Object.assign(new Error('标题超过 80 字'), { name: 'DocumentFault' }));
  await real.db.client.effect.create({ data: {
    id: `${matterId}|paper`, matterId, process: 'accidentCase', kind: 'render-document', payload: { paper: 'supervision-notice', version: 1 }, createdAt: new Date(),
  } });
  await real.db.sql`insert into outbox (matter_id, process) values (${matterId}, 'accidentCase')`;
  const alarm = await until('the alarm', alarmOf(matterId));
  expect(alarm).toMatchObject({ kind: 'effect', reason: '标题超过 80 字' });
  let made = 0;
  broken.papers = async () => { made += 1; };
  expect(await seeToAlarm(real.db, alarm.id, operator)).toBe('offer');
  await until('the paper', async () => (await real.db.client.effect.findUniqueOrThrow({ where: { id: `${matterId}|paper` } })).doneAt, 20);
  expect(made).toBe(1);
  expect(await alarmOf(matterId)()).toBeUndefined();
});

test('an engine at work, when asked, says who takes the work of each queue, and that it is ready', async () => {
  const queues = await until('pollers of every queue', async () => {
    const all = await pollersOf(engine.clientOf, own.taskQueue);
    return all.every(({ programs }) => programs.length === 1) && all;
  });
  expect(queues.map(({ title }) => title)).toEqual(['实时流程', '实时时限', '实时公文', '推演流程', '推演时限', '推演公文']);
  expect((await pollersOf(engine.clientOf, 'nobody-polls-here')).flatMap(({ programs }) => programs)).toEqual([]);
  await until('the report', async () => (await engineStatus(real.db)).find(({ part, state }) => part === 'pollers' && state === 'ready'));
  expect(await engineHealth(real.db, Date.now())).toMatchObject({ ready: true });
});

test('an engine with work that never ends, when asked to stop, is gone within ten seconds', async () => {
  const matterId = await openCase();
  let begun = false;
  broken.papers = () => { begun = true; return new Promise(() => undefined); };
  await real.db.client.effect.create({ data: {
    id: `${matterId}|stuck`, matterId, process: 'accidentCase', kind: 'render-document', payload: { paper: 'supervision-notice', version: 1 }, createdAt: new Date(),
  } });
  await real.db.sql`insert into outbox (matter_id, process) values (${matterId}, 'accidentCase')`;
  await until('the work', async () => begun);
  const began = Date.now();
  await engine.stop();
  expect(Date.now() - began).toBeLessThan(10_000);
});
