import { createHash } from 'node:crypto';
import { createSessionStore } from '../../api/auth/session-store';
import type { RunningServer } from '../../api/server';
import { createContainer, type Container } from '../../runtime/container';
import { testServices } from '../support/services';
import { hiddenFields, startTestWeb, Visitor } from '../support/web-client';

let container: Container;
let store: ReturnType<typeof createSessionStore>;
let web: RunningServer;

/** As a browser does: goes on as soon as the head of the answer is there, and does not wait for its last byte. */
async function signInAndFollow(postId: string): Promise<Response> {
  const page = await fetch(`${web.address}/sign-in`);
  const cookieOf = (response: Response): string => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const fields = { ...hiddenFields(await page.text(), '/sign-in'), postId };
  const answer = await fetch(`${web.address}/sign-in`, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { cookie: cookieOf(page) },
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  return fetch(`${web.address}/`, { redirect: 'manual', headers: { cookie: cookieOf(answer) } });
}

beforeAll(async () => {
  container = await createContainer(testServices());
  store = createSessionStore(testServices().databaseUrl, () => undefined);
  const save = store.set.bind(store);
  store.set = (id, session, done) => { setTimeout(() => save(id, session, done), 300); };
  web = await startTestWeb(container, { sessionStore: store });
});
afterAll(async () => {
  await web.close();
  store.close();
  await container.close();
});

test('signing in, with a store that takes its time: the next page already knows who has come', async () => {
  const office = 'safety-committee-office-420303';
  const next = await signInAndFollow(`demo-${office}@${office}`);
  expect(next.status).toBe(200);
  expect(await next.text()).toContain('演示·张湾区安委办督办员');
});

test('the table, once somebody has signed in, knows a hash of the id in the cookie and never the id', async () => {
  const visitor = new Visitor(web.address);
  await visitor.signIn('safety-committee-office-420303');
  const id = decodeURIComponent(visitor.cookie).replace(/^ancha=s:/, '').split('.')[0] ?? '';
  expect(id).toMatch(/^[\w-]{32}$/);
  const rows = await container.db.sql<{ sid: string; row: string }[]>`select sid, session::text as row from session`;
  expect(rows.map(({ sid }) => sid)).toContain(createHash('sha256').update(id).digest('base64url'));
  expect(rows.filter(({ row }) => row.includes(id))).toEqual([]);
  expect((await visitor.get('/')).status).toBe(200);
});

test('a session under the id itself, as rows of before have it, when its cookie comes, is nobody', async () => {
  const visitor = new Visitor(web.address);
  await visitor.signIn('safety-committee-office-420303');
  const id = decodeURIComponent(visitor.cookie).replace(/^ancha=s:/, '').split('.')[0] ?? '';
  await container.db.sql`update session set sid = ${id} where sid = ${createHash('sha256').update(id).digest('base64url')}`;
  expect((await visitor.get('/')).status).toBe(303);
});
