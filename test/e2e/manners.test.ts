import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { clearAlarm, raiseAlarm } from '../../prisma/repositories/alarms';
import { describeWithBrowser } from '../support/browser';
import { fileCommands } from '../support/rig';
import type { Web } from '../support/web';
import { DESK, PHONE, startTestProduct } from '../support/web';
import { hasFocus } from './steps';

/** Manners of every page: keyboard, black and white paper, small screens, people who read with their ears. */

const SUPERVISOR = '演示·湖北省安委办督办员 湖北省安全生产委员会办公室';
const CASE = '/cases/manners';
const TABS = ['', '/timeline', '/clocks', '/team', '/review', '/accountability', '/evaluation', '/measures', '/documents', '/record'];

const ALARM = { matterId: 'manners', process: 'caseClosure', kind: 'effect', subject: 'manners' } as const;

const PAGES: [string, string][] = [
  ['登录', '/sign-in'], ['工作台', '/'], ['提醒', '/?tab=reminders'], ['台账', '/cases'], ['空的台账', '/cases?text=没有这样的案件'], ['登记', '/cases/new'],
  ...TABS.map((tab): [string, string] => [`案件${tab}`, `${CASE}${tab}`]),
  ['依据', `${CASE}/clocks/investigation-report`], ['假设', `${CASE}/what-if?move=accident.occurredAt&moveTo=2021-06-09T06:42`], ['办理', `${CASE}/acts/report`], ['不能办理', `${CASE}/acts/close`],
  ['规则包', '/packs'], ['一个规则包', '/packs/zhangzhou-2016'], ['规则比较', '/packs/diff?a=石家庄&b=焦作'], ['规则冲突', '/packs/conflicts'], ['运行状况', '/operations'],
  ['没有这个页面', '/nothing-here'], ['组件', '/design'],
];

