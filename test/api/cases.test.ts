import { randomUUID } from 'node:crypto';
import { awaitingTexts } from '../../activities/rule-change/awaiting';
import { CaseJson, CaseListJson, ClockJson, DoneJson } from '../../api/pages/case-json';
import type { RunningServer } from '../../api/server';
import { createRig, type Rig } from '../support/rig';
import { hiddenFields, startTestWeb, Visitor } from '../support/web-client';

let rig: Rig;
let web: RunningServer;
let office: Visitor;
let cityOffice: Visitor;

const HOUR = 3_600_000;
/** `2026-11-21T08:30` at +08:00, some hours ago. */
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * HOUR + 8 * HOUR).toISOString().slice(0, 16);

beforeAll(async () => {
  rig = await createRig();
  web = await startTestWeb(rig.container);
  office = new Visitor(web.address);
  await office.signIn('safety-committee-office-420303');
  cityOffice = new Visitor(web.address);
  await cityOffice.signIn('safety-committee-office-420300');
});
afterAll(async () => {
  await web.close();
  await rig.close();
});

const typed = (overrides: Record<string, string> = {}): Record<string, string> => ({
  title: `试验事故 ${process.hrtime.bigint()}`, 'accident.occurredAt': hoursAgo(3), 'accident.region': '420303', 'accident.industry': 'gas',
  'accident.place': '', 'accident.unit': '某燃气公司', 'accident.unitRegion': '', 'counts.deaths': '１', 'counts.missing': '', 'counts.seriousInjuries': '2',
  'counts.minorInjuries': '', 'counts.directLossYuan': '1,200,000', ...overrides,
});

async function registered(): Promise<string> {
  const answer = await office.submit('/cases/new', '/cases', typed());
  expect(answer.status).toBe(303);
  return (answer.headers.get('location') ?? '').slice('/cases/'.length);
}

const commandPath = (id: string, name: string): string => `/cases/${id}/commands/${name}`;

/** Form, confirmation, record: what a person without script does. */
async function confirmed(visitor: Visitor, id: string, act: string, fields: Record<string, string>): Promise<{ status: number; text: string; asked: string }> {
  const asked = await visitor.submit(`/cases/${id}/acts/${act}`, commandPath(id, act), fields);
  if (asked.status !== 200) return { status: asked.status, text: asked.text, asked: asked.text };
  const answer = await visitor.post(commandPath(id, act), { ...hiddenFields(asked.text, commandPath(id, act)), step: 'confirmed' });
  return { status: answer.status, text: answer.text, asked: asked.text };
}

