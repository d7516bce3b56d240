import { randomUUID } from 'node:crypto';
import type { RunningServer } from '../../api/server';
import { raiseAlarm } from '../../prisma/repositories/alarms';
import { createDatabase } from '../../prisma/repositories/database';
import { reportEngine } from '../../prisma/repositories/engine-status';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { measureChanges, measureCommands } from '../../runtime/measured-commands';
import { startMetrics } from '../../runtime/metrics';
import { at, registration } from '../support/given';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import { startTestWeb, Visitor } from '../support/web-client';

/** Numbers for Prometheus: of answers, of commands, and of what the record says of the machine. */

let own: OwnRecord;
let container: Container;
let metrics: Awaited<ReturnType<typeof startMetrics>>;
let web: RunningServer;

beforeAll(async () => {
  own = await ownRecord();
  container = await createContainer(own.services);
  metrics = await startMetrics(container.db, 0);
  web = await startTestWeb(container, {
    commands: measureCommands(container.commands, metrics.observeCommand), changes: measureChanges(container.changes, metrics.observeCommand),
    observe: metrics.observeRequest,
  });
});
afterAll(async () => {
  await web.close();
  await metrics.close();
  await container.close();
  await own.drop();
});

const scrape = async (port = metrics.port): Promise<string> => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
const valueOf = (text: string, series: string): number => {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  if (line === undefined) throw new Error(`no ${series}`);
  return Number(line.slice(series.length + 1));
};

test('answers, when counted, stand under their route, without what stands in its place', async () => {
  const visitor = new Visitor(web.address);
  await visitor.signIn('safety-committee-office-420303');
  for (const id of ['one', 'two']) expect((await visitor.get(`/cases/${id}`)).status).toBe(404);
  const text = await scrape();
  expect(valueOf(text, 'ancha_http_request_duration_seconds_count{method="GET",route="/cases/:caseId",status="404"}')).toBe(2);
  expect(text).not.toContain('/cases/one');
});

test('commands, when counted, stand with their outcome, also one that nobody knows the outcome of', async () => {
  const visitor = new Visitor(web.address);
  await visitor.signIn('safety-committee-office-420303');
  const body = { title: '计数的事故', accident: { occurredAt: '2026-11-20T08:30+08:00', region: '420303', industry: 'gas' } };
  const { caseId } = (await visitor.postJson('/api/cases', body)).json as { caseId: string };
  expect((await visitor.postJson(`/api/cases/${caseId}/commands/close`, {})).status).toBe(409);
  const failing = measureCommands({ ...container.commands, execute: () => Promise.reject(new Error('gone')) }, metrics.observeCommand);
  await expect(failing.execute(caseId, { do: 'approve' } as never, {} as never, randomUUID())).rejects.toThrow('gone');
  const text = await scrape();
  for (const labels of ['command="register",outcome="accepted"', 'command="close",outcome="refused"', 'command="approve",outcome="unknown"']) {
    expect(valueOf(text, `ancha_command_duration_seconds_count{${labels}}`)).toBe(1);
  }
});

test('what waits, what was given up and what nobody struck, when scraped, is what the record says then', async () => {
  await container.executeCommand({ matterId: 'old', commandId: 'register', command: registration(), actor: { kind: 'file', source: 'test' }, now: at('2024-03-01T09:00') });
  await raiseAlarm(container.db, { matterId: 'old', process: 'accidentCase', kind: 'effect', subject: 'x', reason: 'r' });
  await reportEngine(container.db, 'relay', 'ready', '');
  const text = await scrape();
  expect(valueOf(text, 'ancha_record_up')).toBe(1);
  expect(valueOf(text, 'ancha_engine_ready')).toBe(1);
  expect(valueOf(text, 'ancha_open_alarms')).toBe(1);
  expect(valueOf(text, 'ancha_unstruck_limits')).toBe(1);
  expect(valueOf(text, 'ancha_outbox_waiting')).toBe(await container.db.client.outbox.count());
  await container.db.sql`update alarm set cleared_at = now()`;
  expect(valueOf(await scrape(), 'ancha_open_alarms')).toBe(0);
});

test('a record that is away, when scraped, is a number, and nothing else is invented', async () => {
  const nowhere = createDatabase({ url: Object.assign(new URL(own.services.databaseUrl), { port: '1' }).toString() });
  const away = await startMetrics(nowhere, 0);
  const text = await scrape(away.port);
  expect([valueOf(text, 'ancha_record_up'), valueOf(text, 'ancha_engine_ready')]).toEqual([0, 0]);
  expect(text).toContain('ancha_open_alarms Nan');
  await away.close();
  await nowhere.close();
});

test('anything but the numbers, when asked for there, does not exist', async () => {
  expect((await fetch(`http://127.0.0.1:${metrics.port}/`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${metrics.port}/metrics`, { method: 'POST' })).status).toBe(404);
});
