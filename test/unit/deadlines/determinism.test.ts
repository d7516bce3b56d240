import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../../domain/kinds/accident-case/assess';
import { toFacts } from '../../../domain/case-file/parse';
import { loadRules } from '../../../rules';
import { parseCaseFileText } from '../../../rules/case-file-reader';

const text = readFileSync(join(__dirname, '../../../examples/full-life.yaml'), 'utf8');

test('the same facts give the same assessment, whatever was assessed in between', () => {
  const parsed = parseCaseFileText(text);
  if (!parsed.ok) throw new Error('full-life is a bad file');
  const { resolve, calendar } = loadRules();
  const at = (iso: string) => JSON.stringify(assess(toFacts(parsed.file), resolve(['national']), calendar, Date.parse(iso), 'x'));
  const first = at('2021-08-01T00:00+08:00');
  at('2022-09-01T00:00+08:00');
  expect(at('2021-08-01T00:00+08:00')).toBe(first);
});
