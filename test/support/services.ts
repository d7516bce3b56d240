import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '../../runtime/config';
import { parseConfig } from '../../runtime/config';
import type { Services } from '../../runtime/services';
import type { TemporalTarget } from '../../runtime/temporal';

/** The servers of this test run: migrated, with regions, bodies and demonstration posts in the record. */
export type TestServices = Omit<Services, 'stop' | 'engine'> & {
  temporal: TemporalTarget;
  /** Data folder of the embedded servers; programs started on it join them. */
  dataFolder: string;
};

const VARIABLE = 'ANCHA_TEST_SERVICES';

/** Hands the servers from the global set-up to the test processes. */
export function publishServices(services: TestServices): void {
  process.env[VARIABLE] = JSON.stringify(services);
}

/** The servers of this run. Only at levels that have them (flow, api, e2e). */
export function testServices(): TestServices {
  const text = process.env[VARIABLE];
  if (text === undefined) throw new Error('no services at this level: see the levels in jest.config.js');
  return JSON.parse(text) as TestServices;
}

/** Configuration that leads to these servers, for a container in the test's own process. */
export function testConfig(overrides: Record<string, string> = {}): Config {
  return parseConfig({ ANCHA_DATA: testServices().dataFolder, ...overrides });
}

/** A fresh folder for servers, one that the database's own user can enter as well. */
export function temporaryFolder(): string {
  const given = process.env['ANCHA_TEST_FOLDER'];
  const folder = given ?? fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-test-'));
  fs.chmodSync(folder, 0o711);
  return folder;
}
