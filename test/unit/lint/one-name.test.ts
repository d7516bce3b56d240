import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A name means one thing: whoever reads it in one file knows it in every other. */

const ROOT = path.join(__dirname, '../../..');
const FOLDERS = ['domain', 'rules', 'activities', 'workflows', 'api', 'cli', 'runtime', 'templates', 'prisma/repositories'];
const EXPORTED = /^export (?:async )?(?:const|function|interface|type|class) (\w+)/gm;

function exportsByName(): Map<string, string[]> {
  const files = execFileSync('git', ['ls-files', ...FOLDERS], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter((file) => file.endsWith('.ts'));
  const found = new Map<string, string[]>();
  for (const file of files) {
    for (const [, name = ''] of readFileSync(path.join(ROOT, file), 'utf8').matchAll(EXPORTED)) found.set(name, [...found.get(name) ?? [], file]);
  }
  return found;
}

test('an exported name, anywhere in the product, is defined in one file only', () => {
  const found = exportsByName();
  expect(found.size).toBeGreaterThan(1_000);
  expect([...found].filter(([, files]) => new Set(files).size > 1)).toEqual([]);
});
