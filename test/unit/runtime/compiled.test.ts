import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packageFolder } from '../../../runtime/layout';

/** Which form of the program runs, and what a build may replace. */

const ROOT = path.join(__dirname, '../../..');
let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-compiled-'))));
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function write(file: string, text = ''): string {
  const full = path.join(root, file);
  fs.mkdirSync(path.dirname(full), { recursive: true });
  fs.writeFileSync(full, text);
  return full;
}

/** A copy of what starts the program, at a root of its own. */
function copyLaunchers(): void {
  for (const name of fs.readdirSync(path.join(ROOT, 'runtime/bootstrap'))) {
    write(`runtime/bootstrap/${name}`, fs.readFileSync(path.join(ROOT, 'runtime/bootstrap', name), 'utf8'));
  }
  write('cli/bin.js', fs.readFileSync(path.join(ROOT, 'cli/bin.js'), 'utf8'));
  write('package.json', '{"type":"commonjs"}');
}
const node = (...args: string[]): Promise<{ stdout: string }> => promisify(execFile)(process.execPath, args, { cwd: root });

describe('the program that runs', () => {
  const SAYS = `console.log(JSON.stringify([__filename, process.argv.slice(2), process.env.TZ]))`;
  beforeEach(copyLaunchers);

  test.each([['cli/bin.js', 'cli/ancha.js'], ['runtime/bootstrap/start.mjs', 'runtime/start.js']])('%s, in a finished production installation, is the compiled one, with its arguments and in UTC', async (launcher, program) => {
    write('node_modules/.package-lock.json', '{}');
    const file = write(`dist/${program}`, SAYS);
    const { stdout } = await node(launcher, '--role', 'web');
    const [ran, args, zone] = JSON.parse(stdout) as [string, string[], string | undefined];
    expect([fs.realpathSync(ran), args]).toEqual([fs.realpathSync(file), ['--role', 'web']]);
    if (launcher.startsWith('cli')) expect(zone).toBe('UTC');
  });

  const choice = async (): Promise<unknown> => JSON.parse((await node('-p',
    `JSON.stringify(require('./runtime/bootstrap/compiled.cjs').compiled('cli/ancha.js') ?? null)`)).stdout);

  test('is not the compiled one in a checkout with development tools, whatever was built there', async () => {
    write('node_modules/.package-lock.json', '{}');
    write('node_modules/tsx/package.json', '{}');
    write('dist/cli/ancha.js');
    expect(await choice()).toBeNull();
  });

  test('is not the compiled one where nothing was built, or an installation was cut off', async () => {
    write('node_modules/.package-lock.json', '{}');
    expect(await choice()).toBeNull();
    write('dist/cli/ancha.js');
    expect(await choice()).toMatch(/dist.cli.ancha\.js$/);
    fs.rmSync(path.join(root, 'node_modules/.package-lock.json'));
    expect(await choice()).toBeNull();
  });
});

test('a build refuses a folder with something else in it, and leaves it alone', async () => {
  const file = write('elsewhere/letter.txt', 'dear');
  const building = promisify(execFile)(process.execPath, ['runtime/bootstrap/build.mjs', '--out', path.dirname(file)], { cwd: ROOT });
  await expect(building).rejects.toMatchObject({ code: 3, stderr: expect.stringMatching(/目标目录 .*elsewhere 不是以前编译的结果，未改动/) as string });
  expect(fs.readdirSync(path.dirname(file))).toEqual(['letter.txt']);
});

test('a package is found beside the program or above it, nowhere else', () => {
  write('node_modules/above/package.json', '{}');
  write('dist/node_modules/beside/package.json', '{}');
  const dist = path.join(root, 'dist');
  expect(packageFolder('beside', dist)).toBe(path.join(dist, 'node_modules/beside'));
  expect(packageFolder('above', dist)).toBe(path.join(root, 'node_modules/above'));
  expect(packageFolder('beside', root)).toBeUndefined();
});
