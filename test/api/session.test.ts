import { createSessionStore } from '../../api/auth/session';
import type { RunningServer } from '../../api/server';
import { createContainer, type Container } from '../../runtime/container';
import { testServices } from '../support/services';
import { hiddenFields, startTestWeb } from '../support/web-client';

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
