import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import type { RunningServer } from '../../api/server';
import type { EnginePart, EngineState } from '../../prisma/repositories/engine-status';
import { engineHealth, reportEngine } from '../../prisma/repositories/engine-status';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import { startTestWeb, Visitor } from '../support/web-client';

/** What people see of an engine that is not there: calmly, on every page, and no longer than it is so. */

let own: OwnRecord;
let container: Container;
let web: RunningServer;
let visitor: Visitor;
const say = (part: EnginePart, state: EngineState, detail = ''): Promise<void> => reportEngine(container.db, part, state, detail);
function signalOf(): { promise: Promise<void>; resolve(): void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => { resolve = done; });
  return { promise, resolve };
}
/** Older than what a program remembers of it. */
const later = (): Promise<void> => sleep(2_100);

beforeAll(async () => {
  own = await ownRecord();
  container = await createContainer(own.services);
  web = await startTestWeb(container);
  visitor = new Visitor(web.address);
  await visitor.signIn('safety-committee-office-420303');
});
beforeEach(async () => {
  await container.db.sql`update engine set seen_at = '2020-01-01'`;
  await later();
});
afterAll(async () => {
  await web.close();
  await container.close();
  await own.drop();
});

const HELD = '流程引擎未就绪：办理照常，到期提醒暂停';

test('every page, signed in or not, while the engine is being built, says that reminders are held and how far it is', async () => {
  await say('start', 'starting', '仍在构建 Temporal：首次构建通常约 5 分钟，已用 30 秒……');
  for (const address of ['/', '/cases', '/cases/new', '/sign-in']) {
    const { text } = await visitor.get(address);
    expect(text).toContain(HELD);
    expect(text).toContain('已用 30 秒');
  }
});

test('the notice, once the relay is at work, is gone from the next page', async () => {
  expect((await visitor.get('/')).text).toContain(HELD);
  await say('relay', 'ready');
  await later();
  expect((await visitor.get('/')).text).not.toContain('engine-notice');
});

test('a start that fails, on pages for everybody, names neither paths nor addresses', async () => {
  await say('start', 'away', '无法连接 Temporal 服务 10.1.2.3:7233');
  const { text } = await visitor.get('/');
  expect(text).toContain('流程引擎启动受阻，正在重试');
  expect(text).not.toContain('10.1.2.3');
});

test('a relay that fell silent, when asked for, has held reminders since it was last heard', async () => {
  await say('relay', 'ready');
  await container.db.sql`update engine set seen_at = '2025-11-30T01:30:00Z' where part = 'relay'`;
  expect(await engineHealth(container.db, Date.parse('2025-11-30T10:00Z'))).toEqual({
    ready: false, detail: '流程引擎没有应答', since: Date.parse('2025-11-30T01:30Z'),
  });
  expect((await visitor.get('/')).text).toContain('2025年11月30日 09:30起');
});

test('a relay that tells processes whose work nobody takes, when asked for, is not enough', async () => {
  await say('relay', 'ready');
  await say('pollers', 'away', '无人接取：实时流程');
  expect(await engineHealth(container.db, Date.now())).toMatchObject({ ready: false, detail: '没有工作进程接取任务' });
  await say('pollers', 'ready', '1 个工作进程接取任务');
  expect(await engineHealth(container.db, Date.now())).toMatchObject({ ready: true });
});

test('a page that stays open, when it asks again, hears how it goes on, and its session lives no longer for it', async () => {
  expect((await visitor.get('/engine-notice')).text).toContain(HELD);
  await say('relay', 'ready');
  await later();
  const answer = await visitor.get('/engine-notice');
  expect(answer.text).toContain('流程引擎已就绪');
  expect(answer.text).not.toContain('hx-get');
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect((await visitor.get('/')).headers.getSetCookie()).not.toEqual([]);
});

test('a page, when nobody can say how the engine is, comes all the same and without delay', async () => {
  const sql = postgres(own.services.databaseUrl, { max: 1 });
  const release = signalOf();
  const locked = signalOf();
  const holding = sql.begin(async (tx) => {
    await tx`lock table engine in access exclusive mode`;
    locked.resolve();
    await release.promise;
  });
  try {
    await locked.promise;
    const began = performance.now();
    expect((await visitor.get('/')).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2_000);
  } finally {
    release.resolve();
    await holding;
    await sql.end();
  }
});
