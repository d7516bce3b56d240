import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mergeTriggers } from '../../../domain/trigger/merge';
import type { Condition, TriggerRow } from '../../../domain/trigger/row';
import { unreachable } from '../../../domain/trigger/unreachable';
import { loadRules } from '../../../rules';
import { newestPacks } from '../../../rules/pack-names';
import { editionsOf } from '../../../rules/editions';
import { loadPacks } from '../../../rules/packs';
import { ALL_ROWS } from '../../support/triggers';

const FOLDER = join(__dirname, '../../../rules/packs/national');
const PACK = readFileSync(join(FOLDER, '2026.1.yaml'), 'utf8');
const HEAD = "pack: national\nversion: '2026.1'\ntriggers:\n";
const ROW = `  - code: t1
    title: 某规则
    subject: accident
    cite: [某文件 第一条]
    when: { grade: { min: major } }
    measures: [{ kind: talk, force: shall, by: [{ role: committee, level: city }], on: [{ role: unit }] }]
`;

/** A folder of packs whose national pack has these triggers. */
function folderWith(triggers: string, name = '2026.1.triggers.yaml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'ancha-triggers-'));
  mkdirSync(join(folder, 'national'));
  writeFileSync(join(folder, 'national', '2026.1.yaml'), PACK);
  writeFileSync(join(folder, 'national', name), triggers);
  return folder;
}
const when = (condition: string) => HEAD + ROW.replace('{ grade: { min: major } }', condition);

describe('a file of trigger rows', () => {
  test('is read with its pack; the pack has another hash with it than without', () => {
    const [loaded] = loadPacks(folderWith(HEAD + ROW));
    expect(loaded?.triggers?.map(({ code }) => code)).toEqual(['t1']);
    const [other] = loadPacks(folderWith(HEAD + ROW.replace('某规则', '另一规则')));
    expect(other?.sha256).not.toBe(loaded?.sha256);
  });

  test.each([
    ['an unknown key', `${HEAD}${ROW}    foo: 1\n`, /triggers\.0: .*foo/],
    ['no source', HEAD + ROW.replace('    cite: [某文件 第一条]\n', ''), /triggers\.0\.cite/],
    ['no measure', HEAD + ROW.replace(/measures: .*/, 'measures: []'), /triggers\.0\.measures/],
    ['a word that does not exist', when('{ weather: bad }'), /triggers\.0\.when/],
    ['a tag that does not exist', when('{ tag: unlucky }'), /triggers\.0\.when\.tag/],
    ['two words in one condition', when('{ gradeRose: true, liability: true }'), /triggers\.0\.when: 须且只须写一项/],
    ['an empty condition', when('{}'), /triggers\.0\.when: 须且只须写一项/],
    ['a range the wrong way round', when('{ deaths: { min: 5, max: 3 } }'), /triggers\.0\.when\.deaths: min 不得大于 max/],
    ['grades the wrong way round', when('{ grade: { min: major, max: larger } }'), /triggers\.0\.when\.grade: min 不得大于 max/],
    ['a negative number', when('{ deaths: { min: -1 } }'), /triggers\.0\.when\.deaths\.min/],
    ['a period of two units', when('{ count: { min: 2, within: { days: 30, months: 1 } } }'), /triggers\.0\.when\.count\.within/],
    ['a word of another subject, deep inside', when('{ any: [{ grade: { min: major } }, { not: { assessment: failed } }] }'),
      /triggers\.0\.when\.any\.1\.not\.assessment: 这里不能用这个条件/],
    ['a count inside a count', when('{ count: { min: 2, within: { days: 30 }, where: { count: { min: 2, within: { days: 30 } } } } }'),
      /triggers\.0\.when\.count\.where\.count: 这里不能用这个条件/],
    ['nesting beyond reading', when(`${'{ not: '.repeat(9)}{ gradeRose: true }${' }'.repeat(9)}`), /条件嵌套不得超过8层/],
    ['free code', when('"deaths > 3"'), /triggers\.0\.when/],
    ['a measure that does not exist', HEAD + ROW.replace('kind: talk', 'kind: scold'), /triggers\.0\.measures\.0\.kind/],
    ['neither shall nor may', HEAD + ROW.replace('force: shall, ', ''), /triggers\.0\.measures\.0\.force/],
    ['an advised limit without a note', HEAD + ROW.replace('on: [{ role: unit }]', 'on: [{ role: unit }], limit: { days: 3, from: finding, default: true }'),
      /triggers\.0\.measures\.0\.limit: 来源没有给出的期限/],
    ['an advised number without a note', `${HEAD}${ROW}    default: true\n`, /triggers\.0\.note/],
    ['a date that does not exist', `${HEAD}${ROW}    effective: { from: 2026-02-30 }\n`, /triggers\.0\.effective\.from/],
    ['a code twice', HEAD + ROW + ROW, /triggers\.1\.code: .*t1/],
    ['another pack', HEAD.replace('national', 'elsewhere') + ROW, /elsewhere/],
  ])('with %s is refused, naming the place', (_what, content, message) => {
    expect(() => loadPacks(folderWith(content))).toThrow(message);
  });

  test('without a pack of its version is refused', () => {
    expect(() => loadPacks(folderWith(HEAD.replace('2026.1', '2026.2') + ROW, '2026.2.triggers.yaml'))).toThrow(/2026\.2\.triggers\.yaml 没有同版本的规则包/);
  });
});

