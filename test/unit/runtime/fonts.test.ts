import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { listFontFiles, prepareFonts } from '../../../runtime/fonts';

let cacheFolder: string;
beforeEach(() => { cacheFolder = mkdtempSync(path.join(os.tmpdir(), 'ancha-fonts-')); });
afterEach(() => { rmSync(cacheFolder, { recursive: true, force: true }); });

test('the four weights that documents use are at hand, and only they', () => {
  const setup = prepareFonts({ cacheFolder });
  expect(setup.problems).toEqual([]);
  expect(listFontFiles(setup)).toEqual(expect.arrayContaining([
    'NotoSerifSC_400Regular.ttf', 'NotoSerifSC_900Black.ttf', 'NotoSansSC_400Regular.ttf', 'NotoSansSC_700Bold.ttf',
  ]));
  const config = readFileSync(setup.configFile, 'utf8');
  for (const folder of setup.folders) expect(existsSync(folder)).toBe(true);
  expect(config).not.toContain('/usr/share/fonts');
});

test('asking again gives the same file; several at once leave nothing behind', () => {
  const files = Array.from({ length: 3 }, () => prepareFonts({ cacheFolder }).configFile);
  expect(new Set(files).size).toBe(1);
  expect(readdirSync(cacheFolder)).toHaveLength(1);
});

test('a customer’s font folder comes first; a missing one is reported and the rest still works', () => {
  const own = path.join(cacheFolder, 'customer & co');
  mkdirSync(own);
  const setup = prepareFonts({ cacheFolder, fontFolder: own });
  expect(setup.folders[0]).toBe(own);
  expect(readFileSync(setup.configFile, 'utf8')).toContain('customer &#38; co');
  const lost = prepareFonts({ cacheFolder, fontFolder: path.join(cacheFolder, 'lost') });
  expect(lost.problems).toEqual([expect.stringContaining('不存在')]);
  expect(existsSync(lost.configFile)).toBe(true);
});
