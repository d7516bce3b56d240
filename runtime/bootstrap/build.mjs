// npm run build [-- --out folder]
// The compiled program in dist/: JavaScript in the shape of the checkout, with everything it reads at run time beside it.
// Together with `npm ci --omit=dev` that is all a production installation needs.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { carryPackages } from './carried.mjs';
import { EnvironmentProblem, ensure, guarded, ROOT, runStep } from './ensure.mjs';

const require = createRequire(import.meta.url);
const log = (line) => console.log(line);
const BUNDLE = 'workflow-bundle.js';

/** What the program reads at run time, besides its own code. */
const ASSETS = [
  'examples', 'prisma/migrations', 'prisma/schema.prisma', 'prisma/seed', 'public', 'rules', 'runtime/bootstrap/lock.cjs', 'templates',
];
const isAsset = (file) => !/\.(ts|md)$/.test(file);

async function compile(out) {
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  await runStep('编译', process.execPath, [tsc, '--project', 'tsconfig.build.json', '--outDir', out], { root: ROOT, log });
  // Called by name in an image.
  fs.chmodSync(path.join(out, 'cli/ancha.js'), 0o755);
}

function copyAssets(out) {
  for (const name of ASSETS) fs.cpSync(path.join(ROOT, name), path.join(out, name), { recursive: true, filter: isAsset });
}

/** The bundle is made from the sources, so it is the very one that the tests replay histories on. */
async function copyWorkflowBundle(out) {
  require('tsx/cjs');
  const { workflowBundle } = require('../workflow-bundle.ts');
  fs.copyFileSync((await workflowBundle()).codePath, path.join(out, BUNDLE));
}

/** Only what an earlier build left may make room. */
function refuseForeign(out) {
  if (!fs.existsSync(out) || fs.readdirSync(out).length === 0 || fs.existsSync(path.join(out, BUNDLE))) return;
  throw new EnvironmentProblem(`目标目录 ${out} 不是以前编译的结果，未改动。请换一个目录，或先自行清空它。`);
}

/** Built aside and moved into place, so that a build that is cut off leaves the last one whole. */
async function build(out) {
  refuseForeign(out);
  const aside = `${out}.${process.pid}`;
  try {
    await compile(aside);
    copyAssets(aside);
    carryPackages(aside);
    await copyWorkflowBundle(aside);
    fs.rmSync(out, { recursive: true, force: true });
    fs.renameSync(aside, out);
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

function readOut() {
  try {
    return path.resolve(parseArgs({ options: { out: { type: 'string', default: path.join(ROOT, 'dist') } } }).values.out);
  } catch (error) {
    throw new EnvironmentProblem(`选项有误：${error.message}\n用法：npm run build [-- --out 目录]`);
  }
}

await guarded(async () => {
  const out = readOut();
  await ensure();
  await build(out);
  log(`已编译到 ${out}`);
});
