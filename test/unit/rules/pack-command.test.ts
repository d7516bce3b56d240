import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerPack } from '../../../cli/commands/pack';
import { conflictMarkdown } from '../../../cli/packs/pack-markdown';
import { conflictTable } from '../../../domain/pack-reading/conflict-table';
import { loadRules } from '../../../rules';
import { newestPacks } from '../../../rules/pack-names';
import { type Printed, catchOutput } from '../../support/run-command';

function run(...args: string[]): Printed {
  const program = new Command('ancha').exitOverride();
  registerPack(program);
  return catchOutput(() => { program.parse(['pack', ...args], { from: 'user' }); });
}
const json = (...args: string[]): unknown => JSON.parse(run(...args, '--json').out.join(''));

test('list names every pack with its place and hash', () => {
  expect(json('list')).toContainEqual({
    id: 'shijiazhuang-2016', version: '2026.2', title: expect.any(String), locality: '石家庄', status: 'published', publishedOn: '2026-12-01',
    rows: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(run('list').out[0]).toMatch(/^规则包 +地方/);
});

test('show prints rules by topic with their sources, as text and as JSON', () => {
  const { out, exitCode } = run('show', '漳州');
  expect(exitCode).toBe(0);
  expect(out.slice(0, 2)).toEqual([expect.stringContaining('zhangzhou-2016 2026.2'), expect.stringContaining('文号未载')]);
  expect(out).toContain('审核与批复');
  expect(out.join('\n')).toContain('不适用：2021年9月1日起，行政处罚决定的公示');
  expect(json('show', '漳州')).toMatchObject({ id: 'zhangzhou-2016', rows: expect.any(Array), triggers: expect.any(Array) });
});

test('diff puts the two side by side, differences first', () => {
  const { out } = run('diff', '石家庄', '焦作');
  expect(out[0]).toMatch(/^石家庄 与 焦作：\d+ 项不同，3 项相同$/);
  expect(out.findIndex((line) => line.includes('＝'))).toBeGreaterThan(out.findLastIndex((line) => line.includes('≠')));
  expect(out.join('\n')).toContain('焦作：（没有规定，从全国规则）挂牌督办的案件');
  expect(json('diff', '石家庄', '焦作')).toMatchObject({ a: { id: 'shijiazhuang-2016' }, b: { id: 'jiaozuo-2016' }, topics: expect.any(Array) });
});

test('conflicts lists them, and the committed page is what the product writes', () => {
  expect(run('conflicts').out).toHaveLength(17);
  const page = readFileSync(join(__dirname, '../../../docs/rule-conflicts.md'), 'utf8');
  expect(run('conflicts', '--markdown').out).toEqual(page.split('\n').filter(Boolean));
  expect(conflictMarkdown(conflictTable(newestPacks(loadRules().packs)))).toBe(page);
  expect(json('conflicts')).toMatchObject({ conflicts: expect.any(Array), localities: expect.any(Array) });
});

test.each([[], ['--all'], ['石家庄', '焦作']])('check %j is clean', (...args) => {
  const { out, err, exitCode } = run('check', ...args.flat());
  expect([err, exitCode]).toEqual([[], 0]);
  expect(out[0]).toMatch(/合格/);
  expect(json('check', ...args.flat())).toEqual({ ok: true, faults: [] });
});

test.each([['show', '北京'], ['diff', '石家庄', '北京'], ['check', '北京']])('%s of an unknown pack is bad input and says what there is', (...args) => {
  const { out, err, exitCode } = run(...args);
  expect([out, exitCode]).toEqual([[], 2]);
  expect(err[0]).toMatch(/没有叫“北京”的规则包.*石家庄/);
});

describe('check --file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ancha-pack-'));
  const packs = join(__dirname, '../../../rules/packs');
  const written = (change: (text: string) => string, pack = 'shijiazhuang-2016'): string => {
    const file = join(folder, 'pack.yaml');
    writeFileSync(file, change(readFileSync(join(packs, pack, '2026.2.yaml'), 'utf8')));
    return file;
  };
  const asNext = (text: string): string => text.replace("version: '2026.2'", "version: '2027.1'");
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a next version that changes nothing else is clean', () => {
    const { out, err, exitCode } = run('check', '--file', written(asNext));
    expect([err, exitCode]).toEqual([[], 0]);
    expect(out[0]).toMatch(/^合格/);
  });

  test.each([
    ['a published version with other content', (text: string) => text.replace(/title: .*/, 'title: 改过的名称'), /version: 2026\.2 已经发布/],
    ['a row without a source', (text: string) => asNext(text).replace(/cite: \[.*\]/, 'cite: []'), /rows\[\d+\]\.cite/],
    ['an unknown key', (text: string) => `${asNext(text)}\nweather: rain\n`, /weather: 不认识的键/],
    ['a YAML bomb', () => ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...[...'bcdefgh'].map((key, i) => `${key}: &${key} [${Array(10).fill(`*${'abcdefgh'[i]}`).join()}]`)].join('\n'), /文件: 别名（\*）展开过多/],
    ['fifty megabytes', () => `# ${'x'.repeat(50_000_000)}`, /文件: 超过 1000000 字节/],
  ])('%s is bad input with its path', (_, change, message) => {
    const { out, err, exitCode } = run('check', '--file', written(change));
    expect([out, exitCode]).toEqual([[], 2]);
    expect(err.join('\n')).toMatch(message);
  });

  test('a file that is not there says so', () => {
    expect(run('check', '--file', join(folder, 'none.yaml'))).toMatchObject({ err: [expect.stringMatching(/文件不存在/)], exitCode: 2 });
  });
});
