import fs from 'node:fs';
import path from 'node:path';

// The program runs from its sources in a checkout, or compiled in dist/. Both trees have one shape, so whatever is read
// at run time lies where the file that reads it expects it, relative to itself.

/** Whether this is the compiled program: it has neither sources nor development tools beside it. */
export const COMPILED = __filename.endsWith('.js');

/** Top of the tree this program runs from, absolute. */
export const ROOT = path.join(__dirname, '..');

/** Of this program. The compiled tree lies beside the package's own file, sources lie with it. */
export const VERSION = [ROOT, path.dirname(ROOT)].map((folder) => path.join(folder, 'package.json')).filter(fs.existsSync)
  .map((file) => (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version)[0] ?? '';

/** Folder of an installed package, looked for upwards as Node does; also of one whose exports hide its package.json. */
export function packageFolder(name: string, from = ROOT): string | undefined {
  const folder = path.join(from, 'node_modules', name);
  if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
  return from === path.dirname(from) ? undefined : packageFolder(name, path.dirname(from));
}
