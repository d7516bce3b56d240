'use strict';

const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '../..');

/**
 * The compiled form of a program, where it is the one to run: it was built, and the installation is a finished one
 * without the tools that run the sources (`npm ci --omit=dev`). A checkout always runs its sources.
 *
 * @param {string} program path within dist/
 * @returns {string | undefined} absolute path
 */
function compiled(program, root = ROOT) {
  const file = path.join(root, 'dist', program);
  const installed = (name) => fs.existsSync(path.join(root, 'node_modules', name));
  return fs.existsSync(file) && installed('.package-lock.json') && !installed('tsx') ? file : undefined;
}

module.exports = { compiled };
