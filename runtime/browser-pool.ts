import type { Browser, Page } from 'playwright-core';
import type { BrowserOptions, FoundBrowser } from './browser';
import { findBrowser, launchBrowser } from './browser';

export interface PoolOptions {
  /** The browser is closed after this long without work; it holds about 150 MB. */
  idleMs?: number;
  /** A job that takes longer is given up and its browser closed. */
  jobTimeoutMs?: number;
  /** Jobs at the same time. */
  width?: number;
  /** A browser is replaced after so many jobs. */
  jobsPerBrowser?: number;
}

/** No browser on this machine; `message` is the reason, in Chinese. */
export class BrowserUnavailable extends Error {
  override readonly name = 'BrowserUnavailable';
}

export interface BrowserPool {
  /** What is used, looked for once and then kept. A browser that was not found is looked for again next time. */
  found(): Promise<FoundBrowser>;
  /**
   * Runs a job on a fresh page of a fresh context. The page is off-line: every request is aborted.
   * @throws BrowserUnavailable when there is none; whatever the job throws.
   */
  run<T>(job: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One browser for all jobs, started by the first, restarted when it dies, closed when idle. */
export function createBrowserPool(options: BrowserOptions, pool: PoolOptions = {}): BrowserPool {
  const { idleMs = 60_000, jobTimeoutMs = 30_000, width = 2, jobsPerBrowser = 200 } = pool;
  let search: Promise<FoundBrowser> | null = null;
  let current: { browser: Promise<Browser>; started: number; running: number } | null = null;
  let idle: NodeJS.Timeout | undefined;
  const waiting: (() => void)[] = [];
  let busy = 0;
  let closed = false;

  const found = async (): Promise<FoundBrowser> => {
    search ??= findBrowser(options);
    const answer = await search;
    if (!answer.found) search = null;
    return answer;
  };

  const retire = async (old: NonNullable<typeof current>): Promise<void> => {
    if (current === old) current = null;
    await old.browser.then((browser) => browser.close()).catch(() => undefined);
  };

  const lease = async (): Promise<NonNullable<typeof current>> => {
    if (current && current.started >= jobsPerBrowser) {
      const worn = current;
      current = null;
      if (worn.running === 0) void retire(worn);
    }
    if (!current) {
      const which = await found();
      if (!which.found) throw new BrowserUnavailable(which.reason);
      current ??= { browser: launchBrowser(which, options), started: 0, running: 0 };
    }
    current.started += 1;
    current.running += 1;
    return current;
  };

  const giveBack = (leased: NonNullable<typeof current>): void => {
    leased.running -= 1;
    if (leased.running > 0) return;
    if (leased !== current) void retire(leased);
    else {
      clearTimeout(idle);
      idle = setTimeout(() => { if (leased.running === 0) void retire(leased); }, idleMs).unref();
    }
  };

  /** One attempt. `crashed` tells that the browser, not the job, was at fault. */
  const attempt = async <T>(job: (page: Page) => Promise<T>): Promise<{ value: T } | { error: unknown; crashed: boolean }> => {
    const leased = await lease();
    let browser: Browser | null = null;
    try {
      browser = await leased.browser;
      return { value: await withPage(browser, job, jobTimeoutMs) };
    } catch (error) {
      const crashed = !browser?.isConnected();
      if (crashed || error instanceof JobTimeout) await retire(leased);
      const reason = browser ? error : new BrowserUnavailable(`浏览器不能启动：${firstLine(error)}`);
      return { error: reason, crashed };
    } finally {
      giveBack(leased);
    }
  };

  return {
    found,
    async run(job) {
      if (closed) throw new BrowserUnavailable('浏览器已经关闭。');
      if (busy >= width) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      try {
        let result = await attempt(job);
        if ('error' in result && result.crashed) result = await attempt(job);
        if ('error' in result) throw result.error;
        return result.value;
      } finally {
        const next = waiting.shift();
        if (next) next();
        else busy -= 1;
      }
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      if (current) await retire(current);
    },
  };
}

class JobTimeout extends Error {}

const firstLine = (error: unknown): string => String((error as Error).message ?? error).split('\n')[0] ?? '';

async function withPage<T>(browser: Browser, job: (page: Page) => Promise<T>, timeoutMs: number): Promise<T> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  let timer: NodeJS.Timeout | undefined;
  try {
    await context.route('**/*', (route) => route.abort());
    const page = await context.newPage();
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new JobTimeout(`浏览器在 ${timeoutMs / 1000} 秒内没有完成`)), timeoutMs);
    });
    return await Promise.race([job(page), late]);
  } finally {
    clearTimeout(timer);
    await context.close().catch(() => undefined);
  }
}
