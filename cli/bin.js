#!/usr/bin/env node
'use strict';

// The command line in one process: make the checkout runnable, then hand over to cli/ancha.ts.

process.env.TZ = 'UTC';

import('../runtime/bootstrap/ensure.mjs').then(({ ensure, guarded }) =>
  guarded(async () => {
    await ensure();
    require('tsx/cjs');
    require('./ancha.ts');
  }),
);
