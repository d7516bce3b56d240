import type { Page } from 'playwright-core';
import { describeWithBrowser } from '../support/browser';
import type { Web } from '../support/web';
import { startTestProduct } from '../support/web';
import { dayAfter, minutesAgo } from './beijing';
import { carryOut, sendRegistration } from './steps';

const OFFICER = '演示·张湾区应急局调查员';
const SUPERVISOR = '演示·十堰市安委办督办员';

describeWithBrowser('one accident on the pages', () => {
  let web: Web;

  beforeAll(async () => { web = await startTestProduct(); });
  afterEach(() => expect(web.complaints()).toEqual([]));
  afterAll(() => web?.close());

  const accident = (title: string, at: string) => ({
    事故名称: title, 发生时间: at, 发生地: '十堰市张湾区', 行业: '危险化学品', 具体地点: '演示路 1 号', 事故发生单位: '某演示化工公司',
  });

  const main = (page: Page): Promise<string> => page.getByRole('main').innerText();

  /** Registration, three reports, casualties, the team; says what the last page shows. */
  async function fromReportToTeam(page: Page, title: string, occurred: string, how: Parameters<Web['signIn']>[1] = {}): Promise<void> {
    await sendRegistration(page, accident(title, occurred));
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(await page.getByRole('status').first().innerText()).toContain(`“提交调查报告”，${dayAfter(occurred, 60).words}为止`);
    expect(await main(page)).toContain('尚无伤亡数字');

    await carryOut(page, '单位负责人接到报告', { 办理时间: minutesAgo(40) });
    const toCounty = await carryOut(page, '初报', { 报告方: '事故单位', 接报方: '县级', 办理时间: minutesAgo(30) });
    expect(toCounty.consequences).toContain('“事故单位向县级以上部门报告”到此为止，记为按期办结');
    expect(toCounty.consequences).toContain('“县级向市级报告”开始计时');
    expect(toCounty.flash).toContain('初报');
    await carryOut(page, '初报', { 报告方: '县级', 接报方: '市级', 办理时间: minutesAgo(10) });

    await carryOut(page, '登记伤亡和损失变化', { 死亡: '3', 重伤: '１２', 直接经济损失: '1,200,000' });
    expect(await main(page)).toContain('死亡 3 人，重伤 12 人，直接经济损失 120 万元');
    expect(await main(page)).toContain('较大事故');

    // A larger accident is the city's to investigate.
    const city = await web.signIn(SUPERVISOR, how);
    await city.goto(page.url());
    await carryOut(city, '成立调查组', { 成立机关级别: '市级', 组长: '演示·十堰市应急局调查员', 说明或意见: '由市应急局牵头。', 文号: '十政函〔2026〕12号' });
    await city.context().close();
    await page.reload();
    await page.getByRole('link', { name: '调查组', exact: true }).click();
    expect(await page.getByRole('row', { name: /成立调查组/ }).innerText())
      .toContain('成立机关级别：市级，组长：演示·十堰市应急局调查员，说明或意见：由市应急局牵头。，文号：十政函〔2026〕12号');
  }

  /** The proof of the sixty days of 493号令 第29条, from the case page on. */
  async function seeProof(page: Page, occurred: string): Promise<void> {
    const due = dayAfter(occurred, 60);
    const first = dayAfter(occurred, 1);
    await page.getByRole('link', { name: '时限与依据' }).click();
    expect(await page.getByRole('row', { name: /提交调查报告/ }).first().innerText()).toContain(due.words);
    await page.getByRole('link', { name: '提交调查报告' }).first().click();
    await page.getByRole('heading', { name: '依据日历' }).waitFor();
    const text = await main(page);
    expect(text).toMatch(new RegExp(`截止\\s*${due.words}`));
    expect(text).toMatch(/依据\s*493号令 第29条/);
    expect(text).toMatch(/责任机关\s*市级应急管理部门/);
    expect(text).toContain(`${first.year}年${first.month}月${first.day}日`);
    expect(text).toContain('第1日至第60日');
    const month = page.getByRole('table', { name: `${due.year}年${due.month}月` });
    expect(await month.getByTitle('最后一日').innerText()).toMatch(new RegExp(`^${due.day}\\s*60$`));
    const firstMonth = page.getByRole('table', { name: `${first.year}年${first.month}月`, exact: true });
    expect(await firstMonth.getByTitle('计为第 1 日。').innerText()).toMatch(new RegExp(`^${first.day}\\s*1$`));
  }

  test('registered today, reported up, counted and given a team: the proof calendar ends on day 60 by 第29条', async () => {
    const page = await web.signIn(OFFICER);
    const occurred = minutesAgo(50);
    await fromReportToTeam(page, '演示化工“今日”较大爆炸事故', occurred);
    await seeProof(page, occurred);
    const due = dayAfter(occurred, 60);
    await page.getByTitle('最后一日').hover();
    expect(await main(page)).toContain(`${due.words}：计为第 60 日。最后一日。`);
    await page.context().close();
  });

  test('the same without JavaScript: every step and the same proof', async () => {
    const page = await web.signIn(OFFICER, { javaScriptEnabled: false });
    const occurred = minutesAgo(55);
    await fromReportToTeam(page, '演示化工“无脚本”较大爆炸事故', occurred, { javaScriptEnabled: false });
    await seeProof(page, occurred);
    await page.context().close();
  });

  test('put under supervision by the city office: an open page of the officer says so, the notice stands in the list and downloads as PDF', async () => {
    const officer = await web.signIn(OFFICER);
    const title = '演示化工“督办”一般爆炸事故';
    await sendRegistration(officer, { ...accident(title, minutesAgo(30)), 死亡: '1' });
    await officer.getByRole('heading', { name: title, level: 1 }).waitFor();
    const address = officer.url();

    const page = await web.signIn(SUPERVISOR);
    await page.goto(address);
    const { consequences } = await carryOut(page, '挂牌督办通知书送达', {});
    expect(consequences).toContain('“办结督办事项”开始计时');
    // The officer has touched nothing meanwhile.
    const mark = officer.getByText('案件有新的记录。');
    await mark.waitFor();
    await officer.getByRole('link', { name: '刷新查看' }).click();
    await mark.waitFor({ state: 'detached' });
    expect(await main(officer)).toContain('办结督办事项');
    const link = page.getByRole('link', { name: '挂牌督办通知书', exact: true });
    const giveUp = Date.now() + 30_000;
    do {
      await page.waitForTimeout(300);
      await page.goto(`${address}/documents`);
    } while (await link.count() === 0 && Date.now() < giveUp);
    expect(await page.getByRole('link', { name: '公文' }).count()).toBe(1);

    const href = await link.getAttribute('href');
    const answer = await page.request.get(href ?? '');
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toBe('application/pdf');
    expect(decodeURIComponent(answer.headers()['content-disposition'] ?? '')).toContain('挂牌督办通知书');
    const bytes = await answer.body();
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.subarray(-6).toString()).toContain('%%EOF');

    const stranger = await web.visitor();
    expect((await stranger.request.get(href ?? '', { maxRedirects: 0 })).status()).toBe(303);
    for (const each of [officer, page, stranger]) await each.context().close();
  });
});
