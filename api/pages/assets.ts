import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Addresses of the files in public/, each with a short hash of its content, so that they may be cached for good. */
export interface Assets { styles: string[]; scripts: string[] }

/** In the order in which they build on one another. */
const STYLES = ['base.css', 'frame.css', 'components.css', 'forms.css', 'tables.css', 'clocks.css', 'case.css', 'packs.css', 'print.css'];
const SCRIPTS = ['htmx.min.js', 'islands.js'];

/** @throws when a file of the lists above is missing. */
export function findAssets(folder: string): Assets {
  const present = new Set(readdirSync(folder));
  const address = (name: string): string => {
    if (!present.has(name)) throw new Error(`public/${name} is missing`);
    const hash = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex').slice(0, 10);
    return `/assets/${name}?v=${hash}`;
  };
  return { styles: STYLES.map(address), scripts: SCRIPTS.map(address) };
}
