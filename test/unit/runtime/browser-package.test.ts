import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { findBrowser } from '../../../runtime/browser';
import type { BrowserPackage } from '../../../runtime/browser-package';
import { unpackBrowser, unpackLibraries } from '../../../runtime/browser-package';

let scratch: string;
beforeEach(() => { scratch = mkdtempSync(path.join(os.tmpdir(), 'ancha-browser-')); });
afterEach(() => { rmSync(scratch, { recursive: true, force: true }); });

const TAR_BLOCK = 512;

function tarOf(name: string, content: string): Buffer {
  const header = Buffer.alloc(TAR_BLOCK);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  return Buffer.concat([header, Buffer.from(content.padEnd(TAR_BLOCK, '\0')), Buffer.alloc(2 * TAR_BLOCK)]);
}

/** A package whose “browser” is a shell script. */
function packageOf(script: string, version = '1.0.0'): BrowserPackage {
  const root = path.join(scratch, `package-${version}`);
  mkdirSync(path.join(root, 'bin'), { recursive: true });
  writeFileSync(path.join(root, 'bin/chromium.br'), brotliCompressSync(Buffer.from(script)));
  writeFileSync(path.join(root, 'bin/al2023.tar.br'), brotliCompressSync(tarOf('lib/libnss3.so', 'library')));
  return { root, version };
}

const cache = () => path.join(scratch, 'cache');
const options = () => ({ cacheFolder: cache() });
const script = (body: string) => `#!/bin/sh\n${body}\n`;

describe('unpacking', () => {
  test('several at once give one whole, executable browser and leave nothing behind', async () => {
    const content = script('echo Chromium 1') + `# ${'x'.repeat(3_000_000)}\n`;
    const bundle = packageOf(content);
    const paths = await Promise.all(Array.from({ length: 4 }, () => unpackBrowser(bundle, cache())));
    expect(new Set(paths)).toEqual(new Set([path.join(cache(), 'chromium-1.0.0/chromium')]));
    expect(readFileSync(paths[0]!, 'utf8')).toBe(content);
    expect(statSync(paths[0]!).mode & 0o777).toBe(0o755);
    expect(readdirSync(path.dirname(paths[0]!))).toEqual(['chromium']);
  });

  test('one that breaks off leaves no half browser, and the next one succeeds', async () => {
    const bundle = packageOf(script('echo Chromium 1'));
    const packed = path.join(bundle.root, 'bin/chromium.br');
    const whole = readFileSync(packed);
    writeFileSync(packed, whole.subarray(0, whole.length - 4));
    await expect(unpackBrowser(bundle, cache())).rejects.toThrow();
    expect(existsSync(path.join(cache(), 'chromium-1.0.0/chromium'))).toBe(false);
    writeFileSync(packed, whole);
    expect(execFileSync(await unpackBrowser(bundle, cache()), { encoding: 'utf8' })).toBe('Chromium 1\n');
  });

  test('the half file of a killed one is not taken for the browser', async () => {
    mkdirSync(path.join(cache(), 'chromium-1.0.0'), { recursive: true });
    writeFileSync(path.join(cache(), 'chromium-1.0.0/chromium.0b5f'), 'half');
    expect(execFileSync(await unpackBrowser(packageOf(script('echo whole')), cache()), { encoding: 'utf8' })).toBe('whole\n');
  });

  test('another version gets another folder', async () => {
    await unpackBrowser(packageOf(script('echo 1'), '1.0.0'), cache());
    await unpackBrowser(packageOf(script('echo 2'), '2.0.0'), cache());
    expect(readdirSync(cache()).sort()).toEqual(['chromium-1.0.0', 'chromium-2.0.0']);
  });

  test('libraries too can be unpacked by several at once', async () => {
    const bundle = packageOf(script('true'));
    const [folder] = await Promise.all([unpackLibraries(bundle, cache()), unpackLibraries(bundle, cache())]);
    expect(readFileSync(path.join(folder, 'libnss3.so'), 'utf8')).toBe('library');
    expect(readdirSync(path.dirname(folder))).toEqual(['lib']);
  });
});

describe('choosing', () => {
  const none = { systemPaths: [], bundle: null };

  function executable(name: string, body: string): string {
    const file = path.join(scratch, name);
    writeFileSync(file, script(body));
    chmodSync(file, 0o755);
    return file;
  }

  test('a configured browser is used, and nothing else when it does not work', async () => {
    const system = executable('system', 'echo System 9');
    const configured = executable('mine', 'echo Mine 7');
    expect(await findBrowser({ ...options(), browserPath: configured }, { ...none, systemPaths: [system] }))
      .toMatchObject({ found: true, source: 'configured', path: configured, version: 'Mine 7' });
    const lost = await findBrowser({ ...options(), browserPath: path.join(scratch, 'lost') }, { ...none, systemPaths: [system] });
    expect(lost).toMatchObject({ found: false, misconfigured: true, reason: expect.stringContaining('文件不存在') });
  });

  test('the system’s comes before the package’s, a broken one is passed over', async () => {
    const bundle = packageOf(script('echo Packed 1'));
    const [broken, system] = [executable('broken', 'exit 1'), executable('system', 'echo System 9')];
    expect(await findBrowser(options(), { systemPaths: [broken, system], bundle })).toMatchObject({ source: 'system', path: system });
    expect(await findBrowser(options(), { systemPaths: [broken], bundle })).toMatchObject({ source: 'package', version: 'Packed 1', env: {} });
  });

  test('a system without NSS gets the libraries of the package', async () => {
    const bundle = packageOf(script('[ -f "${LD_LIBRARY_PATH%%:*}/libnss3.so" ] && echo Packed 1 || { echo "libnss3.so: not found" >&2; exit 127; }'));
    expect(await findBrowser(options(), { ...none, bundle })).toMatchObject({
      found: true, version: 'Packed 1', env: { LD_LIBRARY_PATH: expect.stringContaining(path.join(cache(), 'chromium-1.0.0/lib')) },
    });
  });

  test('none, and one that cannot start, come with a reason and a way out', async () => {
    expect(await findBrowser(options(), none)).toMatchObject({ found: false, misconfigured: false, reason: expect.stringContaining('ANCHA_CHROMIUM_PATH') });
    const bundle = packageOf(script('echo "GLIBC_2.99 not found" >&2; exit 1'));
    expect(await findBrowser(options(), { ...none, bundle })).toMatchObject({ found: false, reason: expect.stringContaining('GLIBC_2.99 not found') });
  });

  test('an unwritable cache is a reason, not a crash', async () => {
    writeFileSync(path.join(scratch, 'cache'), 'a file where a folder should be');
    expect(await findBrowser(options(), { ...none, bundle: packageOf(script('true')) }))
      .toMatchObject({ found: false, reason: expect.stringContaining('不能解包') });
  });
});