describe('rows of several packs', () => {
  const pin = (id: string) => ({ id, version: '2026.1', sha256: '0'.repeat(64) });
  const row = (code: string, replaces?: string[]): TriggerRow => ({
    kind: 'trigger', code, title: '某', subject: 'accident', cite: ['某'], when: { gradeRose: true }, measures: [], replaces,
  });

  test('stand side by side, each with its pack', () => {
    expect(mergeTriggers([{ triggers: [row('t1')], pin: pin('a') }, { triggers: [row('t2', ['t1'])], pin: pin('b') }]).map(({ code, pack }) => [code, pack.id]))
      .toEqual([['t1', 'a'], ['t2', 'b']]);
  });

  test('may not share a code, nor replace a row that is not there', () => {
    expect(() => mergeTriggers([{ triggers: [row('t1')], pin: pin('a') }, { triggers: [row('t1')], pin: pin('b') }])).toThrow(/t1.*a.*b/);
    expect(() => mergeTriggers([{ triggers: [row('t1', ['t9'])], pin: pin('a') }])).toThrow(/t9 不存在/);
  });

  test('all packs on board go together, and a pin with another hash is refused', () => {
    const pins = newestPacks(loadRules().packs).map(({ pack, sha256 }) => ({ id: pack.id, version: pack.version, sha256 }));
    expect(editionsOf(loadRules()).triggersOf(pins)).toHaveLength(ALL_ROWS.length);
    expect(() => editionsOf(loadRules()).triggersOf([pin('national')])).toThrow(/national/);
  });
});

describe('unreachable', () => {
  const { grading } = loadRules().resolve(['national']);
  const why = (condition: Condition) => unreachable({ kind: 'trigger', code: 't', title: '某', subject: 'accident', cite: ['某'], when: condition, measures: [] }, grading);

  test.each<[string, Condition, RegExp]>([
    ['deaths that exclude one another', { all: [{ deaths: { min: 6 } }, { deaths: { max: 5 } }] }, /死亡人数/],
    ['a range and its own denial', { all: [{ deaths: { min: 3, max: 5 } }, { not: { deaths: { min: 1, max: 9 } } }] }, /死亡人数/],
    ['grades that exclude one another', { all: [{ grade: { min: 'major' } }, { grade: { max: 'larger' } }] }, /等级/],
    ['ten dead of a larger accident', { all: [{ deaths: { min: 10 } }, { grade: { max: 'larger' } }] }, /死亡10人以上/],
    ['two industries at once', { all: [{ industry: ['gas'] }, { industry: ['fire'] }] }, /行业/],
    ['a tag and its denial', { all: [{ tag: 'typical' }, { not: { tag: 'typical' } }] }, /既要求成立又要求不成立/],
    ['liability and its denial, through an any', { all: [{ liability: true }, { any: [{ liability: false }, { not: { liability: true } }] }] }, /责任事故/],
    ['a count of what cannot be', { count: { min: 2, within: { days: 30 }, where: { all: [{ grade: { max: 'general' } }, { deaths: { min: 3 } }] } } }, /死亡3人以上/],
    ['every branch of an any', { any: [{ all: [{ deaths: { min: 2, max: 2 } }, { deaths: { min: 3 } }] }, { all: [{ liability: true }, { liability: false }] }] }, /死亡人数/],
    ['a denied any', { all: [{ tag: 'vicious' }, { not: { any: [{ tag: 'vicious' }, { tag: 'typical' }] } }] }, /恶性事故/],
  ])('%s can never be', (_what, condition, reason) => {
    expect(why(condition)).toMatch(reason);
  });

  test.each<[string, Condition]>([
    ['touching ranges', { all: [{ deaths: { min: 3, max: 6 } }, { deaths: { min: 6 } }] }],
    ['one live branch of an any', { any: [{ all: [{ liability: true }, { liability: false }] }, { tag: 'typical' }] }],
    ['a denied all', { all: [{ tag: 'typical' }, { not: { all: [{ tag: 'typical' }, { tag: 'vicious' }] } }] }],
    ['nine dead of a larger accident', { all: [{ deaths: { min: 9 } }, { grade: { max: 'larger' } }] }],
    ['overlapping industries', { all: [{ industry: ['gas', 'fire'] }, { not: { industry: ['gas'] } }] }],
    ['two findings of one inspection', { all: [{ found: ['limit-missed'] }, { found: ['hazard-missed'] }] }],
  ])('%s can', (_what, condition) => {
    expect(why(condition)).toBeNull();
  });

  test('a source that ends before it begins is found; every row on board is reachable', () => {
    const row = ALL_ROWS[0];
    expect(row && unreachable({ ...row, effective: { from: '2026-01-02', to: '2026-01-01' } })).toMatch(/2026-01-02/);
    expect(ALL_ROWS.map((one) => [one.code, unreachable(one, grading)]).filter(([, reason]) => reason !== null)).toEqual([]);
  });
});