describe('registration by form', () => {
  it('a good one, when posted twice, registers one case and says what is next', async () => {
    const fields = { ...hiddenFields((await office.get('/cases/new')).text, '/cases'), ...typed() };
    const [first, second] = [await office.post('/cases', fields), await office.post('/cases', fields)];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    const page = await office.get(first.headers.get('location') ?? '');
    expect(page.text).toContain('role="status"');
    expect(page.text).toContain('死亡 1 人，重伤 2 人，直接经济损失 120 万元');
    expect(page.text).toContain('提交调查报告');
  });

  it('a faulty one, when posted, names each field, keeps what was typed and writes nothing', async () => {
    const title = `没有登记的事故 ${randomUUID().slice(0, 6)}`;
    const answer = await office.submit('/cases/new', '/cases', typed({
      title, 'accident.occurredAt': '2026-02-30T10:00', 'accident.industry': 'aliens', 'accident.region': '', 'counts.deaths': '-1',
    }));
    expect(answer.status).toBe(422);
    for (const id of ['f-accident-occurredAt', 'f-accident-industry', 'f-accident-region', 'f-counts-deaths']) {
      expect(answer.text).toContain(`href="#${id}"`);
      expect(answer.text).toContain(`id="${id}-error"`);
    }
    expect(answer.text).toContain('发生地：不能为空');
    expect(answer.text).toContain(`value="${title}"`);
    expect(answer.text).toContain('value="-1"');
    expect((await office.get(`/cases?text=${encodeURIComponent(title)}`)).text).toContain('没有符合条件的案件');
  });

  it('an accident that has not happened yet, when registered, is refused with its rule', async () => {
    const answer = await office.submit('/cases/new', '/cases', typed({ 'accident.occurredAt': hoursAgo(-5) }));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('没有登记');
  });

  it('outside the own region, or by a body that may not, is refused', async () => {
    expect((await office.submit('/cases/new', '/cases', typed({ 'accident.region': '360502' }))).text).toContain('不在您所在机关的辖区内');
    const prosecutor = new Visitor(web.address);
    await prosecutor.signIn('procuratorate-420303');
    expect((await prosecutor.get('/cases/new')).text).toContain('不能登记');
  });

  it('text that tries to be markup, when shown again, stays text', async () => {
    const title = '<script>alert(1)</script>"事故';
    const answer = await office.submit('/cases/new', '/cases', typed({ title, 'accident.region': '' }));
    expect(answer.text).not.toContain('<script>alert');
    expect(answer.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('an act by form', () => {
  it('a report, when filled in, first says its consequences and is recorded only after confirmation', async () => {
    const id = await registered();
    const before = await office.get(`/api/cases/${id}`);
    const { asked, status } = await confirmed(office, id, 'inform-unit-head', { at: hoursAgo(2.5) });
    expect(asked).toContain('确认后将会');
    expect(asked).toContain('事故单位向县级以上部门报告');
    expect(asked).toContain('开始计时');
    expect(status).toBe(303);
    const after = await office.get(`/api/cases/${id}`);
    expect((after.json as { version: number }).version).toBeGreaterThan((before.json as { version: number }).version);
    const page = await office.get(`/cases/${id}/timeline`);
    expect(page.text).toContain('单位负责人接到报告');
  });

  it('going back from the confirmation, keeps what was typed', async () => {
    const id = await registered();
    const asked = await office.submit(`/cases/${id}/acts/report`, commandPath(id, 'report'), { by: 'unit', to: 'county', 'counts.deaths': '3', at: '' });
    const back = await office.post(commandPath(id, 'report'), { ...hiddenFields(asked.text, commandPath(id, 'report')), step: 'edit' });
    expect(back.status).toBe(200);
    expect(back.text).toContain('<option value="county" selected>');
    expect(back.text).toContain('value="3"');
  });

  it('a faulty one, when posted, names the field and keeps the rest', async () => {
    const id = await registered();
    const answer = await office.submit(`/cases/${id}/acts/report`, commandPath(id, 'report'), { by: 'unit', to: '', at: '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('接报方：请选择一项。');
    expect(answer.text).toContain('<option value="unit" selected>');
  });

  it('one that the state refuses, when opened or posted, says what is missing and what is possible', async () => {
    const id = await registered();
    const page = await office.get(`/cases/${id}/acts/submit-evaluation`);
    expect(page.text).toContain('调查报告尚未批复');
    expect(page.text).toContain('您现在可以办理');
    const { text, status } = await confirmed(office, id, 'receive-appraisal', { name: '没有委托过的鉴定', at: '' });
    expect(status).toBe(409);
    expect(text).toContain('没有委托过这个名称的技术鉴定');
    expect(text).toContain('依据：493号令');
    expect(text).toContain('value="没有委托过的鉴定"');
  });

  it('by a body of another region, when tried, does not even find the case', async () => {
    const id = await registered();
    const stranger = new Visitor(web.address);
    await stranger.signIn('safety-committee-office-360502');
    expect((await stranger.send('GET', `/cases/${id}`, { headers: { accept: 'text/html' } })).status).toBe(404);
    expect((await stranger.postJson(`/api/cases/${id}/commands/follow-up`, { by: 'county' })).status).toBe(404);
  });
});

describe('an act of another level (law.md B1, B11)', () => {
  const larger = async () => DoneJson.parse((await office.postJson('/api/cases', {
    title: `层级事故 ${randomUUID().slice(0, 6)}`, accident: { occurredAt: `${hoursAgo(3)}:00+08:00`, region: '420303', industry: 'gas' }, counts: { deaths: 3 },
  })).json).caseId;

  it.each<[string, object, string]>([
    ['form-team', { by: 'city' }, '应由：市级机关'],
    ['submit-report', {}, '应由：市级机关'],
    ['approve', {}, '应由：市级机关'],
    ['approve-extension', { clock: 'investigation-report', days: 30 }, '应由：市级机关'],
    ['open-supervision', { by: '区安委办' }, '应由：省级机关或国家级机关'],
    ['elevate', { to: 'province', ground: '影响较大' }, '应由：省级机关'],
    ['report', { by: 'province', to: 'state' }, '应由：省级机关'],
  ])('%s %j of an accident that the city investigates, when a county office does it, is refused with who may', async (name, body, who) => {
    const id = await larger();
    const { status, json } = await office.postJson(`/api/cases/${id}/commands/${name}`, body);
    expect(status).toBe(403);
    expect(json).toMatchObject({ type: '/problems/not-your-level', detail: expect.stringContaining(who) as unknown });
  });

  it.each([['county', 'county'], ['city', 'county']])('a report from %s to %s, when given, is refused at the field: reports go upward', async (by, to) => {
    const id = await larger();
    const { status, json } = await (by === 'county' ? office : cityOffice).postJson(`/api/cases/${id}/commands/report`, { by, to });
    expect([status, json]).toEqual([422, expect.objectContaining({ type: '/problems/report-not-upward' })]);
  });

  it('with an opinion, a number and a date, when the right level does it, stands with them on the timeline', async () => {
    const id = await larger();
    const said = { by: 'city', note: '由市应急局牵头，九人组成。', docNo: '十政函〔2026〕12号', docDate: '2026-11-21' };
    expect((await cityOffice.postJson(`/api/cases/${id}/commands/form-team`, said)).status).toBe(200);
    const { text } = await cityOffice.get(`/cases/${id}/timeline`);
    for (const shown of [said.note, said.docNo, '2026年11月21日']) expect(text).toContain(shown);
  });
});

describe('an act that the rules would rather see later', () => {
  it('approving before the supervisor has agreed, when asked to be confirmed, says so and is not forbidden', async () => {
    const id = await registered();
    const steps = [[office, 'form-team', { by: 'county' }], [cityOffice, 'open-supervision', { by: '市安委办' }], [office, 'submit-report', {}]] as const;
    for (const [who, name, body] of steps) expect((await who.postJson(`/api/cases/${id}/commands/${name}`, body)).status).toBe(200);
    const { status, asked } = await confirmed(office, id, 'approve', { at: '' });
    expect(asked).toContain('尚未完成：督办机关的审核同意意见；本案规则没有因此禁止办理（安委〔2010〕6号 第8条）。');
    expect(status).toBe(303);
  });
});

describe('the case page', () => {
  it('after an act has happened, answers the quiet question with a mark, before it with nothing', async () => {
    const id = await registered();
    const { version } = (await office.get(`/api/cases/${id}`)).json as { version: number };
    expect((await office.get(`/cases/${id}/changes?since=${version}`)).status).toBe(204);
    expect((await office.get(`/cases/${id}/changes?since=0`)).text).toContain('案件有新的记录');
  });

  it('every tab and every clock, when opened, is a page without English words or codes', async () => {
    const id = await registered();
    const paths = ['', '/timeline', '/clocks', '/record', '/clocks/investigation-report', '/clocks/casualty-window'];
    for (const path of paths) {
      const { status, text } = await office.get(`/cases/${id}${path}`);
      expect([path, status]).toEqual([path, 200]);
      const seen = text.replace(/<head>[\s\S]*<\/head>/, '').replace(/<td class="num seal">[0-9a-f]{8}<\/td>/g, '').replace(/<[^>]*>/g, ' ');
      expect([path, seen.match(/[a-z]{3,}[a-z-]*/gi) ?? []]).toEqual([path, []]);
    }
  });

  it('the proof of a clock, when opened, shows the calendar with the last day and the words', async () => {
    const id = await registered();
    const { text } = await office.get(`/cases/${id}/clocks/investigation-report`);
    expect(text).toContain('is-last');
    expect(text).toContain('<span class="mark">60</span>');
    expect(text).toContain('493号令 第29条');
  });
});

describe('a case whose rules are not in this version of the program', () => {
  it('when opened, says which are missing and that the record is unchanged; the start of the program is not troubled', async () => {
    const id = await registered();
    const { client } = rig.container.db;
    const { packs } = await client.matter.findUniqueOrThrow({ where: { id }, select: { packs: true } });
    await client.matter.update({ where: { id }, data: { packs: [{ id: 'national', version: '1999.1', sha256: 'f'.repeat(64) }] } });
    try {
      const page = await office.send('GET', `/cases/${id}/measures`, { headers: { accept: 'text/html' } });
      expect([page.status, page.text]).toEqual([503, expect.stringContaining('没有案件所用的规则包 national 1999.1（ffffffff），不能计算时限；案卷本身没有改变')]);
      await expect(awaitingTexts(rig.container)).resolves.toBeInstanceOf(Array);
    } finally {
      await client.matter.update({ where: { id }, data: { packs: packs as never } });
    }
    expect((await office.get(`/cases/${id}/measures`)).status).toBe(200);
  });
});

describe('the JSON API', () => {
  const body = () => ({
    title: `接口事故 ${randomUUID().slice(0, 6)}`, accident: { occurredAt: `${hoursAgo(3)}:00+08:00`, region: '420303', industry: 'gas' }, counts: { deaths: 3 },
  });

  it('registers, lists, gives and commands in the shapes it promises', async () => {
    const created = await office.postJson('/api/cases', body());
    expect(created.status).toBe(201);
    const { caseId } = DoneJson.parse(created.json);
    expect(CaseJson.parse((await office.get(`/api/cases/${caseId}`)).json).grade).toBe('larger');
    expect(CaseListJson.parse((await office.get('/api/cases?limit=200')).json).cases.map((row) => row.id)).toContain(caseId);
    const clock = ClockJson.parse((await office.get(`/api/cases/${caseId}/clocks/investigation-report`)).json);
    expect(clock.proof.length).toBeGreaterThan(2);
    const done = await cityOffice.postJson(`/api/cases/${caseId}/commands/form-team`, { by: 'city', leader: '某组长' });
    expect(done.status).toBe(200);
    expect(DoneJson.parse(done.json).summary.length).toBeGreaterThan(0);
  });

  it('a repeated key, when sent again, gives the first answer and writes once', async () => {
    const key = { 'idempotency-key': `again-${randomUUID()}` };
    const sent = body();
    const [first, second] = [await office.postJson('/api/cases', sent, key), await office.postJson('/api/cases', sent, key)];
    expect(second.json).toEqual(first.json);
    const { caseId, version } = DoneJson.parse(first.json);
    expect(CaseJson.parse((await office.get(`/api/cases/${caseId}`)).json).version).toBe(version);
  });

  it('a key that was used, when sent with other content, is refused and writes nothing', async () => {
    const key = { 'idempotency-key': `used-${randomUUID()}` };
    const { caseId, version } = DoneJson.parse((await office.postJson('/api/cases', body(), key)).json);
    const registration = await office.postJson('/api/cases', { ...body(), counts: { deaths: 30 } }, key);
    expect([registration.status, registration.json]).toEqual([422, expect.objectContaining({ type: '/problems/command-id-reused' })]);

    const act = { 'idempotency-key': `used-${randomUUID()}` };
    const path = `/api/cases/${caseId}/commands/form-team`;
    const first = await cityOffice.postJson(path, { by: 'city' }, act);
    const other = await cityOffice.postJson(path, { by: 'province' }, act);
    expect([first.status, other.status]).toEqual([200, 422]);
    expect(CaseJson.parse((await office.get(`/api/cases/${caseId}`)).json).version).toBe(DoneJson.parse(first.json).version);
    expect(version).toBeLessThan(DoneJson.parse(first.json).version);
  });

  it.each([
    ['no key', (v: Visitor) => v.postJson('/api/cases', {}, { 'idempotency-key': '' }), 400, '/problems/idempotency-key-missing'],
    ['no JSON', (v: Visitor) => v.postJson('/api/cases', '{', {}), 400, '/problems/invalid-json'],
    ['a list', (v: Visitor) => v.postJson('/api/cases', [], {}), 400, '/problems/invalid-json'],
    ['a form', (v: Visitor) => v.postJson('/api/cases', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415, '/problems/unsupported-media-type'],
    ['too much', (v: Visitor) => v.postJson('/api/cases', JSON.stringify({ title: 'x'.repeat(70_000) }), {}), 413, '/problems/too-large'],
  ])('%s, when posted, is a problem of its own', async (_name, send, status, type) => {
    const answer = await send(office);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ type, status });
  });

  it('faulty members, when posted, are pointed at one by one', async () => {
    const answer = await office.postJson('/api/cases', {
      title: '', accident: { occurredAt: '2026-11-20T10:00', region: '999999', industry: 'gas', colour: 'red' }, counts: { deaths: '3' },
    });
    expect(answer.status).toBe(422);
    const pointers = (answer.json as { errors: { pointer: string }[] }).errors.map((error) => error.pointer).sort();
    expect(pointers).toEqual(['/accident/colour', '/accident/occurredAt', '/counts/deaths', '/title']);
  });

  it('an unknown command, when given, says what is possible now', async () => {
    const { caseId } = DoneJson.parse((await office.postJson('/api/cases', body())).json);
    const unknown = await office.postJson(`/api/cases/${caseId}/commands/abolish`, {});
    expect(unknown.status).toBe(404);
    expect((unknown.json as { allowedActions: string[] }).allowedActions).toContain('form-team');
    const refused = await office.postJson(`/api/cases/${caseId}/commands/decide-penalty`, { party: '某公司' });
    expect(refused.status).toBe(403);
    const closing = await office.postJson(`/api/cases/${caseId}/commands/archive`, {});
    expect(closing.status).toBe(409);
    expect(closing.json).toMatchObject({ type: '/problems/not-approved', rule: '493号令 第32条' });
    expect((closing.json as { allowedActions: string[] }).allowedActions).not.toContain('archive');
  });
});
