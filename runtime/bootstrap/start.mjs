// npm start

import { createRequire } from 'node:module';
import { compiled } from './compiled.cjs';
import { ensure, guarded } from './ensure.mjs';
import { runTypeScript } from './tsx.mjs';

await guarded(async () => {
  const program = compiled('runtime/start.js');
  if (program !== undefined) return createRequire(import.meta.url)(program);
  await ensure();
  return runTypeScript('runtime/start.ts', process.argv.slice(2));
});
