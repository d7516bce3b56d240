import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { ROUTES } from '../../api/routes';
import { ServerStartError, type RunningServer } from '../../api/server';
import { watchMatters } from '../../prisma/repositories/matter-watch';
import { createContainer, type Container } from '../../runtime/container';
import { testServices } from '../support/services';
import { startTestWeb, Visitor } from '../support/web-client';

let container: Container;
let web: RunningServer;
let visitor: Visitor;

beforeAll(async () => {
  container = await createContainer(testServices());
  web = await startTestWeb(container);
});
beforeEach(() => { visitor = new Visitor(web.address); });
afterAll(async () => {
  await web.close();
  await container.close();
});

const OFFICE = 'safety-committee-office-420303';

describe('every route', () => {
  const ofParams = (path: string) => path.replace(/:\w+/g, 'nothing');
  const signedInOnly = ROUTES.filter((route) => route.access === 'signed-in');

  test.each(signedInOnly.map((route) => [`${route.method} ${route.path}`, route] as const))('%s, without a session, answers nothing', async (_name, route) => {
    const headers = { 'content-type': route.speaks === 'json' ? 'application/json' : 'application/x-www-form-urlencoded', accept: route.speaks === 'json' ? 'application/json' : 'text/html' };
    const answer = await visitor.send(route.method.toUpperCase(), ofParams(route.path), {
      headers, ...(route.method === 'post' ? { body: route.speaks === 'json' ? '{}' : '' } : {}),
    });
    if (route.speaks === 'json') {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    } else {
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toMatch(/^\/sign-in/);
    }
  });

  it('unsafe ones, with a session but a wrong or missing token, change nothing', async () => {
    await visitor.signIn(OFFICE);
    for (const route of signedInOnly.filter((each) => each.method === 'post')) {
      const isJson = route.speaks === 'json';
      const answer = await visitor.send('POST', ofParams(route.path), {
        body: isJson ? '{}' : '_csrf=wrong', headers: { 'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded', accept: isJson ? 'application/json' : 'text/html' },
      });
      expect([route.path, answer.status]).toEqual([route.path, 403]);
    }
    expect((await visitor.get('/')).status).toBe(200);
  });

  it('no two, when mounted, have the same method and path', () => {
    const names = ROUTES.map((route) => `${route.method} ${route.path}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a part of a page', () => {
  it('asked for by htmx after the session has ended, sends the whole page to the sign-in', async () => {
    const answer = await visitor.send('GET', '/cases', { headers: { 'hx-request': 'true', accept: '*/*' } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('hx-redirect')).toBe('/sign-in');
    expect(answer.text).toBe('');
  });
});

describe('demonstration sign-ins', () => {
  it('on loopback, when asked by a loopback name, are offered', async () => {
    expect((await visitor.get('/sign-in?region=420303')).text).toContain('张湾区安委办督办员');
  });

  it.each([
    ['in production', { production: true }], ['switched off', { demonstration: false }],
  ])('%s, when asked, do not exist', async (_name, overrides) => {
    const other = await startTestWeb(container, overrides);
    try {
      const stranger = new Visitor(other.address);
      const page = await stranger.get('/sign-in');
      expect(page.text).not.toContain('督办员');
      expect(page.text).toContain('没有可用的登录方式');
      expect((await stranger.post('/sign-in', { postId: `demo-${OFFICE}@${OFFICE}` })).status).toBe(404);
      expect((await stranger.get('/design')).status).toBe(404);
    } finally {
      await other.close();
    }
  });

  it('under another host name, as in DNS rebinding, do not exist', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number>((resolve, reject) => {
      const call = request(`${web.address}/design`, { headers: { host: 'attacker.example' } }, (response) => { response.resume(); resolve(response.statusCode ?? 0); });
      call.on('error', reject).end();
    });
    expect(status).toBe(404);
  });

  it('of a post that nobody made up, when asked for, are refused', async () => {
    const answer = await visitor.submit('/sign-in', '/sign-in', { postId: 'somebody@real' });
    expect(answer.status).toBe(403);
  });

  it('when used, get a session id that was not known before', async () => {
    const before = (await visitor.get('/sign-in')).headers.getSetCookie()[0];
    const answer = await visitor.submit('/sign-in', '/sign-in', { postId: `demo-${OFFICE}@${OFFICE}`, next: '//evil.example' });
    expect(answer.headers.getSetCookie()[0]?.split(';')[0]).not.toBe(before?.split(';')[0]);
    expect(answer.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/i);
    expect(answer.headers.get('location')).toBe('/');
  });

  it('of a person with two posts, when switched, work on as the other body', async () => {
    await visitor.signIn('safety-committee-office-420000');
    const answer = await visitor.submit('/', '/session/post', { postId: 'demo-safety-committee-office-420000@emergency-management-420000' });
    expect(answer.status).toBe(303);
    expect((await visitor.get('/')).text).toContain('<b>湖北省应急管理厅</b>');
    expect((await visitor.submit('/', '/session/post', { postId: `demo-${OFFICE}@${OFFICE}` })).status).toBe(403);
  });
});

describe('answers', () => {
  it('of every page, carry a policy that allows no inline script or style', async () => {
    const { headers, text } = await visitor.get('/sign-in');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+'/);
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/ (on\w+|style)="/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('to an unknown address, as page and as JSON, are problems with a request id', async () => {
    expect((await visitor.send('GET', '/nowhere', { headers: { accept: 'text/html' } })).text).toContain('没有这个页面');
    const answer = await visitor.get('/api/nowhere');
    expect(answer.json).toMatchObject({ type: '/problems/not-found', status: 404, instance: answer.headers.get('x-request-id') });
  });

  it('when the record fails, say so without saying what failed', async () => {
    const broken = await startTestWeb(container, { readiness: async () => [{ name: 'postgres', ok: false, needed: true, detail: 'Error' }], now: () => { throw new Error('secret detail'); } });
    try {
      const stranger = new Visitor(broken.address);
      expect((await stranger.get('/readyz')).status).toBe(500);
      const page = await stranger.send('GET', '/sign-in', { headers: { accept: 'text/html' } });
      expect(page.status).toBe(500);
      expect(page.text).toContain('系统出错');
      expect(page.text).not.toContain('secret detail');
    } finally {
      await broken.close();
    }
  });

  it.each([[true, 503], [false, 200]])('of the probes, when something is down that is needed: %s, are alive and %i', async (needed, status) => {
    const ill = await startTestWeb(container, { readiness: async () => [{ name: 'part', ok: false, needed, detail: 'unreachable' }] });
    try {
      const stranger = new Visitor(ill.address);
      expect((await stranger.get('/healthz')).status).toBe(200);
      const answer = await stranger.get('/readyz');
      expect(answer.status).toBe(status);
      expect(answer.json).toEqual({ ready: !needed, checks: [{ name: 'part', ok: false, needed, detail: 'unreachable' }] });
    } finally {
      await ill.close();
    }
  });
});

describe('starting', () => {
  it('on a port in use, says which and what to do', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => { squatter.once('listening', resolve); });
    const { port } = squatter.address() as AddressInfo;
    const { startServer } = await import('../../api/server');
    try {
      const start = startServer({ ...minimalDeps(container) }, { host: '127.0.0.1', port });
      await expect(start).rejects.toThrow(ServerStartError);
      await expect(start).rejects.toThrow(`端口 ${port} 已被占用`);
    } finally {
      squatter.close();
    }
  });
});

function minimalDeps(from: Container) {
  const { pino } = jest.requireActual<typeof import('pino')>('pino');
  const { MemoryStore } = jest.requireActual<typeof import('express-session')>('express-session');
  return {
    commands: from.commands, database: from.db, watch: watchMatters(from.db), sessionStore: new MemoryStore(), sessionSecret: 'x'.repeat(32), logger: pino({ level: 'silent' }),
    now: () => Date.now(), readiness: async () => [], demonstration: false, production: false, trustedProxies: 0,
  };
}
