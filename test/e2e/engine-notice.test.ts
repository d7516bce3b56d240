import type { Browser } from 'playwright-core';
import type { RunningServer } from '../../api/server';
import { reportEngine } from '../../prisma/repositories/engine-status';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { describeWithBrowser, launchTestBrowser } from '../support/browser';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import { DESK } from '../support/web';
import { startTestWeb } from '../support/web-client';

describeWithBrowser('the notice of an engine that is not ready', () => {
  let own: OwnRecord;
  let container: Container;
  let web: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    own = await ownRecord();
    container = await createContainer(own.services);
    [web, browser] = await Promise.all([startTestWeb(container), launchTestBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
    await web.close();
    await container.close();
    await own.drop();
  });

  test('on a page that stays open, follows the start by itself and says when it is over, with what is being typed untouched', async () => {
    const page = await (await browser.newContext({ viewport: DESK, locale: 'zh-CN', baseURL: web.address })).newPage();
    await reportEngine(container.db, 'start', 'starting', '仍在构建 Temporal：首次构建通常约 5 分钟，已用 15 秒……');
    await page.goto('/sign-in?region=420303');
    await page.getByRole('button', { name: '演示·张湾区安委办督办员' }).click();
    await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
    await page.goto('/cases/new');
    await page.getByText('已用 15 秒').waitFor();
    await page.getByLabel('事故名称').fill('正在填写');
    await reportEngine(container.db, 'start', 'starting', '仍在构建 Temporal：首次构建通常约 5 分钟，已用 30 秒……');
    await page.getByText('已用 30 秒').waitFor();
    await reportEngine(container.db, 'relay', 'ready', '');
    await page.getByText('流程引擎已就绪').waitFor();
    expect(await page.getByText('到期提醒暂停').count()).toBe(0);
    expect(await page.getByLabel('事故名称').inputValue()).toBe('正在填写');
  }, 90_000);
});
