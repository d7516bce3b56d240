import { createSessionStore } from '../../api/auth/session-store';
import type { AppDeps } from '../../api/deps';
import { formAgain } from '../../api/pages/form-again';
import type { RunningServer } from '../../api/server';
import { RecordUnavailable } from '../../prisma/repositories/transaction';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import type { OwnPostgres } from '../support/own-postgres';
import { ownPostgres } from '../support/own-postgres';
import type { Answer } from '../support/web-client';
import { hiddenFields, startTestWeb, Visitor } from '../support/web-client';

/** Postgres away: a clear page, nothing half done, nothing typed lost, and honest words about what may have happened. */

let postgres: OwnPostgres;
let container: Container;
const opened: { close(): unknown }[] = [];

async function openWeb(overrides: Partial<AppDeps> = {}): Promise<{ web: RunningServer; office: Visitor }> {
  const sessionStore = createSessionStore(postgres.databaseUrl, () => undefined);
  const web = await startTestWeb(container, { sessionStore, changes: container.changes, ...overrides });
  opened.unshift(web, sessionStore);
  const office = new Visitor(web.address);
  await office.signIn('safety-committee-office-420303');
  return { web, office };
}

beforeAll(async () => {
  postgres = await ownPostgres('without-record');
  container = await createContainer(postgres);
});
afterEach(() => postgres.start());
afterAll(async () => {
  for (const each of opened) await each.close();
  await container.close();
  await postgres.close();
});

const typed = (title: string): Record<string, string> => ({
  title, 'accident.occurredAt': '2026-11-20T08:30', 'accident.region': '420303', 'accident.industry': 'gas', 'accident.place': '某路 <1> 号',
  'accident.unit': '', 'accident.unitRegion': '', 'counts.deaths': '2', 'counts.missing': '', 'counts.seriousInjuries': '', 'counts.minorInjuries': '', 'counts.directLossYuan': '',
});
const casesCalled = (title: string): Promise<number> => container.db.client.matter.count({ where: { title } });

/** The form of the error page, as it stands there. */
const again = (answer: Answer, action: string): Record<string, string> => hiddenFields(answer.text, action);

test('a form sent while the record is away: not done and kept, and done once when it is sent again', async () => {
  const { office } = await openWeb();
  const title = '试验“甲” & <乙>事故';
  const page = await office.get('/cases/new');
  await postgres.stop();
  const away = await office.post('/cases', { ...hiddenFields(page.text, '/cases'), ...typed(title) });
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
  expect(away.text).toContain('没有办理：案卷库没有应答');
  for (const words of ['试验“甲” &amp; &lt;乙&gt;事故', '某路 &lt;1&gt; 号', '2026-11-20 08:30', '再次提交']) expect(away.text).toContain(words);
  const stillAway = await office.post('/cases', again(away, '/cases'));
  expect([stillAway.status, again(stillAway, '/cases')]).toEqual([503, again(away, '/cases')]);
  await postgres.start();
  const done = await office.post('/cases', again(stillAway, '/cases'));
  expect(done.status).toBe(303);
  const twice = await office.post('/cases', again(stillAway, '/cases'));
  expect(twice.headers.get('location')).toBe(done.headers.get('location'));
  expect(await casesCalled(title)).toBe(1);
});

test('a record that goes away right after the decision: the outcome is open, and sent again it is not done twice', async () => {
  const register: Container['commands']['register'] = async (...given) => {
    const outcome = await container.commands.register(...given);
    await postgres.stop();
    return outcome;
  };
  const { office } = await openWeb({ commands: { ...container.commands, register } });
  const open = await office.submit('/cases/new', '/cases', typed('当即断开的事故'));
  expect(open.status).toBe(503);
  expect(open.text).toContain('结果未定：可能已经办理，也可能没有。再次提交不会办理两次。');
  await postgres.start();
  const { office: other } = await openWeb();
  const page = await other.get('/cases/new');
  const done = await other.post('/cases', { ...again(open, '/cases'), _csrf: hiddenFields(page.text, '/cases')._csrf ?? '' });
  expect(done.status).toBe(303);
  expect(await casesCalled('当即断开的事故')).toBe(1);
});

