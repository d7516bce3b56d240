// Mutation testing of what dates depend on: `npm run mutation` (see docs/mutation.md).

import jest from './jest.config.js';

const unit = { ...jest.projects.find(({ displayName }) => displayName === 'unit') };
delete unit.displayName;

export default {
  testRunner: 'jest',
  jest: {
    // Exact tests and the oracle only: what they let through is not excused by a test of something else that trips over it.
    config: {
      ...unit,
      // The copy that is mutated, without the other levels of jest.config.js.
      rootDir: '.',
      projects: [],
      testMatch: ['**/test/unit/time/*.test.ts', '**/test/unit/rule-pack/merge*.test.ts'],
      setupFilesAfterEnv: [...unit.setupFilesAfterEnv, '<rootDir>/test/support/fixed-seed.ts'],
    },
    enableFindRelatedTests: true,
  },
  coverageAnalysis: 'perTest',
  mutate: [
    'domain/time/*.ts',
    'domain/rule-pack/{merge,merge-clocks,span,compare,compare-clocks,conflict,length,variants}.ts',
  ],
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false },
  htmlReporter: { fileName: '.ancha/mutation/report.html' },
  jsonReporter: { fileName: '.ancha/mutation/report.json' },
  thresholds: { high: 95, low: 85, break: 85 },
  concurrency: 1,
  timeoutMS: 3_000,
  tempDirName: '.ancha/mutants',
  ignorePatterns: ['.ancha', 'coverage', 'dist', 'docs', 'examples', 'public', 'prisma'],
};
