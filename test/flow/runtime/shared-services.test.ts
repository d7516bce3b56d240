import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { startServices } from '../../../runtime/services';
import { testConfig, testServices } from '../../support/services';

/** Several programs on one data folder: the later ones join and leave, the servers stay for the others. */

const state = (): unknown => JSON.parse(fs.readFileSync(path.join(testServices().dataFolder, 'services.json'), 'utf8'));

test('a second user gets the same servers and does not stop them', async () => {
  const before = state();
  const said: string[] = [];
  const services = await startServices(testConfig(), { log: (line) => said.push(line) });
  expect(services.databaseUrl).toBe(testServices().databaseUrl);
  expect(await services.engine()).toEqual(testServices().temporal);
  expect(services.sessionSecret).toBe(testServices().sessionSecret);
  expect(said.join()).toMatch(/使用已在运行的服务/);
  await services.stop();
  await services.stop();
  expect(state()).toEqual(before);
  expect(process.kill((before as { postgres: { pid: number } }).postgres.pid, 0)).toBe(true);
});

test('a program that was killed leaves no claim behind', async () => {
  const root = path.join(__dirname, '../../..');
  const program = `
    const { parseConfig } = require('./runtime/config');
    const { startServices } = require('./runtime/services');
    startServices(parseConfig({ ANCHA_DATA: ${JSON.stringify(testServices().dataFolder)} })).then(() => process.kill(process.pid, 'SIGKILL'));`;
  const users = path.join(testServices().dataFolder, 'users');
  await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', '-e', program], { cwd: root }).catch(() => undefined);
  const claims = (): number => fs.readdirSync(users).length;
  const withDead = claims();
  const services = await startServices(testConfig());
  await services.stop();
  expect(claims()).toBe(withDead - 1);
});

test('secrets and settings with secrets can be read by their owner only', () => {
  const { dataFolder } = testServices();
  for (const file of ['secrets.json', 'services.json', 'temporal/server.yaml']) {
    expect(fs.statSync(path.join(dataFolder, file)).mode & 0o077).toBe(0);
  }
});
