'use strict';

// Every level runs in UTC, whatever the machine thinks; a test that wants another zone says so.
process.env.TZ = 'UTC';

const transform = {
  '^.+\\.ts$': ['@swc/jest', {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  }],
};

/**
 * One level of tests: everything under test/<name>/.
 *
 * @param {string} name
 * @param {{ services?: boolean }} [needs] services: the embedded Postgres and Temporal, started once for all levels
 */
const level = (name, { services = false } = {}) => ({
  displayName: name,
  rootDir: __dirname,
  roots: [`<rootDir>/test/${name}`],
  testMatch: ['**/*.test.ts'],
  testEnvironment: 'node',
  transform,
  cacheDirectory: `${__dirname}/node_modules/.cache/jest`,
  setupFilesAfterEnv: [`<rootDir>/test/support/${services ? 'patience' : 'brevity'}.ts`],
  ...(services
    ? { globalSetup: '<rootDir>/test/support/start-services.ts', globalTeardown: '<rootDir>/test/support/stop-services.ts' }
    : {}),
});

const fs = require('node:fs');
const LEVELS = [
  level('unit'),
  level('flow', { services: true }),
  level('api', { services: true }),
  level('replay'),
  level('e2e', { services: true }),
];

module.exports = {
  projects: LEVELS.filter(({ displayName }) => fs.existsSync(`${__dirname}/test/${displayName}`)),
  maxWorkers: 2,
  // Not in the temporary folder, which every run has for itself.
  cacheDirectory: `${__dirname}/node_modules/.cache/jest`,
};
