import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { GoldenStep } from '../../support/golden';
import { goldenDifferences, goldenStep, goldenText } from '../../support/golden';
import { exampleNames, playOnRecord, readExample } from '../../support/play-on-record';

/**
 * What the decider makes of every command and strike of every example, held against what it made of them before: state,
 * view, clocks, tasks, events, notices and summary, each by its hash. A change that is meant is written down by
 * `REWRITE_GOLDEN=1 npx jest --selectProjects unit test/unit/golden` and stands in the commit that means it.
 */

const FIXTURES = path.join(__dirname, '../../fixtures/golden');
const REWRITE = process.env['REWRITE_GOLDEN'] === '1';
const fileOf = (name: string) => path.join(FIXTURES, `${name}.json`);
const read = (name: string): GoldenStep[] => (existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) as GoldenStep[] : []);

it.each(exampleNames())('%s, when it is played again, comes to what it came to before at every step', (name) => {
  const played = Array.from(playOnRecord(readExample(name)), goldenStep);
  if (REWRITE) writeFileSync(fileOf(name), goldenText(played));
  expect({ example: name, differences: goldenDifferences(read(name), played) }).toEqual({ example: name, differences: [] });
  expect(played.length).toBeGreaterThan(0);
});

it('every example has its golden outputs, and no others are kept', () => {
  expect(readdirSync(FIXTURES).sort()).toEqual(exampleNames().map((name) => `${name}.json`));
});

describe('a difference', () => {
  const steps: GoldenStep[] = [{ step: 'act:report@a', state: '1', notices: '2' }, { step: 'act:report@a', state: '3', notices: '4' }];
  const [first, second] = steps as [GoldenStep, GoldenStep];

  it('in one part of one step, when compared, is named by step and part', () => {
    expect(goldenDifferences(steps, [first, { ...second, notices: '5' }])).toEqual(['act:report@a (2): notices']);
  });

  it('in the steps themselves, when compared, says which are gone and which are new', () => {
    expect(goldenDifferences([first, { step: 'strike:x@b' }], [first, { step: 'strike:x@c' }])).toEqual(['strike:x@b: gone', 'strike:x@c: new']);
  });

  it('in the order alone, when compared, is one', () => {
    expect(goldenDifferences([first, { step: 'close@b' }], [{ step: 'close@b' }, first])).toEqual(['the same steps in another order']);
  });

  it('of an accepted command that is refused now, when compared, is one', () => {
    expect(goldenDifferences([first], [{ step: first.step, refused: '{}' }])).toEqual(['act:report@a: state, notices, refused']);
  });
});
