import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '../../api/server';
import { saveDraft, readCalendarFile } from '../../rules/local-calendar';
import { fileCommands, createRig, type Rig } from '../support/rig';
import { startTestWeb, Visitor } from '../support/web-client';

let rig: Rig;
let web: RunningServer;
let office: Visitor;
let caseId: string;
const calendarFolder = join(mkdtempSync(join(tmpdir(), 'ancha-what-if-page-')), 'calendar');

beforeAll(async () => {
  const overlay = join(tmpdir(), `overlay-${process.pid}.yaml`);
  writeFileSync(overlay, `overlay: some-office
title: 某市应急管理局内部休息日
sources: [某办〔2021〕3号]
off: [{ from: 2021-11-02, to: 2021-11-03, name: 系统检修闭馆 }]
`);
  const read = readCalendarFile(overlay);
  if (!read.ok) throw new Error('the overlay is faulty');
  saveDraft(calendarFolder, read);
  rig = await createRig();
  caseId = rig.newId();
  await rig.play(caseId, fileCommands('full-life'), Date.parse('2021-12-01T09:00+08:00'));
  web = await startTestWeb(rig.container, { renderer: rig.container.renderer, calendarFolder });
  office = new Visitor(web.address);
  await office.signIn('safety-committee-office-420000');
});
afterAll(async () => {
  await web.close();
  await rig.close();
});

const page = (query: Record<string, string> = {}) => office.get(`/cases/${caseId}/what-if?${new URLSearchParams(query)}`);
/** Text of the page without its tags, blanks folded. */
const words = (html: string): string => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const stored = async () => {
  const { client } = rig.container.db;
  const [matter, clocks, events, audit] = await Promise.all([
    client.matter.findUniqueOrThrow({ where: { id: caseId } }), client.clock.findMany({ where: { matterId: caseId }, orderBy: { code: 'asc' } }),
    client.event.count({ where: { matterId: caseId } }), client.auditEntry.count({ where: { matterId: caseId } }),
  ]);
  return JSON.stringify([matter, clocks, events, audit], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
};

describe('the page of suppositions', () => {
  it('when opened, offers every date of the record and asks for something to suppose', async () => {
    const { status, text } = await page();
    expect(status).toBe(200);
    expect(words(text)).toContain('在右边填一项或几项假设');
    expect(text).toContain('<option value="accident.occurredAt">');
    expect(text).toContain('<option value="events[0].at">');
  });

  it('when the accident is moved by four days, shows both sides, the difference in days and why', async () => {
    const before = await stored();
    const { status, text } = await page({ move: 'accident.occurredAt', moveTo: '2021-06-09T06:42' });
    expect(status).toBe(200);
    expect(words(text)).toMatch(/提交调查报告 移动 .*2021年10月1日（周五）.*2021年9月27日（周一）.*早 4 天/);
    expect(words(text)).toContain('2021年6月10日至');
    expect(await stored()).toBe(before);
  });

  it('when figures fall, shows the other grade and the body that would investigate', async () => {
    const { text } = await page({ 'counts.deaths': '3', 'counts.seriousInjuries': '0', 'counts.directLossYuan': '0' });
    expect(words(text)).toContain('事故等级：重大 → 较大');
    expect(words(text)).toContain('负责调查：省级应急管理部门 → 市级应急管理部门');
  });

  it('when a death is found after the window, warns and leaves the grade', async () => {
    const { text } = await page({ 'counts.deaths': '31', figuresAt: '2021-08-01T09:00' });
    expect(words(text)).toContain('在伤亡变化窗口结束之后，不改变事故等级');
    expect(words(text)).not.toContain('事故等级：');
  });

  it("when a body's own days are chosen, moves limits in working days alone and names the paper", async () => {
    const { text } = await page({ calendar: 'overlay-some-office.yaml' });
    expect(words(text)).toContain('系统检修闭馆（某市应急管理局内部休息日，某办〔2021〕3号），不计入');
    expect(words(text)).not.toContain('提交调查报告 移动');
  });

  it.each([
    [{ move: 'accident.occurredAt' }, '改到：也要填写'], [{ move: 'events[9999].at', moveTo: '2021-06-20T00:00' }, '请从下列各项中选择一项'],
    [{ move: 'accident.occurredAt', moveTo: '2021-13-40T00:00' }, '请填写完整的日期和时间'], [{ move: 'accident.occurredAt', moveTo: '1985-06-20T00:00' }, '不能早于 1991年9月16日'],
    [{ move: 'accident.occurredAt', moveTo: '2022-06-20T00:00' }, '单位负责人接到报告：早于事故发生时间。'], [{ 'counts.deaths': '-3' }, '请填写不小于 0 的整数'],
    [{ calendar: '../../etc/passwd' }, '请从下列各项中选择一项'],
  ])('when %j is asked, refuses with the reason, keeps what was typed and reckons nothing', async (query, reason) => {
    const { status, text } = await page(query as Record<string, string>);
    expect(status).toBe(422);
    expect(words(text)).toContain(reason);
    expect(text).not.toContain('what-if-result');
  });

  it('of no such case, and of a visitor who is not signed in, shows nothing', async () => {
    const [nowhere, visitor] = [await office.get('/cases/no-such-case/what-if'), await new Visitor(web.address).get(`/cases/${caseId}/what-if`)];
    expect([nowhere.status, visitor.status, visitor.headers.get('location')?.startsWith('/sign-in')]).toEqual([404, 303, true]);
  });
});

describe('the proof as PDF', () => {
  it('when asked from the page of a limit, is a PDF with the name of the limit; without a browser it says why', async () => {
    const link = `/cases/${caseId}/clocks/investigation-report.pdf`;
    expect((await office.get(`/cases/${caseId}/clocks/investigation-report`)).text).toContain(link);
    const { status, text, headers } = await office.get(link);
    if (status === 503) {
      expect(words(text)).toContain('依据页面可以直接打印');
      return;
    }
    expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('提交调查报告依据.pdf'));
    expect(text.startsWith('%PDF')).toBe(true);
  });

  it('of a limit with a party in its code, and of one that the case does not have', async () => {
    const { client } = rig.container.db;
    const { code } = await client.clock.findFirstOrThrow({ where: { matterId: caseId, live: true, code: { contains: '@' } } });
    expect((await office.get(`/cases/${caseId}/clocks/${encodeURIComponent(code)}.pdf`)).status).not.toBe(404);
    expect((await office.get(`/cases/${caseId}/clocks/nothing.pdf`)).status).toBe(404);
  });
});
