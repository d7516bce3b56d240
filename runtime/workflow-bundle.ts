import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { bundleWorkflows } from './engine/worker';
import { COMPILED, ROOT } from './layout';
import { userCacheFolder } from './user-cache';

/** What the bundle is made of: its sources, the compiler's settings, and the exact versions of everything installed. */
const SOURCES = ['workflows', 'domain'];
const SETTINGS = ['tsconfig.json', 'package-lock.json'];

function sources(folder: string): string[] {
  return fs.readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? sources(name) : name.endsWith('.ts') ? [name] : [];
  });
}

function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  for (const name of [...SOURCES.flatMap(sources).sort(), ...SETTINGS]) hash.update(name).update(fs.readFileSync(path.join(ROOT, name)));
  return hash.digest('hex').slice(0, 24);
}

/**
 * Path of the workflow code as one file. The compiled program brings it along. In a checkout bundling takes seconds, so
 * the file is kept in the user's cache under the hash of everything it is made of; written aside and renamed, so that a
 * program that dies leaves no half a file.
 */
export async function workflowBundle(): Promise<{ codePath: string }> {
  if (COMPILED) return { codePath: path.join(ROOT, 'workflow-bundle.js') };
  const folder = path.join(userCacheFolder(), 'workflow-bundles');
  const codePath = path.join(folder, `${fingerprint()}.js`);
  if (!fs.existsSync(codePath)) {
    const { code } = await bundleWorkflows();
    fs.mkdirSync(folder, { recursive: true });
    const aside = `${codePath}.${process.pid}`;
    fs.writeFileSync(aside, code);
    fs.renameSync(aside, codePath);
    forgetOthers(folder, codePath);
  }
  return { codePath };
}

const KEPT = 5;

/** Only the newest few are worth their place. */
function forgetOthers(folder: string, current: string): void {
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name)).filter((file) => file !== current && file.endsWith('.js'));
  const oldestLast = files.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const file of oldestLast.slice(KEPT - 1)) fs.rmSync(file, { force: true });
}
