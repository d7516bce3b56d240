// Hands this process over to a TypeScript program of the repository: no second process, so signals and exit codes
// need no passing on.

import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './ensure.mjs';

/**
 * Loads `file` (absolute, or relative to the repository) with tsx, as if it had been started with `args`.
 *
 * @param {string} file
 * @param {string[]} args
 */
export function runTypeScript(file, args) {
  const program = path.resolve(ROOT, file);
  const require = createRequire(path.join(ROOT, 'package.json'));
  process.argv = [process.argv[0], program, ...args];
  require('tsx/cjs');
  require(program);
}
