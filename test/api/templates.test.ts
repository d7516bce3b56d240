import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { loadSignedIn, type SignedIn } from '../../api/auth/signed-in';
import type { AppDeps } from '../../api/deps';
import type { Reply, RouteContext } from '../../api/http/define-route';
import type { Frame } from '../../api/pages/frame';
import { ROUTES } from '../../api/routes';
import { createEngine } from '../../templates/engine';
import { createRig, fileCommands, type Rig } from '../support/rig';
import { ruleChangePage } from '../../api/pages/rule-change-pages';
import { findChange } from '../../prisma/repositories/rule-changes';
import { watched } from '../support/watched-model';

/** Every template with the view model its route makes from a real case: no name is asked for that is not there. */

let rig: Rig;
let caseId: string;
let user: SignedIn;
const asked = new Map<string, number>();
const engine = createEngine(path.join(__dirname, '../../templates'));

beforeAll(async () => {
  rig = await createRig();
  caseId = rig.newId();
  await rig.play(caseId, fileCommands('full-life'), Date.parse('2021-12-01T09:00+08:00'));
  const found = await loadSignedIn(rig.container.db, {
    personId: 'demo-safety-committee-office-420000', postId: 'demo-safety-committee-office-420000@safety-committee-office-420000',
  }, Date.now());
  if (!found) throw new Error('the demonstration post is missing');
  user = found;
});
afterAll(() => rig.close());

const frame = (): Frame => ({
  title: '试验', assets: { styles: ['/assets/base.css'], scripts: ['/assets/islands.js'] }, nonce: 'n', csrfToken: 't', flash: ['已办理。'],
  user: { name: '演示', bodyName: '机关', postTitle: '岗位', posts: [{ postId: 'a', label: '甲', current: true }, { postId: 'b', label: '乙', current: false }] },
  nav: [{ href: '/', label: '工作台', count: '1', current: true }], search: '', reminders: 1,
  notice: { text: '流程引擎未就绪', detail: '正在启动', isBack: false, asks: true },
});

async function replyOf(method: string, address: string, input: { params?: object; query?: object; body?: object }, headers: Record<string, string> = {}): Promise<Reply> {
  const route = ROUTES.find((each) => each.method === method && each.path === address);
  if (!route) throw new Error(`no route ${method} ${address}`);
  const parse = (schema: { parse(value: unknown): unknown } | undefined, value: object = {}): unknown => schema?.parse(value);
  const deps = { commands: rig.container.commands, foresight: rig.container.commands, database: rig.container.db } as unknown as AppDeps;
  const context: RouteContext<'signed-in'> = {
    deps, now: Date.now(), user, demonstration: true, engineHealth: async () => ({ ready: false, detail: '正在启动', since: Date.now() }), request: { session: {}, get: (name: string) => ({ host: 'localhost', ...headers })[name] } as unknown as RouteContext<'signed-in'>['request'],
  };
  return route.handle({ params: parse(route.params, input.params), query: parse(route.query, input.query), body: parse(route.body, input.body) } as never, context as never);
}

function missingIn(reply: Reply): string[] {
  const missing: string[] = [];
  const report = (name: string): void => { missing.push(name); };
  if (reply.kind !== 'page' && reply.kind !== 'fragment') throw new Error(`a ${reply.kind} has no template`);
  const template = `${reply.kind === 'page' ? 'pages' : 'partials'}/${reply.template}`;
  asked.set(template, (asked.get(template) ?? 0) + 1);
  engine.render(template, watched({ ...reply.model, ...(reply.kind === 'page' ? { frame: frame() } : {}) }, report));
  return missing;
}

const CASE_TABS = ['', '/timeline', '/clocks', '/team', '/review', '/accountability', '/evaluation', '/measures', '/documents', '/record'];

