import path from 'node:path';
import { launchTestBrowser } from './support/browser';
import { DESK } from './support/web';

/**
 * The pictures of the README, from a program that runs with its demonstration cases:
 * `npx tsx test/screenshots.ts http://127.0.0.1:8080`
 */

interface Picture {
  file: string;
  /** Words of the card to sign in with, and the place whose cards are offered. */
  person: string;
  place: string;
  address: string;
}

const PICTURES: readonly Picture[] = [
  { file: 'screenshot-case.png', person: '演示·山东省安委办督办员 山东省安全生产委员会办公室', place: '371082', address: '/cases/demo-weihai-2024-12-07' },
  { file: 'screenshot-ledger.png', person: '演示·国务院安委办督办员', place: '371082', address: '/cases' },
];

async function take(baseURL: string): Promise<void> {
  // Date controls speak the browser's language, not the page's.
  Object.assign(process.env, { LANGUAGE: 'zh_CN', LC_ALL: 'zh_CN.UTF-8' });
  const browser = await launchTestBrowser();
  try {
    for (const { file, person, place, address } of PICTURES) {
      const context = await browser.newContext({ viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL });
      const page = await context.newPage();
      await page.goto(`/sign-in?region=${place}`);
      await page.getByRole('button', { name: person }).click();
      await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
      const answer = await page.goto(address);
      if (answer?.status() !== 200) throw new Error(`${address}: ${answer?.status()}`);
      await page.screenshot({ path: path.join(__dirname, '../docs', file) });
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

void take(process.argv[2] ?? 'http://127.0.0.1:8080').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
