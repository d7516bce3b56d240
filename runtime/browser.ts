import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import type { BrowserPackage } from './browser-package';
import { findBrowserPackage, unpackBrowser, unpackLibraries } from './browser-package';
import type { FontOptions } from './fonts';
import { prepareFonts } from './fonts';
import { userCacheFolder } from './user-cache';

/**
 * Which Chromium makes documents and runs browser tests: the one that is configured, else the system's (security updates
 * come with the distribution), else the npm package, else none. Without one everything but PDF works.
 */
export interface BrowserOptions extends FontOptions {
  /** Path of a Chromium. If it does not work, no other one is taken in its place. */
  browserPath?: string | undefined;
}

export type FoundBrowser =
  | { found: true; path: string; version: string; source: 'configured' | 'system' | 'package'; env: Record<string, string> }
  /** `misconfigured`: a path was given and does not work; starting should be refused. */
  | { found: false; reason: string; misconfigured: boolean };

/** What a machine can offer; tests hand in their own. */
export interface BrowserSources {
  systemPaths: readonly string[];
  bundle: BrowserPackage | null;
}

const SYSTEM_PATHS = [
  '/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome',
] as const;

export const machineSources = (): BrowserSources => ({
  systemPaths: SYSTEM_PATHS.filter((path) => existsSync(path)), bundle: findBrowserPackage(),
});

/** Settings from the environment: ANCHA_CHROMIUM_PATH, ANCHA_FONT_DIR, XDG_CACHE_HOME. */
export const browserOptions = (env: Record<string, string | undefined> = process.env): BrowserOptions => ({
  cacheFolder: userCacheFolder(env),
  browserPath: env['ANCHA_CHROMIUM_PATH'] || undefined,
  fontFolder: env['ANCHA_FONT_DIR'] || undefined,
});

type Probe = { version: string } | { fault: string };

/** Asks a binary for its version; that also shows whether its libraries are there. */
async function probe(path: string, env: Record<string, string> = {}): Promise<Probe> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { env: { ...process.env, ...env }, timeout: 20_000 });
    return { version: stdout.trim() };
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return { fault: (stderr?.trim() || message).split('\n')[0] ?? '' };
  }
}

/**
 * Finds and, where it comes as a package, unpacks the browser. Never throws for a missing or broken one: the reason is in
 * the answer, in Chinese, with what to do.
 */
export async function findBrowser(options: BrowserOptions, sources: BrowserSources = machineSources()): Promise<FoundBrowser> {
  if (options.browserPath !== undefined) return findConfigured(options.browserPath);
  for (const path of sources.systemPaths) {
    const answer = await probe(path);
    if ('version' in answer) return { found: true, path, source: 'system', env: {}, version: answer.version };
  }
  return findPackaged(sources.bundle, options.cacheFolder);
}

async function findConfigured(path: string): Promise<FoundBrowser> {
  const answer = existsSync(path) ? await probe(path) : { fault: '文件不存在' };
  if ('version' in answer) return { found: true, path, source: 'configured', env: {}, version: answer.version };
  return { found: false, misconfigured: true, reason: `配置的浏览器 ${path} 不能使用：${answer.fault}。请更正 ANCHA_CHROMIUM_PATH。` };
}

async function findPackaged(bundle: BrowserPackage | null, cacheFolder: string): Promise<FoundBrowser> {
  const none = (why: string): FoundBrowser => ({
    found: false, misconfigured: false,
    reason: `${why}。可安装系统的 chromium-headless-shell，或用 ANCHA_CHROMIUM_PATH 指定一个 Chromium。`,
  });
  if (!bundle) return none('本机没有可用的 Chromium');
  try {
    const path = await unpackBrowser(bundle, cacheFolder);
    const plain = await probe(path);
    if ('version' in plain) return { found: true, path, source: 'package', env: {}, version: plain.version };
    const libraries = await unpackLibraries(bundle, cacheFolder);
    const env = { LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':') };
    const answer = await probe(path, env);
    return 'version' in answer ? { found: true, path, source: 'package', env, version: answer.version }
      : none(`随包的 Chromium 不能启动：${answer.fault}`);
  } catch (error) {
    return none(`随包的 Chromium 不能解包：${(error as Error).message}`);
  }
}

/**
 * Starts a found browser with our fonts. The sandbox is on wherever the system lets an ordinary user have one.
 * @throws Error when it does not start.
 */
export async function launchBrowser(found: Extract<FoundBrowser, { found: true }>, options: BrowserOptions): Promise<Browser> {
  const env = inherited({ ...process.env, ...found.env, FONTCONFIG_FILE: prepareFonts(options).configFile });
  // 70 MB of a process that may never make a document: loaded with the first one.
  const { chromium } = require('playwright-core') as typeof import('playwright-core');
  const launch = (chromiumSandbox: boolean) =>
    chromium.launch({
      executablePath: found.path, env, chromiumSandbox, headless: true, timeout: 30_000,
      // Its own handlers would end the whole program at once, with the servers still to be stopped.
      handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
    });
  if (process.getuid?.() === 0) return launch(false);
  try {
    return await launch(true);
  } catch {
    return launch(false); // containers without user namespaces
  }
}

const inherited = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
