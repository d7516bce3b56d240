import type { Page } from 'playwright-core';
import type { RecordedCommand } from '../../domain/case-file/recorded-commands';
import { describeWithBrowser } from '../support/browser';
import { fileCommands } from '../support/rig';
import type { Web } from '../support/web';
import { startTestProduct } from '../support/web';

/** A name of its own: other tests of the run play the same accident. */
const TITLE = '台账上的“6·13”燃气爆炸事故';
const SUPERVISOR = '演示·湖北省安委办督办员 湖北省安全生产委员会办公室';
const at = (iso: string): number => Date.parse(`${iso}+08:00`);

/** The last report of the first day came at 10:35; a major accident wants the next one within twelve hours (21号令). */
describeWithBrowser('the ledger with a played case', () => {
  let web: Web;
  const titled = (file: string, title: string): RecordedCommand[] => fileCommands(file).map((recorded): RecordedCommand =>
    (recorded.command.do === 'register' ? { ...recorded, command: { ...recorded.command, title } } : recorded));
  const commands = titled('shiyan-2021-06-13', TITLE);

  beforeAll(async () => {
    web = await startTestProduct();
    await web.play('ledger', commands, at('2021-06-13T23:00'));
  }, 120_000);
  afterEach(() => expect(web.complaints()).toEqual([]));
  afterAll(() => web?.close());

  const row = (page: Page) => page.getByRole('row').filter({ hasText: TITLE });
  const cells = async (page: Page): Promise<string[]> => (await row(page).getByRole('cell').allInnerTexts()).map((text) => text.trim());
  const open = async (options?: { javaScriptEnabled: boolean }): Promise<Page> => {
    const page = await web.signIn(SUPERVISOR, options);
    await page.getByRole('link', { name: '督办台账' }).first().click();
    await row(page).waitFor();
    return page;
  };

  test('half an hour after a report was due: red with the word 逾期, before everything that is not, and whose turn it is', async () => {
    const page = await open();
    const [light, title, grade, industry, , phase, ball, limit] = await cells(page);
    expect(light).toBe('逾期');
    expect(title).toContain('湖北省十堰市张湾区');
    expect([grade, industry, phase]).toEqual(['重大', '城镇燃气', '报告']);
    expect(ball).toMatch(/^十堰市张湾区应急管理局\s+续报$/);
    expect(limit).toMatch(/续报 逾期 2\d 分钟/);
    const rows = (await page.getByRole('row').allInnerTexts()).slice(1);
    const before = rows.slice(0, rows.findIndex((text) => text.includes(TITLE)));
    expect(before.filter((text) => !text.trim().startsWith('逾期'))).toEqual([]);
    const colour = await row(page).getByText('逾期', { exact: true }).first().evaluate((element) => element.ownerDocument.defaultView!.getComputedStyle(element).color);
    const [red, green, blue] = colour.match(/\d+/g)?.map(Number) as [number, number, number];
    expect(red).toBeGreaterThan(2 * Math.max(green, blue));
    await page.context().close();
  });

  test('filters, with script: a choice changes the table at once and the address with it', async () => {
    const page = await open();
    await page.evaluate('window.sameDocument = true');
    await page.getByLabel('行业').selectOption({ label: '铁路' });
    await page.getByText('没有符合条件的案件').waitFor();
    await page.getByLabel('行业').selectOption({ label: '城镇燃气' });
    await row(page).waitFor();
    await page.getByLabel('名称、编号、单位').fill('没有这个名字');
    await page.getByText('没有符合条件的案件').waitFor();
    await page.getByLabel('名称、编号、单位').fill('台账上的');
    await row(page).waitFor();
    expect(await page.evaluate('window.sameDocument')).toBe(true);
    await page.reload();
    await row(page).waitFor();
    expect(await page.getByLabel('名称、编号、单位').inputValue()).toBe('台账上的');
    await page.context().close();
  });

  test('filters, without script: light, grade and region narrow the list; 清除 gives it back', async () => {
    const page = await open({ javaScriptEnabled: false });
    const lights = page.getByRole('navigation', { name: '按灯筛选' });
    await lights.getByRole('link', { name: '已办结' }).click();
    expect(await row(page).count()).toBe(0);
    await lights.getByRole('link', { name: '逾期' }).click();
    expect(await row(page).count()).toBe(1);
    await page.getByLabel('等级').selectOption({ label: '特别重大' });
    await page.getByRole('button', { name: '筛选' }).click();
    expect(await page.getByRole('main').innerText()).toContain('没有符合条件的案件');
    await page.getByRole('link', { name: '清除' }).click();
    await page.getByLabel('地区').selectOption({ label: '十堰市茅箭区' });
    await page.getByRole('button', { name: '筛选' }).click();
    expect(await row(page).count()).toBe(0);
    await page.getByLabel('地区').selectOption({ label: '十堰市张湾区' });
    await page.getByRole('button', { name: '筛选' }).click();
    expect(await row(page).count()).toBe(1);
    await page.context().close();
  });

  test.each([
    ['a month later, the casualty window over', '2021-07-15T10:00', '进行中', '还剩 28 天'],
    ['a week before day 60', '2021-08-06T10:00', '将到期', '还剩 6 天'],
    ['the day after day 60', '2021-08-13T10:00', '逾期', '逾期 10 小时'],
  ])('%s: the light follows the limit of the investigation report', async (_when, until, word, standing) => {
    await web.play('ledger', commands, at(until));
    const page = await open();
    const [light, , , , , , ball, limit] = await cells(page);
    expect(light).toBe(word);
    expect(ball).toMatch(/^湖北省应急管理厅\s+提交调查报告$/);
    expect(limit).toContain(`提交调查报告 ${standing}`);
    const lights = page.getByRole('navigation', { name: '按灯筛选' });
    await lights.getByRole('link', { name: word }).click();
    await row(page).waitFor();
    await page.context().close();
  });

  test('an appraisal commissioned eight weeks ago and not received: paused to this day, its end only as if it came today', async () => {
    await web.play('paused', titled('qingdao-2026-09-10', '鉴定还没有结论的事故'), at('2026-11-20T10:00'));
    const page = await web.signIn('演示·国务院安委办督办员');
    await page.goto('/cases/paused');
    expect(await page.getByRole('main').innerText()).toMatch(/提交调查报告[\s\S]*计时暂停中/);
    await page.getByRole('link', { name: '时间轴' }).click();
    expect(await page.getByRole('main').innerText()).not.toMatch(/已暂停[\s\S]{0,40}逾期/);
    await page.goto('/cases/paused/clocks/investigation-report');
    const text = await page.getByRole('main').innerText();
    // Fourteen days counted before 25 September; the other 46 from 20 November on.
    expect(text).toMatch(/2026年9月25日至11月19日，鉴定扣除56日/);
    expect(text).toMatch(/截止\s*2027年1月4日（周一）（暂计至今天，恢复计时后重新推算）/);
    await page.context().close();
  });
});