describe('every page', () => {
  it.each(CASE_TABS)('of a case under %j asks for nothing that is not there', async (tab) => {
    expect(missingIn(await replyOf('get', `/cases/:caseId${tab}`, { params: { caseId } }))).toEqual([]);
  });

  it.each([
    ['/sign-in', {}], ['/', {}], ['/', { tab: 'done' }], ['/', { tab: 'copies' }], ['/', { tab: 'mine' }], ['/', { tab: 'reminders' }],
    ['/packs', {}], ['/packs/conflicts', {}], ['/packs/diff', { a: '石家庄', b: '焦作' }], ['/packs/diff', {}],
    ['/cases', {}], ['/cases', { text: '没有这样的案件' }], ['/cases', { limit: '1' }], ['/cases/new', {}], ['/operations', {}], ['/design', {}],
  ])('at %s with %j asks for nothing that is not there', async (address, query) => {
    expect(missingIn(await replyOf('get', address, { query }))).toEqual([]);
  });

  it.each(['national', 'zhangzhou-2016', '吉林'])('of the rule pack %s asks for nothing that is not there', async (packId) => {
    expect(missingIn(await replyOf('get', '/packs/:packId', { params: { packId } }))).toEqual([]);
  });

  it('of every clock of the case asks for nothing that is not there', async () => {
    const clocks = await rig.container.db.client.clock.findMany({ where: { matterId: caseId, live: true }, select: { code: true } });
    expect(clocks.length).toBeGreaterThan(10);
    for (const { code } of clocks) expect(missingIn(await replyOf('get', '/cases/:caseId/clocks/:code', { params: { caseId, code } }))).toEqual([]);
  });

  it.each([
    {}, { move: 'accident.occurredAt', moveTo: '2021-06-09T06:42', 'counts.deaths': '9', figuresAt: '2021-06-14T09:00', pack: 'jiaozuo-2016' },
    { move: 'nothing' }, { pauseFrom: '2021-07-01T09:00', pauseTo: '2021-06-01T09:00', extendClock: 'approval', extendDays: '30', extendAt: '2020-01-01T00:00' },
  ])('of suppositions with %j asks for nothing that is not there', async (query) => {
    expect(missingIn(await replyOf('get', '/cases/:caseId/what-if', { params: { caseId }, query }))).toEqual([]);
  });

  it('of acts, as form, blocked, faulty, and to be confirmed, asks for nothing that is not there', async () => {
    const act = (name: string) => ({ params: { caseId, act: name } });
    for (const name of ['open-penalty-case', 'explain-lateness', 'record-counts', 'determine', 'propose-measure', 'confirm-finding', 'dismiss-finding', 'notify-hearing', 'close']) {
      expect(missingIn(await replyOf('get', '/cases/:caseId/acts/:act', act(name)))).toEqual([]);
    }
    const post = (body: object) => replyOf('post', '/cases/:caseId/commands/:act', { ...act('supplement'), body: { commandId: randomUUID(), ...body } });
    expect(missingIn(await post({ by: 'nobody' }))).toEqual([]);
    expect(missingIn(await post({ by: 'county', 'counts.deaths': '26' }))).toEqual([]);
  });

  it('that htmx asks for asks for nothing that is not there', async () => {
    expect(missingIn(await replyOf('get', '/cases', {}, { 'hx-request': 'true' }))).toEqual([]);
    expect(missingIn(await replyOf('get', '/engine-notice', {}))).toEqual([]);
    expect(missingIn(await replyOf('get', '/cases/:caseId/changes', { params: { caseId }, query: { since: 0 } }))).toEqual([]);
  });

  it('of rule changes, the list and one with its limits, asks for nothing that is not there', async () => {
    const text = 'year: 2031\nstatus: published\nsources: [{ notice: 试验发〔2030〕1号, issuedOn: 2030-11-20 }]\noff: []\nworked: []\n';
    const drafted = await rig.container.changes.draft({ kind: 'calendar', text, reason: '试验' }, user.actor, randomUUID());
    if (drafted.outcome !== 'accepted') throw new Error(JSON.stringify(drafted));
    expect(missingIn(await replyOf('get', '/rule-changes', {}))).toEqual([]);
    expect(missingIn(await replyOf('get', '/rule-changes/:changeId', { params: { changeId: drafted.changeId }, query: {} }))).toEqual([]);
    const change = await findChange(rig.container.db, drafted.changeId);
    if (!change) throw new Error('the draft is gone');
    const dates = { opensOn: null, dueDate: '2031-02-10', dueAt: null };
    const move = { code: 'approval', party: null, title: '批复', old: dates, new: dates, why: ['现：春节'], overdueAtOnce: true };
    const impact = { matters: 1, adopting: 1, keeping: 0, movedMatters: 1, movedClocks: 1, confirmedMatters: 0, sha256: 'a'.repeat(64) };
    const model = ruleChangePage({
      change: { ...change, state: 'computed', impact }, nextHref: '/rule-changes/x?page=1', personId: 'somebody', mayChange: true,
      drift: { opened: 1, closed: 1, moved: 1 }, commandId: 'c', refused: '没有办理',
      rows: [{ matterId: caseId, title: '案件', caseNo: '1', choice: 'adopts', moves: [move], confirmed: [], appliedAt: null }],
    });
    expect(model.steps.map(({ step }) => step)).toEqual(['approve', 'recompute', 'withdraw']);
    expect(missingIn({ kind: 'page', template: 'rule-change', title: '规则变更', model })).toEqual([]);
  });

  it('there is, was looked at here or has no route of its own', () => {
    const pages = [...engine.sources.keys()].filter((name) => name.startsWith('pages/'));
    expect(pages.filter((name) => !asked.has(name))).toEqual(['pages/error', 'pages/registration-closed']);
  });
});

describe('the watch itself', () => {
  it('a misspelt name inside a condition, when rendered, is reported', () => {
    const missing: string[] = [];
    const summary = { title: '没有办理', items: [], rule: '', possible: [] };
    engine.render('partials/error-summary', watched(summary, (name) => missing.push(name)));
    expect(missing).toEqual([]);
    const { rule: _, ...misspelt } = { ...summary, rool: '493号令' };
    engine.render('partials/error-summary', watched(misspelt, (name) => missing.push(name)));
    expect(missing).toEqual(['rule']);
  });
});
