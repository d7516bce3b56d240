#!/usr/bin/env node
'use strict';

// The command line in one process: make the checkout runnable, then hand over to cli/ancha.ts. An installation for
// production has nothing to be made: it runs what was compiled.

process.env.TZ = 'UTC';

const program = require('../runtime/bootstrap/compiled.cjs').compiled('cli/ancha.js');
if (program !== undefined) require(program);
else import('../runtime/bootstrap/ensure.mjs').then(({ ensure, guarded }) =>
  guarded(async () => {
    await ensure();
    require('tsx/cjs');
    // `deadlines` is called for single files, where the thread that this starts would take a good part of the time.
    if (process.argv[2] !== 'deadlines') (await import('tsx/esm/api')).register(); // for import() inside commands, which load what they need when they are called
    require('./ancha.ts');
  }),
);
