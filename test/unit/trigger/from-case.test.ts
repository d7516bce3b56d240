import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTriggers } from '../../../cli/commands/triggers';
import { assess } from '../../../domain/kinds/accident-case/assess';
import type { Act, CountRow, Facts } from '../../../domain/kinds/accident-case/facts';
import { triggerFactsOf } from '../../../domain/kinds/accident-case/trigger-facts';
import { startOfDate } from '../../../domain/time/instant';
import { loadRules } from '../../../rules';
import { parseFactsText } from '../../../rules/trigger-facts-reader';
import { catchOutput } from '../../support/run-command';

const { calendar, resolve } = loadRules();
const at = (day: string) => startOfDate(day);
const OCCURRED = at('2026-05-04');

/** The accident of a case as triggers see it on a day. */
function seen(asOf: string, { counts = [], acts = [] }: { counts?: CountRow[]; acts?: Act[] } = {}) {
  const facts: Facts = { accident: { occurredAt: OCCURRED, region: '330302', industry: 'construction', unit: '某公司' }, counts, acts };
  const assessment = assess(facts, resolve(['national']), calendar, at(asOf), 'c');
  return triggerFactsOf({ id: 'c', facts, assessment, asOf: at(asOf) }).accidents[0];
}

describe('trigger facts of a case', () => {
  test('come from its record: place, unit, industry, grade, casualties, who investigates', () => {
    expect(seen('2026-06-01', { counts: [{ at: OCCURRED, deaths: 4, missing: 1 }] })).toMatchObject({
      id: 'c', at: OCCURRED, region: '330302', unit: '某公司', industry: 'construction', grade: 'larger', deaths: 4, missing: 1,
      investigator: 'city', gradeRose: false,
    });
  });

  test('a death on day 30 counts and raises the grade, one on day 31 does not, one after asOf is not known yet', () => {
    const counts = [{ at: OCCURRED, deaths: 2 }, { at: at('2026-06-03'), deaths: 3 }, { at: at('2026-06-04'), deaths: 4 }];
    expect(seen('2026-07-01', { counts })).toMatchObject({ deaths: 3, grade: 'larger', gradeRose: true });
    expect(seen('2026-06-02', { counts })).toMatchObject({ deaths: 2, grade: 'general', gradeRose: false });
  });

  test('the nature is undecided until the report is approved, then it is just not at hand', () => {
    const acts: Act[] = [{ at: at('2026-07-01'), do: 'approve' }];
    expect(seen('2026-06-30', { acts })?.liability).toBe('undecided');
    expect(seen('2026-07-01', { acts })?.liability).toBeUndefined();
  });

  test('late and missing reports are clues, never tags', () => {
    const acts: Act[] = [
      { at: OCCURRED, do: 'inform-unit-head' }, { at: OCCURRED + 3_660_000, do: 'report', by: 'unit', to: 'county' },
    ];
    const accident = seen('2026-06-01', { acts });
    expect(accident?.tags).toBeUndefined();
    expect(accident?.clues?.['late-report']).toMatch(/已逾期办结：.*是否属于迟报由人认定/);
    expect(accident?.clues?.omitted).toMatch(/逾期未办：.*是否属于漏报由人认定/);
    expect(seen('2026-06-01')?.clues).toEqual({});
  });
});

