import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkNode, checkPackages } from '../../../runtime/doctor/toolchain';

/** What must hold for the installed packages, or things break far from their cause. */

const ROOT = path.join(__dirname, '../../..');
const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; resolved?: string }>;
};

test('the lock file names no registry', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

test('families of packages stand at one version each', () => {
  expect(checkPackages().filter(({ state }) => state !== 'ok')).toEqual([]);
});

test('a family at two versions is found', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-packages-'));
  const install = (name: string, version: string): void => {
    fs.mkdirSync(path.join(root, 'node_modules', name), { recursive: true });
    fs.writeFileSync(path.join(root, 'node_modules', name, 'package.json'), JSON.stringify({ version }));
  };
  for (const name of ['client', 'worker', 'workflow', 'activity', 'common']) install(`@temporalio/${name}`, '1.24.0');
  install('@temporalio/proto', '1.23.0');
  const found = checkPackages(root).find(({ id }) => id === 'temporal-sdk');
  fs.rmSync(root, { recursive: true });
  expect(found).toMatchObject({ state: 'missing', found: expect.stringContaining('@temporalio/proto 1.23.0') as string });
});

test.each([['20.19.0', 'ok'], ['20.18.9', 'missing'], ['22.1.0', 'ok'], ['18.20.0', 'missing']])('Node %s is %s', (version, state) => {
  expect(checkNode(version).state).toBe(state);
});
