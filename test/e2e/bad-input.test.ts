import type { Page, Route } from 'playwright-core';
import { describeWithBrowser } from '../support/browser';
import type { Web } from '../support/web';
import { startTestProduct } from '../support/web';
import { minutesAgo } from './beijing';
import { faults, fillIn, hasFocus, openAct, sendRegistration, shown } from './steps';

const OFFICER = '演示·张湾区应急局调查员';
const SUPERVISOR = '演示·十堰市安委办督办员';
const NEXT = '下一步：查看后果并确认';

describeWithBrowser('bad input on the pages', () => {
  let web: Web;
  let page: Page;

  beforeAll(async () => {
    web = await startTestProduct();
    page = await web.signIn(OFFICER);
  });
  beforeEach(() => page.goto('/'));
  afterEach(() => expect(web.complaints()).toEqual([]));
  afterAll(() => web?.close());

  const accident = (title: string) => ({
    事故名称: title, 发生时间: minutesAgo(60), 发生地: '十堰市张湾区', 行业: '建筑施工', 事故发生单位: '某演示建设公司',
  });

  /** Registers and returns the address of the case. */
  async function register(title: string): Promise<string> {
    await sendRegistration(page, accident(title));
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    return page.url();
  }

  const idOf = (address: string): string => address.split('/').at(-1) ?? '';

  const acts = (matterId: string): Promise<number> => web.container.db.client.event.count({ where: { matterId, type: 'act-done' } });

  /** Everything the record holds of a case, counted. */
  async function recorded(matterId: string) {
    const { matter, command, event, auditEntry, task, effect } = web.container.db.client;
    const where = { where: { matterId } };
    const [version, commands, events, audit, tasks, effects] = await Promise.all([
      matter.findUnique({ where: { id: matterId }, select: { version: true } }),
      command.count(where), event.count(where), auditEntry.count(where), task.count(where), effect.count(where),
    ]);
    return { version: version?.version, commands, events, audit, tasks, effects };
  }

  test('a registration with words for figures: each fault named with its field, all typed text kept, no case made', async () => {
    const entries = { ...accident('错误的登记'), 具体地点: '第 <3> 车间 & 仓库', 死亡: '三', 直接经济损失: '-5' };
    await sendRegistration(page, entries);
    expect(await faults(page)).toEqual(['死亡：请填写不小于 0 的整数（单位：人）。', '直接经济损失：请填写不小于 0 的整数（单位：元）。']);
    expect(await hasFocus(page.getByRole('alert'))).toBe(true);
    for (const [label, value] of Object.entries(entries)) {
      expect([label, await shown(page.getByRole('main').getByLabel(label))]).toEqual([label, value]);
    }
    await page.getByRole('alert').getByRole('link', { name: '直接经济损失' }).click();
    expect(await hasFocus(page.getByLabel('直接经济损失'))).toBe(true);
    expect(await page.getByLabel('直接经济损失').getAttribute('aria-invalid')).toBe('true');
    expect(await web.container.db.client.matter.count({ where: { title: '错误的登记' } })).toBe(0);

    await fillIn(page.getByRole('main'), { 死亡: '3', 直接经济损失: '5' });
    await page.getByRole('button', { name: '登记事故' }).click();
    await page.getByRole('heading', { name: '错误的登记', level: 1 }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('死亡 3 人，直接经济损失 5 元');
    expect(await page.getByRole('main').innerText()).toContain('第 <3> 车间 & 仓库');
  });

  test('an accident of another county: refused by the rule of territory, nothing written', async () => {
    await sendRegistration(page, { ...accident('外地的事故'), 发生地: '十堰市茅箭区' });
    expect(await faults(page)).toEqual(['发生地：不在您所在机关的辖区内，请由当地机关登记（属地管辖）。']);
    expect(await page.getByLabel('事故名称').inputValue()).toBe('外地的事故');
    expect(await web.container.db.client.matter.count({ where: { title: '外地的事故' } })).toBe(0);
  });

  test('a report dated before the accident: the summary says so, the form keeps what was typed, the record stays as it was', async () => {
    const address = await register('时间有误的报告');
    const before = await recorded(idOf(address));
    await openAct(page, '初报');
    await fillIn(page.getByRole('main'), { 报告方: '事故单位', 接报方: '县级', 办理时间: minutesAgo(90) });
    await page.getByText('同时登记伤亡和损失数字').click();
    await fillIn(page.getByRole('main'), { 轻伤: '２ 人' });
    await page.getByRole('button', { name: NEXT }).click();
    expect(await faults(page)).toEqual(['轻伤：请填写不小于 0 的整数（单位：人）。']);
    expect(await page.getByLabel('轻伤').isVisible()).toBe(true);
    await fillIn(page.getByRole('main'), { 轻伤: '２' });
    await page.getByRole('button', { name: NEXT }).click();
    expect(await faults(page)).toEqual(['办理时间早于事故发生时间。请核对时间。']);
    expect(await shown(page.getByLabel('接报方'))).toBe('县级');
    expect(await page.getByLabel('轻伤').inputValue()).toBe('２');
    expect(await recorded(idOf(address))).toEqual(before);
  });

  test('an act that the state forbids: the page says why, by which rule, and what is possible now', async () => {
    const address = await register('还不能批复的案件');
    await page.getByText('现在还不能办理的事项').click();
    expect(await page.getByRole('complementary', { name: '办理' }).innerText()).toContain('批复：负责调查的政府尚未收到调查报告。');
    await page.goto(`${address}/acts/approve`);
    const text = await page.getByRole('main').innerText();
    expect(text).toContain('现在不能办理');
    expect(text).toContain('依据：493号令 第32条');
    await page.getByRole('link', { name: '成立调查组' }).click();
    await page.getByRole('heading', { name: '成立调查组' }).waitFor();
  });

  test('an address that does not exist: the page says so and keeps name, rail and search of who is signed in', async () => {
    await page.goto('/cases/no-such-case');
    expect(await page.getByRole('main').innerText()).toContain('没有这起案件，或您的机关无权查看');
    expect(await page.getByRole('banner').innerText()).toContain('十堰市张湾区应急管理局');
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '工作台' }).click();
    await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
  });

  test('two desks confirm the same supervision: the second is told that it is open already and what can be done now', async () => {
    const address = await register('两处督办的案件');
    const desks = [await web.signIn(SUPERVISOR), await web.signIn(SUPERVISOR)] as const;
    for (const desk of desks) {
      await desk.goto(address);
      await openAct(desk, '挂牌督办通知书送达');
      await desk.getByRole('button', { name: NEXT }).click();
      await desk.getByRole('button', { name: '确认办理' }).waitFor();
    }
    await desks[0].getByRole('button', { name: '确认办理' }).click();
    await desks[0].getByRole('status').first().waitFor();
    await desks[1].getByRole('button', { name: '确认办理' }).click();
    const summary = await desks[1].getByRole('alert').innerText();
    expect(summary).toContain('本案已经挂牌督办，尚未解除。');
    expect(summary).toContain('依据：安委〔2010〕6号');
    expect(summary).toMatch(/现在可以办理：.*督办进展报告.*。/);
    expect(await acts(idOf(address))).toBe(1);
    for (const desk of desks) await desk.context().close();
  });

  /** Every form that `click` sends arrives twice at the same moment, as from an impatient hand or a proxy that repeats. */
  async function sentTwice(click: () => Promise<void>): Promise<number[]> {
    const twins: Promise<number>[] = [];
    const repeat = async (route: Route): Promise<void> => {
      if (route.request().method() === 'POST') twins.push(page.request.fetch(route.request(), { maxRedirects: 0 }).then((answer) => answer.status()));
      await route.continue();
    };
    await page.route('**/cases**', repeat);
    await click();
    await page.getByRole('heading', { name: '来了两次的登记', level: 1 }).waitFor();
    await page.unroute('**/cases**', repeat);
    return Promise.all(twins);
  }

  test('a registration and an act that arrive twice at the same moment: one case, one act, the same answer', async () => {
    await page.getByRole('link', { name: '事故登记' }).first().click();
    await fillIn(page.getByRole('main'), accident('来了两次的登记'));
    expect(await sentTwice(() => page.getByRole('button', { name: '登记事故' }).click())).toEqual([303]);
    expect(await web.container.db.client.matter.count({ where: { title: '来了两次的登记' } })).toBe(1);
    const id = idOf(page.url());
    await openAct(page, '单位负责人接到报告');
    await page.getByRole('button', { name: NEXT }).click();
    expect(await sentTwice(() => page.getByRole('button', { name: '确认办理' }).click())).toEqual([303]);
    expect(await acts(id)).toBe(1);
  });

  test('“back” to a confirmation that was given, and given again: once; changed first: another act', async () => {
    const id = idOf(await register('后退再确认的案件'));
    const confirm = page.getByRole('button', { name: '确认办理' });
    await openAct(page, '通知有关机关');
    await fillIn(page.getByRole('main'), { 被通知机关: '公安机关' });
    await page.getByRole('button', { name: NEXT }).click();
    await confirm.click();
    await page.getByRole('status').first().waitFor();
    await page.goBack();
    expect(await page.getByRole('main').innerText()).toMatch(/被通知机关\s*公安机关/);
    await confirm.click();
    await page.getByRole('heading', { name: '后退再确认的案件', level: 1 }).waitFor();
    expect(await acts(id)).toBe(1);

    await page.goBack();
    await page.getByRole('button', { name: '返回修改' }).click();
    expect(await shown(page.getByLabel('被通知机关'))).toBe('公安机关');
    await fillIn(page.getByRole('main'), { 被通知机关: '工会' });
    await page.getByRole('button', { name: NEXT }).click();
    await confirm.click();
    await page.getByRole('status').first().waitFor();
    expect(await acts(id)).toBe(2);
  });

  test('“back” after signing out: the form that stood open is gone', async () => {
    const desk = await web.signIn(OFFICER);
    await desk.goto('/cases/new');
    await desk.getByLabel('事故名称').fill('只有本人知道的事故');
    await desk.getByRole('button', { name: '退出' }).click();
    await desk.getByRole('heading', { name: '安察' }).waitFor();
    await desk.goBack();
    await desk.getByRole('heading', { name: '安察' }).waitFor();
    expect(await desk.getByLabel('事故名称').count()).toBe(0);
    await desk.context().close();
  });
});
