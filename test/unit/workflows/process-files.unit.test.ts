import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ACTS, ACT_NAMES } from '../../../domain/kinds/accident-case/acts';
import { PROCESS_NAMES } from '../../../domain/kinds/accident-case/process-names';
import { loadRules } from '../../../rules';
import { processFiles, processPicture } from '../../support/process-files';

/** The workflow files name what they wait for; types hold acts to their process, these tests the rest. */

const README = path.join(__dirname, '../../../README.md');
const BLOCK = /(<!-- processes -->\n)[^]*?(<!-- \/processes -->)/;
const files = processFiles();

it('every process of the record, when looked for, has one file, and every file a title and a stage', () => {
  expect(files.map(({ name }) => name)).toEqual([...PROCESS_NAMES]);
  for (const { title, stages } of files) expect([title.length > 0, stages.length > 0]).toEqual([true, true]);
});

it.each(files)('$name, when its stages are put together, waits for every act whose home it is, and for none twice', ({ name, stages }) => {
  const home = ACT_NAMES.filter((act) => ACTS[act].process === name);
  expect(stages.flatMap(({ acts }) => acts).sort()).toEqual([...home].sort());
});

it('every clock that presses, when looked for, is a limit of the national pack', () => {
  const codes = new Set(loadRules().resolve(['national']).clocks.map(({ code }) => code));
  const named = files.flatMap(({ stages }) => stages.flatMap(({ pressedBy }) => pressedBy ?? []));
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
  expect(named.length).toBeGreaterThan(5);
});

it('the picture in the README, when drawn anew from the files, is the same (REWRITE_README=1 writes it)', () => {
  const text = readFileSync(README, 'utf8');
  const drawn = text.replace(BLOCK, (_, open: string, close: string) => `${open}${processPicture(files)}\n${close}`);
  if (process.env['REWRITE_README'] === '1') writeFileSync(README, drawn);
  else expect(text).toBe(drawn);
  expect(text).toMatch(BLOCK);
});
