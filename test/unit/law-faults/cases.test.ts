import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runDeadlines } from '../../support/run-deadlines';

/** Case files of the review of the law against dates reckoned by hand: what a clock ends on and how it stands. */

const FIXTURES = join(__dirname, '../../fixtures/law-faults');
const ROOT = join(__dirname, '../../..');
/** Beside the repository, or beside the folder of its worktrees. */
const SHARED = ['..', '../..'].map((up) => join(ROOT, up, 'shared/faults/cases')).find(existsSync);

interface Hand { asOf: string; grade: string; investigator?: string; reportTerminus?: string; clocks: Record<string, [string | null, string]> }
interface Printed { grade: string; investigator: string; reportTerminus: string; clocks: { code: string; dueDate: string | null; state: string }[] }
const hand = JSON.parse(readFileSync(join(FIXTURES, 'hand.json'), 'utf8')) as Record<string, Hand>;

function reckoned(path: string, asOf: string): Printed {
  const { out, err } = runDeadlines([path], { asOf, json: true });
  expect(err).toEqual([]);
  return JSON.parse(out[0] ?? '') as Printed;
}

function check(path: string, { asOf, clocks, ...head }: Hand): void {
  const got = reckoned(path, asOf);
  expect(got).toMatchObject(head);
  const byCode = new Map(got.clocks.map(({ code, dueDate, state }) => [code, [dueDate, state]]));
  expect(Object.fromEntries(Object.keys(clocks).map((code) => [code, byCode.get(code)]))).toEqual(clocks);
}

test.each(Object.entries(hand))('%s comes to what was reckoned by hand', (name, wanted) => {
  check(join(FIXTURES, `${name}.yaml`), wanted);
});

test.each(['bidi', 'esc', 'h24', 'nul', 'sameday', 'surrogate'])('%s is refused in one line that names a field and holds no control character', (name) => {
  const { out, err, exitCode } = runDeadlines([join(FIXTURES, `${name}.yaml`)], { asOf: '2025-01-01' });
  expect([out, err.length, exitCode]).toEqual([[], 1, 2]);
  expect(err[0]).toMatch(/: (title|accident\.occurredAt|events\[0\]\.at): /);
  expect(err[0]).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
});

test('every case that was handed over is read, or refused with reasons, and the copies here are the same files', () => {
  if (SHARED === undefined) {
    console.log('skipped: the shared cases are not beside this repository');
    return;
  }
  const files = readdirSync(SHARED).filter((name) => name.endsWith('.yaml') && !name.endsWith('.facts.yaml'));
  expect(files.length).toBeGreaterThan(30);
  for (const name of files) {
    const { out, err } = runDeadlines([join(SHARED, name)], { asOf: '2026-12-01', json: true });
    expect([name, out.length + Number(err.length > 0)]).toEqual([name, 1]);
    const wanted = hand[name.replace('.yaml', '')];
    if (wanted) check(join(SHARED, name), wanted);
  }
});
