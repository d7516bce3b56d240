import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { createSessionStore } from '../../api/auth/session-store';
import type { RunningServer } from '../../api/server';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { describeWithBrowser, launchTestBrowser } from '../support/browser';
import type { OwnPostgres } from '../support/own-postgres';
import { ownPostgres } from '../support/own-postgres';
import { DESK } from '../support/web';
import { startTestWeb } from '../support/web-client';

/** Postgres goes away under somebody who is typing: with script and without, nothing typed is lost. */

describeWithBrowser('the record away', () => {
  let postgres: OwnPostgres;
  let container: Container;
  let sessionStore: ReturnType<typeof createSessionStore>;
  let web: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    postgres = await ownPostgres('browser-without-record');
    container = await createContainer(postgres);
    sessionStore = createSessionStore(postgres.databaseUrl, () => undefined);
    [web, browser] = await Promise.all([startTestWeb(container, { sessionStore }), launchTestBrowser()]);
  });
  afterEach(() => postgres.start());
  afterAll(async () => {
    await browser.close();
    await web.close();
    sessionStore.close();
    await container.close();
    await postgres.close();
  });

  async function signIn(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: web.address, javaScriptEnabled, bypassCSP: true });
    const page = await context.newPage();
    await page.goto('/sign-in?region=420303');
    await page.getByRole('button', { name: '演示·张湾区安委办督办员' }).click();
    await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
    return page;
  }

  test.each([['with script', true], ['without script', false]])('a registration, %s, sent while it is away: kept, and taken once it is back', async (how, hasScript) => {
    const page = await signIn(hasScript);
    const title = `停机时登记的事故（${how}）`;
    await page.goto('/cases/new');
    await page.getByLabel('事故名称').fill(title);
    await page.getByLabel('发生时间').fill('2026-11-20T08:30');
    await page.getByLabel('发生地', { exact: true }).selectOption('420303');
    await page.getByLabel('行业').selectOption('gas');
    await page.getByLabel('死亡').fill('2');
    await postgres.stop();
    await page.getByRole('button', { name: '登记事故' }).click();
    await page.getByRole('heading', { name: '案卷库没有应答' }).waitFor();
    expect(await page.getByText('没有办理：案卷库没有应答').isVisible()).toBe(true);
    expect(await page.getByText(title).isVisible()).toBe(true);
    if (hasScript) {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
    }
    await postgres.start();
    await page.getByRole('button', { name: '再次提交' }).click();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor();
    expect(await container.db.client.matter.count({ where: { title } })).toBe(1);
    await page.context().close();
  });

  test('a filter of the ledger, changed while it is away, keeps what is shown and says that it is of before', async () => {
    const page = await signIn(true);
    await page.goto('/cases');
    await postgres.stop();
    await page.getByLabel('等级').selectOption({ index: 1 });
    await page.getByText('刚才的请求没有得到应答，页面内容没有更新。').waitFor();
    await postgres.start();
    await page.getByLabel('等级').selectOption({ index: 2 });
    await page.getByText('刚才的请求没有得到应答').waitFor({ state: 'detached' });
    await page.context().close();
  });
});
