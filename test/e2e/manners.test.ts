import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningServer } from '../../api/server';
import { describeWithBrowser, launchTestBrowser } from '../support/browser';
import { createRig, fileCommands, type Rig } from '../support/rig';
import { startTestWeb } from '../support/web-client';

/** Manners of every page: keyboard, black and white paper, small screens, people who read with their ears. */

describeWithBrowser('the manners of the pages', () => {
  let rig: Rig;
  let web: RunningServer;
  let browser: Browser;
  let played: string;

  beforeAll(async () => {
    rig = await createRig();
    web = await startTestWeb(rig.container);
    browser = await launchTestBrowser();
    played = rig.newId();
    await rig.play(played, fileCommands('full-life'), Date.parse('2021-12-01T09:00+08:00'));
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await web.close();
    await rig.close();
  });

  async function signedIn(bodyId: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
    const context = await browser.newContext({ baseURL: web.address, viewport: { width: 1366, height: 768 }, ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error') faults.push(message.text()); });
    await page.goto('/sign-in?region=420303');
    await page.click(`button[value="demo-${bodyId}@${bodyId}"]`);
    await page.waitForURL('**/');
    return { context, page, faults };
  }

  it('the days of a proof, when walked by keyboard, each say their reason', async () => {
    const { context, page } = await signedIn('safety-committee-office-420000');
    await page.goto(`/cases/${played}/clocks/investigation-report`);
    await page.focus('.day.is-last');
    const last = await page.textContent('[data-day-reason]');
    expect(last).toContain('最后一日');
    await page.keyboard.press('ArrowLeft');
    expect(await page.textContent('[data-day-reason]')).toContain('计为第 59 日');
    await page.keyboard.press('ArrowUp');
    expect(await page.textContent('[data-day-reason]')).toContain('计为第 52 日');
    await context.close();
  });

  it('the ledger, when a filter is chosen, changes its table without leaving the page', async () => {
    const { context, page, faults } = await signedIn('safety-committee-office-420000');
    await page.goto('/cases');
    await page.evaluate('window.stillHere = true');
    await page.selectOption('#filter-industry', 'railway');
    await page.waitForSelector('text=没有符合条件的案件');
    expect(await page.evaluate('window.stillHere')).toBe(true);
    expect(page.url()).toContain('industry=railway');
    await page.goBack();
    await page.waitForSelector('.ledger');
    expect(await page.locator('.rail').count()).toBe(1);
    expect(faults).toEqual([]);
    await context.close();
  });

  const PAGES = (): [string, string][] => [
    ['工作台', '/'], ['提醒', '/?tab=reminders'], ['台账', '/cases'], ['登记', '/cases/new'], ['组件', '/design'], ['概况', `/cases/${played}`],
    ['时间轴', `/cases/${played}/timeline`], ['时限', `/cases/${played}/clocks`], ['批复', `/cases/${played}/review`], ['责任追究', `/cases/${played}/accountability`],
    ['公文', `/cases/${played}/documents`], ['流转记录', `/cases/${played}/record`], ['依据', `/cases/${played}/clocks/investigation-report`],
    ['办理', `/cases/${played}/acts/report`], ['不能办理', `/cases/${played}/acts/close`],
  ];

  it('every page, when checked by axe, has no serious fault', async () => {
    const { context, page } = await signedIn('safety-committee-office-420000', { bypassCSP: true, reducedMotion: 'reduce' });
    for (const [name, address] of PAGES()) {
      await page.goto(address);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
        .map((violation) => `${violation.id} ${violation.nodes[0]?.target.join(' ')}`);
      expect([name, serious]).toEqual([name, []]);
    }
    await context.close();
  });

  it.each([['on a phone', 390, 844], ['at 200 % zoom', 683, 384]])('every page, %s, never scrolls sideways', async (_name, width, height) => {
    const { context, page } = await signedIn('safety-committee-office-420000', { viewport: { width, height } });
    for (const [name, address] of PAGES()) {
      await page.goto(address);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect([name, overflow]).toEqual([name, 0]);
    }
    await context.close();
  });

  it('no text, on any page, is smaller than 12 px', async () => {
    const { context, page } = await signedIn('safety-committee-office-420000');
    for (const [name, address] of PAGES()) {
      await page.goto(address);
      const small = await page.evaluate(`[...document.querySelectorAll('main *')].filter((e) => e.childElementCount === 0 && e.textContent.trim() !== ''
        && Number.parseFloat(getComputedStyle(e).fontSize) < 12).map((e) => e.className + ' ' + e.textContent).slice(0, 3)`);
      expect([name, small]).toEqual([name, []]);
    }
    await context.close();
  });

  it('the proof of the longest limit, when printed, is one page', async () => {
    const { context, page } = await signedIn('safety-committee-office-420000');
    await page.goto(`/cases/${played}/clocks/investigation-report`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
    await context.close();
  });
});
