// npm start

import { ensure, guarded } from './ensure.mjs';
import { runTypeScript } from './tsx.mjs';

await guarded(async () => {
  await ensure();
  runTypeScript('runtime/start.ts', process.argv.slice(2));
});
