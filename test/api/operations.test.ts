import { randomUUID } from 'node:crypto';
import type { RunningServer } from '../../api/server';
import { raiseAlarm } from '../../prisma/repositories/alarms';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import { giveUpEffect } from '../../prisma/repositories/effects';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { at, registration } from '../support/given';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import { hiddenFields, startTestWeb, Visitor } from '../support/web-client';

/** 运行状况: what the machine could not do, seen and mended by those whose region it lies in. No engine runs here. */

let own: OwnRecord;
let container: Container;
let web: RunningServer;
let office: Visitor;

const HERE = 'here';
const ELSEWHERE = 'elsewhere';

async function visitorFrom(bodyId: string): Promise<Visitor> {
  const visitor = new Visitor(web.address);
  await visitor.signIn(bodyId);
  return visitor;
}

async function register(matterId: string, region: string): Promise<void> {
  const command = registration({ region });
  const outcome = await container.executeCommand({ matterId, commandId: randomUUID(), command, actor: { kind: 'file', source: 'test' }, now: at('2024-03-01T09:00') });
  expect(outcome.outcome).toBe('accepted');
}

beforeAll(async () => {
  own = await ownRecord();
  container = await createContainer(own.services);
  web = await startTestWeb(container);
  await register(HERE, '420303');
  await register(ELSEWHERE, '371082');
  office = await visitorFrom('safety-committee-office-420303');
});
afterAll(async () => {
  await web.close();
  await container.close();
  await own.drop();
});
afterEach(() => container.db.sql`update alarm set cleared_at = now()`);

const trouble = (matterId: string, kind: 'effect' | 'strike' | 'relay', subject: string, reason = '标题超过 80 字') =>
  ({ matterId, process: 'accidentCase', kind, subject, reason });
const audits = (matterId: string) => container.db.client.auditEntry.findMany({ where: { matterId, action: 'retry-work' }, orderBy: { seq: 'asc' } });
const openAlarms = (): Promise<number> => container.db.client.alarm.count({ where: { clearedAt: null } });

/** Presses the button of one alarm and follows to the page it leads to. */
async function retry(visitor: Visitor, alarmId: string): Promise<{ status: number; next: string }> {
  const token = hiddenFields((await visitor.get('/operations')).text, '/sign-out')._csrf ?? '';
  const answer = await visitor.post('/operations/retry', { _csrf: token, alarm: alarmId });
  return { status: answer.status, next: answer.status === 303 ? (await visitor.get('/operations')).text : answer.text };
}

test('an alarm of the own region stands on the page, in the navigation and on the workplace; one of another is only counted', async () => {
  await raiseAlarm(container.db, trouble(HERE, 'effect', 'e1', '标题超过 80 字 <97>'));
  await raiseAlarm(container.db, trouble(HERE, 'effect', 'e1', '标题超过 80 字 <97>'));
  await raiseAlarm(container.db, trouble(ELSEWHERE, 'strike', 'accidentCase', '外地的原因'));
  const { status, text } = await office.get('/operations');
  expect(status).toBe(200);
  for (const words of ['案件办理 · 生成公文', '标题超过 80 字 &lt;97&gt;', '>2 次</td>', '重试', `/cases/${HERE}`, '其他辖区还有 1 项']) expect(text).toContain(words);
  expect(text).not.toContain('外地的原因');
  const workplace = (await office.get('/')).text;
  expect(workplace).toContain('1 项系统工作没有完成');
  expect(workplace).toContain('运行状况 <span class="count">1</span>');
});

test('posts that do not see to the machine, when they ask for it, are refused, and nothing in their navigation leads there', async () => {
  for (const body of ['procuratorate-420303', 'government-420303']) {
    const visitor = await visitorFrom(body);
    expect([body, (await visitor.get('/operations')).status]).toEqual([body, 403]);
    expect((await visitor.get('/')).text).not.toContain('运行状况');
  }
  expect((await (await visitorFrom('emergency-management-420303')).get('/operations')).status).toBe(200);
});

