// Packages of which production needs a few files. Those come along in dist/node_modules, and the packages themselves are
// development dependencies: @prisma/client would bring the Prisma CLI and TypeScript with it (they are its peers) and
// engines for five databases, the fonts 200 MB of weights that no document uses.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './ensure.mjs';

const LICENCES = ['LICENSE', 'LICENSE_FONT'];

/** What the generated client in prisma/generated loads. */
const PRISMA = {
  '@prisma/client': [
    'runtime/client.js', 'runtime/query_compiler_fast_bg.postgresql.js', 'runtime/query_compiler_fast_bg.postgresql.wasm-base64.js',
  ],
  '@prisma/client-runtime-utils': ['dist/index.js'],
};

/** @param {string} out the compiled program; says itself which fonts it uses */
export function carryPackages(out) {
  const { PACKAGED_FONTS } = createRequire(import.meta.url)(path.join(out, 'runtime/fonts.js'));
  const fonts = PACKAGED_FONTS.map((font) => [font.package, font.weights]);
  for (const [name, files] of [...Object.entries(PRISMA), ...fonts]) carry(name, files, out);
}

function carry(name, files, out) {
  const from = path.join(ROOT, 'node_modules', name);
  const licences = LICENCES.filter((file) => fs.existsSync(path.join(from, file)));
  for (const file of ['package.json', ...licences, ...files]) {
    fs.cpSync(path.join(from, file), path.join(out, 'node_modules', name, file), { recursive: true });
  }
}