describe('a file of trigger facts', () => {
  const faults = (body: string): string[] => {
    const parsed = parseFactsText(`ancha: trigger-facts/1\n${body}`);
    return parsed.ok ? [] : parsed.faults.map(({ path, reason }) => `${path}: ${reason}`);
  };

  test('may be as good as empty', () => {
    expect(parseFactsText('ancha: trigger-facts/1')).toMatchObject({ ok: true, file: { accidents: [], areas: [], case: {}, completeSince: {} } });
  });

  test.each([
    ['an unknown key', 'weather: bad', ['weather: 不认识的键']],
    ['an unknown key, deep inside', 'case: { mood: bad }', ['case.mood: 不认识的键']],
    ['a tag that does not exist', 'case: { tags: { unlucky: true } }', ['case.tags.unlucky: 不认识的键']],
    ['an answer that is none', 'case: { liability: maybe }', ['case.liability: 须为 true、false 或 undecided']],
    ['an instant without an offset', 'accidents: [{ id: a, at: 2026-01-01T08:00 }]', ['accidents[0].at: 时刻没有写时区，须写作 2021-06-13T06:42+08:00']],
    ['a date that does not exist', 'completeSince: { accidents: 2026-02-30 }', ['completeSince.accidents: 日期 2026-02-30 不存在']],
    ['negative deaths', 'accidents: [{ id: a, at: 2026-01-01, deaths: -1 }]', ['accidents[0].deaths: 不得少于0']],
    ['a region that is none', "accidents: [{ id: a, at: 2026-01-01, region: '990000' }]", ['accidents[0].region: 前两位不是任何省级行政区的代码']],
    ['a score above 100', 'areas: [{ area: 某地, year: 2026, score: 101 }]', ['areas[0].score: 不得多于100']],
    ['the same accident twice', 'accidents: [{ id: a, at: 2026-01-01 }, { id: a, at: 2026-01-02 }]', ['accidents[1]: 事故“a”写了两次']],
    ['a proposal without ground', "case: { proposals: [{ measure: veto, ground: ' ', by: 某, at: 2026-01-01 }] }", ['case.proposals[0].ground: 不得为空']],
    ['an inspection that does not say whether it is over', 'inspections: [{ id: i, at: 2026-01-01, found: [] }]', ['inspections[0].concluded: 缺少这一项']],
  ])('with %s is refused, with path and reason', (_what, body, expected) => {
    expect(faults(body)).toEqual(expected);
  });

  test('that is no YAML, or of another format, is refused', () => {
    expect(parseFactsText('a: [').ok).toBe(false);
    expect(parseFactsText('ancha: case/1').ok).toBe(false);
  });
});

describe('ancha triggers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ancha-triggers-cli-'));
  const write = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const examples = join(__dirname, '../../../examples/triggers');
  const example = join(examples, 'zhejiang-series.yaml');
  const known = join(examples, 'zhejiang-series.facts.yaml');

  test('for a third larger accident of undecided nature, prints T11 as 待定 with citation and what is missing', () => {
    const { out, exitCode } = catchOutput(() => { printTriggers(example, { facts: known, asOf: '2026-03-10' }); });
    const start = out.findIndex((line) => line.startsWith('■ 待定  t11'));
    const block = out.slice(start, start + 8).join('\n');
    expect(block).toMatch(/尚缺：本案事故的性质认定：是否为责任事故（待认定）\n {2}依据：浙江省加强安全生产促进安全发展意见 五（二十四）/);
    expect(out[1]).toMatch(/只是提示，由有权机关决定/);
    expect(exitCode).toBe(0);
  });

  test('with --json prints one object: every answer, the findings, each measure once', () => {
    const { out } = catchOutput(() => { printTriggers(example, { facts: known, asOf: '2026-03-10', json: true }); });
    expect(out).toHaveLength(1);
    const object = JSON.parse(out[0] ?? '') as { answers: { row: string; verdict: string; provisional: boolean }[]; findings: { state: string }[] };
    expect(Object.keys(object)).toEqual(['id', 'asOf', 'packs', 'answers', 'findings', 'measures']);
    expect(object.answers.find(({ row }) => row === 't11')).toMatchObject({ verdict: 'cannot-tell', provisional: true });
    expect(object.answers.some(({ verdict }) => verdict === 'no')).toBe(true);
  });

  test('without other facts, the series cannot be told: the list of accidents is what is missing', () => {
    const { out } = catchOutput(() => { printTriggers(example, { asOf: '2026-03-10' }); });
    const start = out.findIndex((line) => line.startsWith('□ 不能判断  t11'));
    expect(out.slice(start, start + 4).join('\n')).toMatch(/缺少：2026年1月28日至2026年2月28日的全部事故/);
  });

  test('bad case, bad facts and a bad instant are refused on stderr with exit code 2, and nothing is printed', () => {
    const bad = write('bad.yaml', 'ancha: trigger-facts/1\nfoo: 1\n');
    const refused = (run: () => void) => {
      const { out, err, exitCode } = catchOutput(run);
      expect([out, exitCode]).toEqual([[], 2]);
      return err.join('\n');
    };
    expect(refused(() => { printTriggers(example, { facts: bad }); })).toBe(`${bad}: foo: 不认识的键`);
    expect(refused(() => { printTriggers(bad, {}); })).toMatch(/ancha: 须为 case\/1/);
    expect(refused(() => { printTriggers(example, { asOf: 'yesterday' }); })).toMatch(/--as-of/);
    expect(refused(() => { printTriggers(example, { facts: join(folder, 'none.yaml') }); })).toMatch(/文件不存在/);
  });
});
