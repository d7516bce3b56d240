import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** The rules that hold the walls of this code base, each shown to catch what it is for and to let pass what is right. */

const ROOT = path.join(__dirname, '../../..');
const PROGRAM = `
  import { Linter } from 'eslint';
  import tseslint from 'typescript-eslint';
  import house from './runtime/lint/rules.mjs';
  const cases = JSON.parse(process.argv[1]);
  const linter = new Linter({ cwd: process.cwd() });
  const config = [{
    files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, plugins: { house },
    rules: { 'house/import-direction': 'error', 'house/sync-validators': 'error' },
  }];
  const verdicts = cases.map(([file, code]) => linter.verify(code, config, { filename: process.cwd() + '/' + file }).map((m) => m.message));
  console.log(JSON.stringify(verdicts));
`;

const REFUSED: [file: string, code: string, fault: RegExp][] = [
  ['domain/time/x.ts', `import { readFileSync } from 'node:fs';`, /built-ins/],
  ['domain/time/x.ts', `import { z } from 'zod';`, /package zod/],
  ['domain/time/x.ts', `import { loadRules } from '../../rules';`, /may not import from rules/],
  ['domain/time/x.ts', `import type { Rules } from '../../rules';`, /may not import from rules/],
  ['domain/time/x.ts', `export { loadRules } from '../../rules';`, /may not import from rules/],
  ['domain/rule-pack/x.ts', `import type { Act } from '../kinds/accident-case/facts';`, /stands above it/],
  ['domain/kernel/x.ts', `import { a } from '../kinds/accident-case/acts';`, /stands above it/],
  ['domain/new-room/x.ts', `import { a } from '../time/instant';`, /no place in the order/],
  ['rules/x.ts', `import { a } from '../prisma/repositories/database';`, /may not import from prisma/],
  ['workflows/x.ts', `import { createHash } from 'crypto';`, /built-ins/],
  ['workflows/x.ts', `import { act } from '../activities';`, /types only from activities/],
  ['workflows/process/x.ts', `import { z } from 'zod';`, /package zod/],
  ['workflows/x.ts', `async function f() { await import('../prisma/repositories/database'); }`, /may not import from prisma/],
  ['activities/x.ts', `import { PrismaClient } from '../prisma/generated/client';`, /generated client/],
  ['prisma/x.ts', `import { PrismaClient } from './generated/client';`, /generated client/],
  ['api/x.ts', `import { accidentCase } from '../workflows/accident-case';`, /types only from workflows/],
  ['api/x.ts', `import { startServices } from '../runtime/services';`, /may not import from runtime/],
  ['runtime/x.ts', `import { program } from '../cli/ancha';`, /may not import from cli/],
  ['workflows/x.ts', `setHandler(update, handle, { validator: async (input) => check(input) });`, /synchronous/],
  ['workflows/x.ts', `async function check() {} setHandler(update, handle, { validator: check });`, /synchronous/],
  ['workflows/x.ts', `const check = async () => {}; setHandler(update, handle, { validator: check });`, /synchronous/],
];

const ALLOWED: [file: string, code: string][] = [
  ['domain/rule-pack/pack-schema.ts', `import { z } from 'zod';`],
  ['domain/time/x.ts', `import { a } from './instant'; import { b } from '../organisation/body';`],
  ['rules/x.ts', `import { readFileSync } from 'node:fs'; import { parse } from 'yaml'; import { a } from '../domain/time/instant';`],
  ['workflows/x.ts', `import type { Activities } from '../activities'; import { a } from '../domain/time/instant';`],
  ['workflows/x.ts', `import { condition } from '@temporalio/workflow';`],
  ['workflows/x.ts', `import { type Activities } from '../activities';`],
  ['prisma/repositories/x.ts', `import { PrismaClient } from '../generated/client';`],
  ['api/x.ts', `import { execute } from '../workflows/process/messages';`],
  ['runtime/x.ts', `import { startServer } from '../api/server';`],
  ['cli/commands/x.ts', `import { startServices } from '../../runtime/services';`],
  ['workflows/x.ts', `setHandler(update, async () => {}, { validator: (input) => check(input) });`],
];

const lint = (cases: readonly (readonly unknown[])[]): string[][] => JSON.parse(execFileSync(
  process.execPath, ['--input-type=module', '-e', PROGRAM, JSON.stringify(cases)], { cwd: ROOT, encoding: 'utf8' },
)) as string[][];

const refusals = lint(REFUSED);
test.each(REFUSED.map(([file, code, fault], index) => ({ file, code, fault, index })))('$file may not: $code', ({ fault, index }) => {
  expect(refusals[index]).toEqual([expect.stringMatching(fault)]);
});

const passes = lint(ALLOWED);
test.each(ALLOWED.map(([file, code], index) => ({ file, code, index })))('$file may: $code', ({ index }) => {
  expect(passes[index]).toEqual([]);
});
