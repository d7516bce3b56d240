// Mutation testing of what dates depend on: `npx stryker run` (an hour on two cores; `--mutate FILE` for one file).

import jest from './jest.config.js';

const unit = { ...jest.projects.find((project) => project.displayName === 'unit') };
delete unit.displayName;

export default {
  testRunner: 'jest',
  jest: { config: unit, enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  // Code that runs once when a module is loaded cannot be told apart by test.
  ignoreStatic: true,
  mutate: ['domain/time/**/*.ts', 'domain/rule-pack/merge*.ts', 'domain/rule-pack/compare*.ts', 'domain/rule-pack/conflict.ts'],
  reporters: ['clear-text', 'progress-append-only'],
  thresholds: { high: 95, low: 85, break: 85 },
  concurrency: 1,
  timeoutMS: 20_000,
  tempDirName: '.ancha/mutants',
  ignorePatterns: ['.ancha', 'coverage', 'docs'],
};