test('given-up work, when it is tried again, is offered to its process, and the case remembers who did that', async () => {
  const { db } = container;
  await db.client.effect.create({ data: { id: 'paper', matterId: HERE, process: 'accidentCase', kind: 'render-document', payload: { paper: 'x' }, createdAt: new Date() } });
  await giveUpEffect(db, 'paper', '标题超过 80 字');
  await raiseAlarm(db, trouble(HERE, 'effect', 'paper'));
  await db.sql`delete from outbox`;
  const alarmId = ['effect', HERE, 'accidentCase', 'paper'].join('|');
  const { status, next } = await retry(office, alarmId);
  expect(status).toBe(303);
  expect(next).toContain('已交系统重试');
  expect(await db.client.effect.findUniqueOrThrow({ where: { id: 'paper' } })).toMatchObject({ givenUpAt: null, reason: null });
  expect(await db.client.outbox.count({ where: { matterId: HERE, process: 'accidentCase' } })).toBe(1);
  expect(await openAlarms()).toBe(0);
  const [entry] = await audits(HERE);
  expect(entry?.actor).toMatchObject({ kind: 'person', bodyId: 'safety-committee-office-420303' });
  expect(entry?.detail).toMatchObject({ kind: 'effect', subject: 'paper', reason: '标题超过 80 字', times: 1 });
  expect((await verifyChain(db, HERE)).ok).toBe(true);
  expect((await office.get(`/cases/${HERE}/record`)).text).toContain('系统工作重试');

  expect((await retry(office, alarmId)).next).toContain('已经有人处理');
  expect(await audits(HERE)).toHaveLength(1);
  expect(await db.client.outbox.count({ where: { matterId: HERE } })).toBe(1);
});

test('a clock that was set aside for good, when somebody has told its people by other means, is settled and not tried', async () => {
  await raiseAlarm(container.db, trouble(HERE, 'strike', 'casualty-window', '提醒没有发出'));
  await container.db.sql`delete from outbox`;
  const { text } = await office.get('/operations');
  expect(text).toMatch(/时限搁置：[^<]*伤亡/);
  expect(text).toContain('已另行通知');
  expect((await retry(office, ['strike', HERE, 'accidentCase', 'casualty-window'].join('|'))).next).toContain('已记为另行处理');
  expect(await container.db.client.outbox.count()).toBe(0);
  expect(await container.db.client.auditEntry.count({ where: { matterId: HERE, action: 'settle-work' } })).toBe(1);
  expect((await verifyChain(container.db, HERE)).ok).toBe(true);
});

test('a process that could not be told, when it is tried again, is told at once though its next try lay far ahead', async () => {
  const { db } = container;
  await db.sql`delete from outbox`;
  await db.sql`insert into outbox (matter_id, process, tries, next_try_at) values (${HERE}, 'accidentCase', 12, now() + interval '10 minutes')`;
  await raiseAlarm(db, trouble(HERE, 'relay', 'accidentCase', 'namespace not found'));
  expect((await retry(office, ['relay', HERE, 'accidentCase', 'accidentCase'].join('|'))).status).toBe(303);
  expect(await db.sql<{ late: number }[]>`select count(*)::int as late from outbox where next_try_at > clock_timestamp()`).toEqual([{ late: 0 }]);
  expect((await verifyChain(db, HERE)).ok).toBe(true);
});

test('a rule change that stands still, when it is tried again, is told, and its own chain says so', async () => {
  const text = 'year: 2034\nstatus: published\nsources: [{ notice: 试验发〔2033〕1号, issuedOn: 2033-11-20 }]\noff: []\nworked: []\n';
  const person = { kind: 'person' as const, personId: 'p', postId: 'p@b', bodyId: 'b', name: '演示', bodyName: '机关' };
  const drafted = await container.changes.draft({ kind: 'calendar', text, reason: '试验' }, person, randomUUID());
  if (drafted.outcome !== 'accepted') throw new Error(JSON.stringify(drafted));
  await raiseAlarm(container.db, { matterId: drafted.changeId, process: 'ruleChange', kind: 'relay', subject: 'ruleChange', reason: '没有应答' });
  expect((await office.get('/operations')).text).toContain(`/rule-changes/${drafted.changeId}`);
  expect((await retry(office, ['relay', drafted.changeId, 'ruleChange', 'ruleChange'].join('|'))).status).toBe(303);
  expect(await audits(drafted.changeId)).toHaveLength(1);
  expect(await verifyChain(container.db, drafted.changeId)).toMatchObject({ ok: true, entries: 2 });
});

test('an alarm of another region, when somebody tries it all the same, is not there for him, and stays', async () => {
  await raiseAlarm(container.db, trouble(ELSEWHERE, 'strike', 'accidentCase'));
  expect((await retry(office, ['strike', ELSEWHERE, 'accidentCase', 'accidentCase'].join('|'))).status).toBe(404);
  expect(await openAlarms()).toBe(1);
  expect(await audits(ELSEWHERE)).toEqual([]);
});

test('limits that passed while no engine ran, when asked for, stand on the page with how long ago that is', async () => {
  const { text } = await office.get('/operations');
  expect(text).toMatch(/已过时刻、尚未触发的时限 <span class="count">\d+<\/span>/);
  expect(text).toMatch(/2024年\d+月\d+日/);
  expect(text).toMatch(/其他辖区还有 \d+ 个/);
});
