import type { Browser } from 'playwright-core';
import { browserOptions, findBrowser, launchBrowser, machineSources } from '../../runtime/browser';

/** Why no browser can be expected on this machine; null when one can (a browser that then fails is a failed test). */
export function missingBrowser(): string | null {
  if (browserOptions().browserPath !== undefined) return null;
  const { systemPaths, bundle } = machineSources();
  return systemPaths.length > 0 || bundle ? null : '本机没有 Chromium（系统没有安装，也没有随包的 Linux x64 版本）';
}

/** `describe`, or `describe.skip` with the reason printed, where no browser can be expected. */
export function describeWithBrowser(name: string, body: () => void): void {
  const reason = missingBrowser();
  if (reason === null) describe(name, body);
  else {
    process.stderr.write(`skipped “${name}”: ${reason}\n`);
    describe.skip(name, body);
  }
}

/** A real browser with the product's fonts, free to reach the local server. Close it in `afterAll`. */
export async function launchTestBrowser(): Promise<Browser> {
  const options = browserOptions();
  const found = await findBrowser(options);
  if (!found.found) throw new Error(found.reason);
  return launchBrowser(found, options);
}
