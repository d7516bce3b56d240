import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');

/** Every folder called protobufjs that Node could load from. */
function copies(modules: string): string[] {
  if (!existsSync(modules)) return [];
  return readdirSync(modules, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    const folder = path.join(modules, entry.name);
    if (entry.name.startsWith('@')) return copies(folder);
    const nested = copies(path.join(folder, 'node_modules'));
    return entry.name === 'protobufjs' ? [folder, ...nested] : nested;
  });
}

describe('the installed packages', () => {
  it('protobufjs, when looked for, is installed exactly once: two copies break the replay of JSON histories', () => {
    expect(copies(path.join(ROOT, 'node_modules')).map((folder) => path.relative(ROOT, folder))).toEqual(['node_modules/protobufjs']);
  });
});
