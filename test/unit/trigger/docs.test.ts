import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FINDING_STATES } from '../../../domain/trigger/finding';
import { ACCIDENT_TAGS, AREA_FIGURES, AREA_TAGS, FINDINGS, MEASURES, PERSONS, ROLES, UNIT_TRAITS } from '../../../domain/trigger/vocabulary';

const page = new Set(readFileSync(join(__dirname, '../../../docs/triggers.md'), 'utf8').split('\n'));
const words = [FINDING_STATES, ACCIDENT_TAGS, AREA_TAGS, FINDINGS, UNIT_TRAITS, AREA_FIGURES, MEASURES, ROLES, PERSONS]
  .flatMap((table) => Object.entries<string>(table));

test.each(words)('docs/triggers.md, when the word %s is looked up, has it with its Chinese name', (word, name) => {
  expect(page.has(`| \`${word}\` | ${name} |`)).toBe(true);
});
