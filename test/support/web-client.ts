import { pino } from 'pino';
import { createSessionStore } from '../../api/auth/session-store';
import type { AppDeps } from '../../api/deps';
import type { RunningServer } from '../../api/server';
import { startServer } from '../../api/server';
import { watchMatters } from '../../prisma/repositories/matter-watch';
import type { Container } from '../../runtime/container';
import { testServices } from './services';

/** The web server of a test, on a free loopback port, with everything behind it real. */
export async function startTestWeb(container: Container, overrides: Partial<AppDeps> = {}): Promise<RunningServer> {
  const sessionStore = createSessionStore(testServices().databaseUrl, () => undefined);
  const watch = watchMatters(container.db);
  const deps: AppDeps = {
    commands: container.commands, foresight: container.commands, database: container.db, watch, sessionStore,
    sessionSecret: 'a secret only this test knows, 32 letters', logger: pino({ level: 'silent' }), now: () => Date.now(),
    readiness: async () => [], demonstration: true, production: false, trustedProxies: 0, ...overrides,
  };
  const server = await startServer(deps, { host: '127.0.0.1', port: 0 });
  return { ...server, close: (graceMs) => watch.close().then(() => server.close(graceMs)).finally(() => sessionStore.close()) };
}

export interface Answer { status: number; text: string; bytes: Uint8Array; json: unknown; headers: Headers }

/** A visitor with cookies and nothing else: no script, as the pages must work. */
export class Visitor {
  #cookie = '';
  constructor(readonly base: string) {}

  /** As it goes back to the server. */
  get cookie(): string { return this.#cookie; }

  async send(method: string, path: string, init: { body?: string | FormData; headers?: Record<string, string> } = {}): Promise<Answer> {
    const response = await fetch(`${this.base}${path}`, {
      method, redirect: 'manual', headers: { ...(this.#cookie === '' ? {} : { cookie: this.#cookie }), ...init.headers },
      ...(init.body === undefined ? {} : { body: init.body }),
    });
    const set = response.headers.getSetCookie()[0];
    if (set !== undefined) this.#cookie = set.split(';')[0] ?? '';
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, text, bytes, json: isJson ? JSON.parse(text) as unknown : null, headers: response.headers };
  }

  get(path: string): Promise<Answer> { return this.send('GET', path); }

  /** Opens a stream of events; `heard` grows as they come, `over` says that the server has ended it. */
  async follow(path: string): Promise<{ status: number; heard: string[]; over: Promise<void>; stop(): void }> {
    const stopping = new AbortController();
    const response = await fetch(`${this.base}${path}`, { headers: { cookie: this.#cookie }, signal: stopping.signal });
    const heard: string[] = [];
    const read = async (): Promise<void> => {
      for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
        heard.push(...[...Buffer.from(chunk).toString().matchAll(/^event: (.*)$/gm)].map(([, name]) => name ?? ''));
      }
    };
    return { status: response.status, heard, over: read().catch(() => undefined), stop: () => stopping.abort() };
  }

  /** Fills in what the form on `page` hides, posts the rest. */
  async submit(page: string, action: string, fields: Record<string, string>): Promise<Answer> {
    const { text } = await this.get(page);
    return this.post(action, { ...hiddenFields(text, action), ...fields });
  }

  post(path: string, fields: Record<string, string>): Promise<Answer> {
    return this.send('POST', path, {
      body: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  /** Like `submit`, as a form that may carry files. */
  async upload(page: string, action: string, fields: Record<string, string | Blob>): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...hiddenFields((await this.get(page)).text, action), ...fields })) {
      if (typeof value === 'string') form.append(name, value);
      else form.append(name, value, 'file.yaml');
    }
    return this.send('POST', action, { body: form });
  }

  /** As a made-up person of that body; the answer must be a redirect. */
  async signIn(bodyId: string): Promise<void> {
    const answer = await this.submit('/sign-in', '/sign-in', { postId: `demo-${bodyId}@${bodyId}` });
    if (answer.status !== 303) throw new Error(`sign-in as ${bodyId}: ${answer.status}`);
  }

  async csrfToken(): Promise<string> {
    return ((await this.get('/api/session')).json as { csrfToken: string }).csrfToken;
  }

  async postJson(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const token = await this.csrfToken();
    return this.send('POST', path, {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-csrf-token': token, 'idempotency-key': `test-${Math.random()}`, ...headers },
    });
  }
}

const unescape = (text: string): string => text.replace(/&quot;/g, '"').replace(/&#x27;/g, "'").replace(/&#x3D;/g, '=').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** Hidden fields of the first form with that action. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="${action.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"[^>]*method="post"[^>]*>([\\s\\S]*?)</form>`).exec(html)?.[1];
  if (form === undefined) throw new Error(`no form with action ${action}`);
  return Object.fromEntries([...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)]
    .map((match) => [match[1] ?? '', unescape(match[2] ?? '')]));
}
