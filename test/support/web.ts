import { DefaultLogger, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { RecordedCommand } from '../../domain/case-file/recorded-commands';
import type { Instant } from '../../domain/time/instant';
import { play, throughEngine } from '../../api/simulation/player';
import type { Config } from '../../runtime/config';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { startEngine } from '../../runtime/engine';
import { startWeb } from '../../runtime/web';
import { launchTestBrowser } from './browser';
import { testConfig, testServices } from './services';

/** The screens people sit in front of: the smallest desk and a phone. */
export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export interface Web {
  address: string;
  browser: Browser;
  container: Container;
  /** A page of a browser of its own, nobody signed in. */
  visitor(options?: BrowserContextOptions): Promise<Page>;
  /**
   * Signs in through the page, as a person in a hurry would: picks the card that bears these words.
   * @param person words of one card, e.g. `演示·张湾区应急局调查员`
   */
  signIn(person: string, options?: BrowserContextOptions): Promise<Page>;
  /** Plays recorded commands in the simulation up to `until`; the case then stands there. */
  play(matterId: string, commands: readonly RecordedCommand[], until?: Instant): Promise<void>;
  /** What the browsers complained of since the last call: script errors and refused scripts or styles. */
  complaints(): string[];
  close(): Promise<void>;
}

/** The status of an answer is for the tests to judge; the console repeats it for 4xx as well. */
const ofAnswer = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** The whole product as `npm start` composes it, on the servers of the run and a free port, with a real browser before it. */
export async function startTestProduct(overrides: Partial<Config> = {}): Promise<Web> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const config: Config = { ...testConfig(), port: 0, ...overrides };
  const services = { ...testServices(), stop: async () => undefined, engine: async () => testServices().temporal };
  const container = await createContainer(services);
  const [browser, server, engine] = await Promise.all([
    launchTestBrowser(), startWeb(config, services, container, pino({ level: 'silent' })), startEngine(config, container, testServices().temporal),
  ]);
  const heard: string[] = [];

  const visitor = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({
      viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: server.address, ...options,
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !ofAnswer.test(message.text())) heard.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  };

  return {
    address: server.address, browser, container, visitor,
    async signIn(person, options) {
      const page = await visitor(options);
      await page.goto('/sign-in');
      await page.getByRole('button', { name: person }).click();
      await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
      return page;
    },
    async play(matterId, commands, until) {
      const { db, executeCommand } = container;
      const result = await play({ db, executeCommand, drive: throughEngine(engine.clientOf('simulation'), db) }, { matterId, commands, source: 'test', ...(until === undefined ? {} : { until }) });
      expect(result.refused).toEqual([]);
    },
    complaints: () => heard.splice(0),
    async close() {
      await browser.close();
      await server.close(1_000);
      await engine.stop();
      await container.close();
    },
  };
}
