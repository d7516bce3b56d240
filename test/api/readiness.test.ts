import type { Check } from '../../runtime/doctor';
import { checkRecord } from '../../runtime/doctor/record';
import { missingTexts } from '../../activities/missing-texts';
import { awaitingTexts } from '../../activities/rule-change/awaiting';
import { raiseAlarm } from '../../prisma/repositories/alarms';
import { createDatabase } from '../../prisma/repositories/database';
import { reportEngine } from '../../prisma/repositories/engine-status';
import type { Config } from '../../runtime/config';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { readiness } from '../../runtime/readiness';
import { at, registration } from '../support/given';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import { testConfig } from '../support/services';

/** What probes, and `ancha doctor`, say of a machine: from the record alone, since neither may wait for the engine. */

let own: OwnRecord;
let container: Container;
let config: Config;

beforeAll(async () => {
  own = await ownRecord();
  container = await createContainer(own.services);
  config = { ...testConfig(), database: { mode: 'existing', url: own.services.databaseUrl } };
});
afterAll(async () => {
  await container.close();
  await own.drop();
});

const asked = async (): Promise<Record<string, [ok: boolean, detail: string]>> =>
  Object.fromEntries((await readiness(container.db, Date.now())).map(({ name, ok, detail }) => [name, [ok, detail]]));
const found = async (id: string): Promise<Check | undefined> => (await checkRecord(config)).find((check) => check.id === id);

test('a record without an engine, when asked, is ready for requests and says what is not well', async () => {
  const checks = await readiness(container.db, Date.now());
  expect(checks.filter(({ needed }) => needed).map(({ name, ok }) => [name, ok])).toEqual([['postgres', true]]);
  expect(checks.filter(({ needed }) => !needed).map(({ name, ok }) => [name, ok])).toEqual([
    ['engine', false], ['pollers', false], ['outbox', true], ['limits', true],
  ]);
});

test('an engine at work, when asked, is well with all its parts', async () => {
  await reportEngine(container.db, 'relay', 'ready', '');
  await reportEngine(container.db, 'pollers', 'ready', '2 个工作进程接取任务');
  expect(await asked()).toMatchObject({ engine: [true, ''], pollers: [true, '2 个工作进程接取任务'] });
  expect(await found('engine')).toMatchObject({ state: 'ok' });
});

test('decisions that nobody is told of, and limits that nobody struck, when asked, are counted', async () => {
  const { outcome } = await container.executeCommand({ matterId: 'late', commandId: 'register', command: registration(), actor: { kind: 'file', source: 'test' }, now: at('2024-03-01T09:00') });
  expect(outcome).toBe('accepted');
  expect(await found('outbox')).toMatchObject({ state: 'ok' });
  await container.db.sql`update outbox set created_at = created_at - interval '2 minutes'`;
  expect(await asked()).toMatchObject({ outbox: [false, expect.stringMatching(/^待传达 \d+ 项，最早 12\d 秒$/)], limits: [false, '已过时刻未触发 1 个'] });
  expect(await found('outbox')).toMatchObject({ state: 'poor', found: expect.stringMatching(/项，最早的已等 12\d 秒$/) as string });
  expect(await found('limits')).toMatchObject({ state: 'poor', found: '1 个' });
});

test('work that was given up, when the doctor looks, is named with its reason', async () => {
  expect(await found('alarms')).toMatchObject({ state: 'ok' });
  await raiseAlarm(container.db, { matterId: 'late', process: 'accidentCase', kind: 'effect', subject: 'x', reason: '标题超过 80 字' });
  expect(await found('alarms')).toMatchObject({ state: 'poor', found: expect.stringContaining('标题超过 80 字') as string });
});

test('texts of law that an open case pins and nobody has, when looked for, are named, and nothing else fails for it', async () => {
  expect(await missingTexts(container)).toEqual([]);
  expect(await found('rule-texts')).toMatchObject({ state: 'ok' });
  const gone = { packs: [{ id: 'national', version: '1999.1', sha256: '9'.repeat(64) }], calendars: [{ year: 1999, sha256: '8'.repeat(64) }] };
  await container.db.client.matter.update({ where: { id: 'late' }, data: gone });
  expect(await missingTexts(container)).toEqual([
    { title: '规则包 national 1999.1', sha256: '9'.repeat(64), matters: 1 }, { title: '1999年日历', sha256: '8'.repeat(64), matters: 1 },
  ]);
  expect(await found('rule-texts')).toMatchObject({ state: 'missing', found: '缺少 规则包 national 1999.1（99999999，涉及在办案件 1 起）、1999年日历（88888888，涉及在办案件 1 起）' });
  await expect(awaitingTexts(container)).resolves.toEqual([]);
});

test('a record that cannot be reached, when asked, is not ready, says no more than that, and soon', async () => {
  const nowhere = createDatabase({ url: Object.assign(new URL(own.services.databaseUrl), { port: '1' }).toString() });
  const began = Date.now();
  expect(await readiness(nowhere, Date.now())).toEqual([expect.objectContaining({ name: 'postgres', needed: true, ok: false })]);
  expect(Date.now() - began).toBeLessThan(10_000);
  await nowhere.close();
});
