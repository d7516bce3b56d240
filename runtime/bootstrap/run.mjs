// node runtime/bootstrap/run.mjs FILE.ts [arguments]: any program of the repository, with everything it needs in place.

import path from 'node:path';
import { EnvironmentProblem, ensure, guarded } from './ensure.mjs';
import { runTypeScript } from './tsx.mjs';

await guarded(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined) throw new EnvironmentProblem('用法：node runtime/bootstrap/run.mjs 文件.ts [参数……]');
  await ensure();
  (await import('tsx/esm/api')).register(); // for import() of TypeScript files
  runTypeScript(path.resolve(file), args);
});
