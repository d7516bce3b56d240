import { CaseJson, DoneJson } from '../../api/pages/case-json';
import type { RunningServer } from '../../api/server';
import { createRig, type Rig } from '../support/rig';
import { hiddenFields, startTestWeb, Visitor } from '../support/web-client';

/** Facts, confirmation and dismissal through the forms, as a person without script gives them, and through JSON. */

let rig: Rig;
let web: RunningServer;
let office: Visitor;

const hoursAgo = (hours: number): string => `${new Date(Date.now() - (hours - 8) * 3_600_000).toISOString().slice(0, 19)}+08:00`;

beforeAll(async () => {
  rig = await createRig();
  web = await startTestWeb(rig.container);
  office = new Visitor(web.address);
  await office.signIn('safety-committee-office-420000');
});
afterAll(async () => {
  await web.close();
  await rig.close();
});

/** One dead at first, then as many: a case whose grade rose. */
async function caseWith(deaths: number): Promise<string> {
  const accident = { occurredAt: hoursAgo(3), region: '420303', industry: 'gas' };
  const created = await office.postJson('/api/cases', { title: `触发试验 ${process.hrtime.bigint()}`, accident, counts: { deaths: 1 } });
  const { caseId } = DoneJson.parse(created.json);
  expect((await office.postJson(`/api/cases/${caseId}/commands/record-counts`, { counts: { deaths } })).status).toBe(200);
  return caseId;
}

const caseJson = async (id: string) => CaseJson.parse((await office.get(`/api/cases/${id}`)).json);
const linksOf = (html: string, command: string): string[] =>
  [...html.matchAll(new RegExp(`href="([^"]*/acts/${command}[^"]*)"`, 'g'))].map((match) => (match[1] ?? '').replace(/&#x3D;/g, '=').replace(/&amp;/g, '&'));

/** Follows a link of the page to its form, fills it in and confirms. */
async function confirmed(id: string, link: string, command: string, fields: Record<string, string>): Promise<{ status: number; text: string; asked: string; location: string | null }> {
  const path = `/cases/${id}/commands/${command}`;
  const asked = await office.submit(link, path, fields);
  if (asked.status !== 200) return { status: asked.status, text: asked.text, asked: asked.text, location: null };
  const answer = await office.post(path, { ...hiddenFields(asked.text, path), step: 'confirmed' });
  return { status: answer.status, text: answer.text, asked: asked.text, location: answer.headers.get('location') };
}

describe('the tab of measures', () => {
  it('of a major accident, when opened, shows what is commanded and allowed with its way, and no code', async () => {
    const id = await caseWith(10);
    const { status, text } = await office.get(`/cases/${id}/measures`);
    expect(status).toBe(200);
    expect(text).toContain('● 成立：重大事故由国务院安委会挂牌督办');
    expect(text).toContain('成立：事故等级为重大，符合“重大”');
    expect(text).toContain('○ 被取代：一般事故由市级挂牌督办');
    const seen = text.replace(/<head>[\s\S]*<\/head>/, '').replace(/<[^>]*>/g, ' ');
    expect(seen.match(/[a-z]{3,}[a-z-]*/gi) ?? []).toEqual([]);
  });

  it('a commanded measure, when confirmed by form, is asked back in words, recorded, and stands in page, timeline and JSON', async () => {
    const id = await caseWith(10);
    const [link = ''] = linksOf((await office.get(`/cases/${id}/measures`)).text, 'confirm-finding').filter((href) => href.includes('t24'));
    const finding = new URL(link, web.address).searchParams.get('finding') ?? '';
    const { status, asked, location } = await confirmed(id, link, 'confirm-finding', { finding, reason: '已报主要负责人，15日内约谈' });
    expect(asked).toContain('<dd>重大事故或者较大事故多发、处置不力，约谈市（州）政府主要负责人</dd>');
    expect(status).toBe(303);
    expect(location).toBe(`/cases/${id}/measures`);
    expect((await office.get(`/cases/${id}/measures`)).text).toContain('确认采取：已报主要负责人，15日内约谈');
    expect((await office.get(`/cases/${id}/timeline`)).text).toContain('确认采取：重大事故或者较大事故多发');
    const stored = (await caseJson(id)).findings.find((one) => one.id === finding);
    expect(stored).toMatchObject({ state: 'open', mandatory: true, decided: { decision: 'confirmed' }, trace: [{ state: 'open' }] });
    expect((await office.get(`/cases/${id}/acts/confirm-finding`)).text).not.toContain(`<option value="${finding}"`);
  });

  it('a commanded measure, when dismissed all the same, is refused with its source; an allowed one is dismissed', async () => {
    const id = await caseWith(10);
    const refused = await office.postJson(`/api/cases/${id}/commands/dismiss-finding`, { finding: `national/case-supervision:major@accident:${id}`, reason: '不必' });
    expect(refused.status).toBe(409);
    expect(refused.json).toMatchObject({ type: '/problems/finding-mandatory', rule: '安委〔2010〕6号 第2条' });
    const finding = `national/elevation:grade-rose@accident:${id}`;
    const { status } = await confirmed(id, `/cases/${id}/acts/dismiss-finding`, 'dismiss-finding', { finding, reason: '本级力量足够' });
    expect(status).toBe(303);
    expect((await caseJson(id)).findings.find((one) => one.id === finding)?.decided).toMatchObject({ decision: 'dismissed', reason: '本级力量足够' });
  });

  it('what people determine, when given by form, says before the confirmation what follows, and opens it', async () => {
    const id = await caseWith(3);
    const [link = ''] = linksOf((await office.get(`/cases/${id}/measures`)).text, 'determine').filter((href) => href.endsWith('about=typical'));
    const { asked, status } = await confirmed(id, link, 'determine', { about: 'typical', answer: 'yes', ground: '会议纪要〔2026〕3号' });
    expect(asked).toContain('应当采取措施：典型较大事故由国务院安委会办公室挂牌督办。');
    expect(status).toBe(303);
    const { findings, determinations } = await caseJson(id);
    expect(findings.filter(({ state }) => state === 'open').map(({ title }) => title)).toContain('典型较大事故由国务院安委会办公室挂牌督办');
    expect(determinations).toMatchObject([{ about: 'typical', answer: 'yes', ground: '会议纪要〔2026〕3号' }]);
    expect((await office.get(`/cases/${id}/measures`)).text).toContain('认定为“典型事故”');
  });

  it('a faulty determination, when posted, names each field; by a body that may not, is refused', async () => {
    const id = await caseWith(3);
    const { status, text } = await confirmed(id, `/cases/${id}/acts/determine`, 'determine', { about: 'typical', answer: '', ground: '' });
    expect(status).toBe(422);
    expect(text).toContain('结论：请选择一项。');
    expect(text).toContain('根据：不能为空。');
    const prosecutor = new Visitor(web.address);
    await prosecutor.signIn('procuratorate-420303');
    expect((await prosecutor.postJson(`/api/cases/${id}/commands/determine`, { about: 'typical', answer: 'yes', ground: '无权' })).status).toBe(403);
  });
});

describe('the workplace', () => {
  it('of the office that must act, when opened, has the task and the notice, both leading to the tab of measures', async () => {
    const id = await caseWith(10);
    const state = new Visitor(web.address);
    await state.signIn('safety-committee-office-000000');
    for (const path of ['/', '/?tab=reminders']) {
      const { text } = await state.get(path);
      expect([path, text.includes(`/cases/${id}/measures`)]).toEqual([path, true]);
    }
  });
});
