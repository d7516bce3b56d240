import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inForce } from '../../../domain/rule-pack/span';
import { loadRules } from '../../../rules';
import { editionsOf } from '../../../rules/editions';

const library = loadRules();
const national = library.packs.find(({ pack }) => pack.id === 'national');
if (!national) throw new Error('no national pack');

/** The next version: approval in 10 days for what is handed in from 2027 on, for running matters too. */
function nextVersion(keepsOld: boolean): string {
  const text = readFileSync(join(__dirname, '../../../rules/packs', national!.file), 'utf8');
  const [row] = /  - kind: clock\n    code: approval\n[\s\S]+?\n\n/.exec(text) ?? [];
  if (row === undefined) throw new Error('no approval row');
  const older = row.replace(/effective: \{ from: 2007-06-01,/, 'effective: { from: 2007-06-01, to: 2026-12-31,');
  const newer = row.replace(/effective: \{ from: 2007-06-01.*\}/, 'effective: { from: 2027-01-01 }\n    appliesToRunning: true').replace('{ days: 15 }', '{ days: 10 }');
  return text.replace("version: '2026.1'", "version: '2026.2'").replace(row, (keepsOld ? older : '') + newer);
}

test.each([['an old and a new text', true], ['only a new text', false]])('a running matter that takes over a rule with %s, when reckoned, goes by the one of the day', (_what, keepsOld) => {
  const editions = editionsOf(library);
  const { subject } = editions.add('pack', nextVersion(keepsOld));
  const pin = { id: 'national', version: '2026.1', sha256: national.sha256 };
  const rules = editions.rulesOf([{ ...pin, adopted: [{ version: '2026.2', sha256: subject.sha256, rows: ['approval'] }] }]);
  const daysOn = (day: string) => inForce(rules.clocks, day).filter(({ code }) => code === 'approval').map(({ lengths }) => lengths.at(-1)?.length?.amount);
  expect([daysOn('2026-12-31'), daysOn('2027-01-01')]).toEqual([[15], [10]]);
});