describeWithBrowser('the manners of the pages', () => {
  let web: Web;

  beforeAll(async () => {
    web = await startTestProduct();
    await web.play('manners', fileCommands('full-life'), Date.parse('2021-10-15T09:00+08:00'));
    await raiseAlarm(web.container.db, { ...ALARM, reason: '标题超过 80 个字，不能成文；请缩短案件名称后重试。'.repeat(4) });
  }, 180_000);
  afterEach(() => expect(web.complaints()).toEqual([]));
  afterAll(async () => {
    if (!web) return;
    await clearAlarm(web.container.db, ALARM);
    await web.close();
  });

  /** Every page of the list, then the two that only a sent form shows, each handed to `look`. */
  async function eachPage(page: Page, look: (name: string) => Promise<void>): Promise<void> {
    for (const [name, address] of PAGES) {
      await page.goto(address);
      await look(name);
    }
    await page.goto('/cases/new');
    await page.getByLabel('死亡').fill('三');
    await page.locator('form').filter({ has: page.getByRole('button', { name: '登记事故' }) }).evaluate((form) => form.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: '登记事故' }).click();
    await page.getByRole('alert').waitFor();
    await look('有错的登记');
    await page.goto(`${CASE}/acts/form-team`);
    await page.getByRole('button', { name: '下一步：查看后果并确认' }).click();
    await page.getByRole('heading', { name: '确认：成立调查组' }).waitFor();
    await look('确认');
  }

  test('every page, checked by axe: nothing serious or critical', async () => {
    const page = await web.signIn(SUPERVISOR, { bypassCSP: true, reducedMotion: 'reduce' });
    await eachPage(page, async (name) => {
      const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode().analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`);
      expect([name, serious]).toEqual([name, []]);
    });
    await page.context().close();
  });

  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  const small = `[...document.querySelectorAll('main *')].filter((e) => e.childElementCount === 0 && e.textContent.trim() !== ''
    && Number.parseFloat(getComputedStyle(e).fontSize) < 12).map((e) => e.className + ' ' + e.textContent).slice(0, 3)`;

  test.each([['at the desk', DESK], ['on a phone', PHONE], ['at 200 % zoom', { width: 683, height: 384 }]])(
    'every page, %s: no sideways scrolling, no text under 12 px', async (_where, viewport) => {
      const page = await web.signIn(SUPERVISOR, { viewport });
      await eachPage(page, async (name) => expect([name, await page.evaluate(overflow), await page.evaluate(small)]).toEqual([name, 0, []]));
      await page.context().close();
    });

  /** Presses Tab until the control has the focus; says how often. */
  async function tabTo(page: Page, control: ReturnType<Page['getByRole']>, most: number): Promise<number> {
    for (let presses = 1; presses <= most; presses += 1) {
      await page.keyboard.press('Tab');
      if (await hasFocus(control)) return presses;
    }
    throw new Error(`not reached in ${most} presses of Tab`);
  }

  test.each([
    ['台账', '/cases', 'link', '十堰市张湾区“6·13”燃气爆炸事故'], ['登记', '/cases/new', 'button', '登记事故'],
    ['案件', CASE, 'link', '通知有关机关'], ['办理', `${CASE}/acts/form-team`, 'button', '下一步：查看后果并确认'],
  ] as const)('%s, by keyboard alone: “skip to the text” comes first, the main action is reached, the focus can be seen', async (_name, address, role, action) => {
    const page = await web.signIn(SUPERVISOR);
    await page.goto(address);
    const skip = page.getByRole('link', { name: '跳到正文' });
    expect(await tabTo(page, skip, 1)).toBe(1);
    expect(await skip.evaluate((element) => element.getBoundingClientRect().top >= 0)).toBe(true);
    await page.keyboard.press('Enter');
    const control = page.getByRole('main').getByRole(role, { name: action }).first();
    await tabTo(page, control, 40);
    const outline = await control.evaluate((element) => {
      const { outlineStyle, outlineWidth } = element.ownerDocument.defaultView!.getComputedStyle(element);
      return { style: outlineStyle, width: Number.parseFloat(outlineWidth) };
    });
    expect(outline.style).not.toBe('none');
    expect(outline.width).toBeGreaterThanOrEqual(2);
    await page.context().close();
  });

  test('an act given by keyboard alone: form, confirmation, record', async () => {
    const page = await web.signIn(SUPERVISOR);
    await page.goto(`${CASE}/acts/notify-body`);
    await tabTo(page, page.getByLabel('被通知机关'), 40);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByRole('button', { name: '下一步：查看后果并确认' }), 20);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '确认：通知有关机关' }).waitFor();
    await tabTo(page, page.getByRole('button', { name: '确认办理' }), 40);
    await page.keyboard.press('Enter');
    await page.getByRole('status').first().waitFor();
    expect(await page.getByRole('row', { name: /通知有关机关/ }).first().innerText()).toContain('被通知机关：公安机关');
    await page.context().close();
  });

  test('the days of a proof, walked by arrow keys: each says its reason', async () => {
    const page = await web.signIn(SUPERVISOR);
    await page.goto(`${CASE}/clocks/investigation-report`);
    await tabTo(page, page.getByTitle('最后一日'), 60);
    const says = (words: string): Promise<void> => page.getByText(words).waitFor();
    await says('计为第 60 日。最后一日。');
    await page.keyboard.press('ArrowLeft');
    await says('计为第 59 日。');
    await page.keyboard.press('ArrowUp');
    await says('计为第 52 日。');
    await page.context().close();
  });

  test('the proof of a limit, printed: one page with calendar and reasoning, without navigation or buttons', async () => {
    const page = await web.signIn(SUPERVISOR);
    await page.goto(`${CASE}/clocks/investigation-report`);
    await page.emulateMedia({ media: 'print' });
    for (const navigation of await page.getByRole('navigation').all()) expect(await navigation.isVisible()).toBe(false);
    expect(await page.getByRole('button').count() + await page.getByRole('searchbox').count()).toBe(0);
    for (const name of ['依据日历', '逐步推算', '提醒与升级']) expect(await page.getByRole('heading', { name }).isVisible()).toBe(true);
    expect(await page.getByRole('table', { name: '2021年6月' }).isVisible()).toBe(true);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    await page.context().close();
  });
});