test('a case that somebody else holds for longer than anybody should wait: not done, says so, and is done afterwards', async () => {
  const { office } = await openWeb();
  const registered = await office.submit('/cases/new', '/cases', typed('被占用的事故'));
  const address = registered.headers.get('location') ?? '';
  const action = `${address}/commands/report`;
  const asked = await office.submit(`${address}/acts/report`, action, { by: 'unit', to: 'county' });
  const confirmed = { ...hiddenFields(asked.text, action), step: 'confirmed' };
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  const holding = container.db.sql.begin(async (tx) => {
    await tx`select from matter where id = ${address.slice('/cases/'.length)} for update`;
    await held;
  });
  try {
    const slow = await office.post(action, confirmed);
    expect(slow.status).toBe(503);
    expect(slow.text).toContain('没有办理');
    expect(again(slow, action)).toEqual(confirmed);
    expect(slow.text).toContain('<dd class="typed">事故单位</dd>');
  } finally {
    release();
    await holding;
  }
  expect((await office.post(action, confirmed)).status).toBe(303);
}, 60_000);

test('a page asked for while the record is away: clear, with a way to try again, and there when the record is back', async () => {
  const { office } = await openWeb();
  await postgres.stop();
  const away = await office.send('GET', '/cases?text=燃气&sort=newest', { headers: { accept: 'text/html' } });
  expect(away.status).toBe(503);
  expect(away.text).toContain('已经办理的事项不受影响');
  expect(away.text).toMatch(/<a href="\/cases\?text[^"]*sort[^"]*newest">再试一次<\/a>/);
  expect((await office.get('/healthz')).status).toBe(200);
  await postgres.start();
  expect((await office.get('/cases?text=燃气&sort=newest')).status).toBe(200);
});

test('the API, while the record is away or does not say what became of it, answers a problem that may be tried again', async () => {
  const { office } = await openWeb();
  const token = await office.csrfToken();
  const send = (visitor: Visitor, csrf: string): Promise<Answer> => visitor.send('POST', '/api/cases', {
    body: JSON.stringify({ title: '接口登记的事故', accident: { occurredAt: '2026-11-20T08:30+08:00', region: '420303', industry: 'gas' } }),
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf, 'idempotency-key': 'without-record-1' },
  });
  await postgres.stop();
  const away = await send(office, token);
  expect([away.status, away.headers.get('retry-after'), away.headers.get('content-type')]).toEqual([503, '5', expect.stringContaining('application/problem+json')]);
  expect(away.json).toMatchObject({ type: '/problems/record-unavailable', status: 503 });
  await postgres.start();
  const { office: doubtful } = await openWeb({
    commands: { ...container.commands, register: async () => { throw new RecordUnavailable('the record does not answer in time', 'unknown'); } },
  });
  const open = await send(doubtful, await doubtful.csrfToken());
  expect([open.status, open.headers.get('retry-after')]).toEqual([503, '5']);
  expect(open.json).toMatchObject({ type: '/problems/outcome-unknown' });
  expect((await send(office, token)).status).toBe(201);
  expect((await send(office, token)).status).toBe(201);
  expect(await casesCalled('接口登记的事故')).toBe(1);
});

test('a form with a file, sent while the record is away, is kept with the text of the file', async () => {
  const { office } = await openWeb();
  const page = await office.get('/rule-changes');
  const text = 'year: 2033\nstatus: published\nsources: [{ notice: 试验发〔2032〕1号, issuedOn: 2032-11-20 }]\noff: []\nworked: []\n';
  const form = new FormData();
  const fields = { ...hiddenFields(page.text, '/rule-changes'), kind: 'calendar', reason: '停机时\n起草', text: '' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([text]), 'y.yaml');
  await postgres.stop();
  const away = await office.send('POST', '/rule-changes', { body: form });
  expect(away.status).toBe(503);
  expect(away.text).toContain('enctype="multipart/form-data"');
  expect(again(away, '/rule-changes')).toMatchObject({ file: text, kind: 'calendar' });
  await postgres.start();
  const repeated = new FormData();
  for (const [name, value] of Object.entries(again(away, '/rule-changes'))) repeated.append(name, value);
  const done = await office.send('POST', '/rule-changes', { body: repeated });
  expect([done.status, done.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/rule-changes\/calendar-2033-/)]);
});

test('what is secret, in whatever field it comes, is on no page', () => {
  const { hidden, shown } = formAgain('/cases', { title: '甲', password: 'p', newPassword: 'q', otpCode: '1', ids: ['a', 'b'] }, false);
  expect(hidden).toEqual([{ name: 'title', value: '甲' }, { name: 'ids', value: 'a' }, { name: 'ids', value: 'b' }]);
  expect(shown).toEqual([{ label: '事故名称', value: '甲' }]);
});
