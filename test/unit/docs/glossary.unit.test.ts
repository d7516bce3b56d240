import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMAND_FORMS } from '../../../api/input/field-specs';
import { ACTS } from '../../../domain/kinds/accident-case/acts';
import { PROCESS_NAMES } from '../../../domain/kinds/accident-case/process-names';
import { REFUSALS } from '../../../domain/kernel/refusals';
import { BODY_KIND_NAMES } from '../../../domain/organisation/names';
import { VOID_REASONS } from '../../../domain/time/clock';
import { loadRules } from '../../../rules';

const glossary = readFileSync(path.join(__dirname, '../../../docs/glossary.md'), 'utf8');
const rows = new Set(glossary.split('\n').map((line) => line.split(' | ').slice(0, 2).join(' | ').replace(/^\| | \|$/g, '')));
const national = loadRules().resolve(['national']).clocks;
const has = (identifier: string, word: string): boolean => rows.has(`\`${identifier}\` | ${word}`);

describe('the glossary', () => {
  it.each(Object.entries(ACTS))('act %s, when looked up, stands with its Chinese name', (name, { title }) => {
    expect(has(name, title)).toBe(true);
  });

  it.each([...COMMAND_FORMS.values()])('command $name, when looked up, stands with its Chinese name', ({ name, title }) => {
    expect(has(name, title)).toBe(true);
  });

  it.each(Object.entries(REFUSALS))('refusal %s, when looked up, stands with its text', (code, { text }) => {
    expect(has(code, text)).toBe(true);
  });

  it.each(national)('clock $code, when looked up, stands with its Chinese name', ({ code, title }) => {
    expect(has(code, title)).toBe(true);
  });

  const local = loadRules().packs.filter(({ pack }) => pack.id !== 'national').flatMap(({ pack }) => pack.rows)
    .filter((row) => row.kind === 'clock' && !national.some(({ code }) => code === row.code));
  it.each(local)('local clock $code, when looked up, stands with its Chinese name', (row) => {
    expect(has(row.code, row.kind === 'clock' ? row.title : '')).toBe(true);
  });

  it.each(Object.entries(VOID_REASONS))('reason %s, when looked up, stands with its Chinese name', (reason, { word }) => {
    expect(has(reason, word)).toBe(true);
  });

  it.each(Object.entries(BODY_KIND_NAMES))('body %s, when looked up, stands with its Chinese name', (kind, name) => {
    expect(has(kind, name)).toBe(true);
  });

  it.each(PROCESS_NAMES)('process %s, when looked up, stands there', (name) => {
    expect(glossary).toContain(`| \`${name}\` |`);
  });
});
