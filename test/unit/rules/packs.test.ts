import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClockRow } from '../../../domain/rule-pack/types';
import { UnknownPackError, loadRules } from '../../../rules';
import { checkRules, publishedHashes, readFrozen } from '../../../rules/check';
import { type LoadedPack, loadPacks } from '../../../rules/packs';
import { resolvePacks } from '../../../rules/resolve';

const { packs, resolve } = loadRules();
const national = packs.findLast(({ pack }) => pack.id === 'national');
if (!national) throw new Error('no national pack');

describe('the national pack', () => {
  test('has a clock for every code of the case file contract, and those that only begin with acts beyond it', () => {
    const beyond = [
      'enforcement-application', 'filing-supervision-request', 'hazard-review', 'litigation-request', 'police-notice', 'police-notice-copy',
      'police-review', 'police-review-request', 'power-cut-notice', 'reconsideration-request',
    ];
    const codes = [...new Set(resolve(['national']).clocks.map(({ code }) => code))].sort();
    expect(codes.filter((code) => beyond.includes(code))).toEqual(beyond);
    expect(codes.filter((code) => !beyond.includes(code))).toEqual([
      'approval', 'casualty-window', 'discipline-formalities', 'dishonesty-early-removal', 'dishonesty-term', 'evaluation',
      'follow-up-report', 'hearing-notice', 'hearing-request', 'investigation-report', 'liability-determination', 'penalty-decision', 'penalty-payment',
      'penalty-publicity', 'penalty-service', 'police-filing', 'report-hop:city-province', 'report-hop:county-city', 'report-hop:county-province',
      'report-hop:province-state', 'supervision-completion', 'transfer-decision', 'transfer-handover', 'unit-report',
      'unit-report-province',
    ]);
  });

  test('names a source in every row; rows that fill a gap say so', () => {
    expect(national.pack.rows.filter(({ cite }) => !cite.length)).toEqual([]);
    expect(national.pack.rows.filter((row) => row.kind === 'ladder').every((row) => row.default && row.note)).toBe(true);
  });
});

describe('published files are frozen', () => {
  test('every published pack and calendar still has the bytes it was published with', () => {
    expect(publishedHashes()).toEqual(readFrozen());
    expect(checkRules()).toEqual([]);
  });
});

/** A locality's pack over `national`, as if it were on board. */
const local = (rows: ClockRow[]): LoadedPack => ({
  file: 'somewhere/2026.1.yaml', sha256: 'f'.repeat(64),
  pack: { id: 'somewhere', version: '2026.1', title: '某地', status: 'published', publishedOn: '2026-01-01', rows },
});
const approval = resolve(['national']).clocks.find(({ code }) => code === 'approval');
if (!approval) throw new Error('no approval row');

describe('resolving packs', () => {
  test('pins id, version and hash in the order given', () => {
    const rules = resolvePacks(['national', 'somewhere'], [...packs, local([])]);
    expect(rules.pins).toEqual([
      { id: 'national', version: national.pack.version, sha256: national.sha256 },
      { id: 'somewhere', version: '2026.1', sha256: 'f'.repeat(64) },
    ]);
  });

  test('a later row of the same code replaces the earlier where it stands; others are added behind', () => {
    const shorter: ClockRow = { ...approval, lengths: [{ length: { unit: 'days', amount: 10 }, extensionCapDays: 0 }] };
    const brief: ClockRow = { ...approval, code: 'initial-brief' };
    const before = resolve(['national']).clocks.map(({ code }) => code);
    const { clocks } = resolvePacks(['national', 'somewhere'], [...packs, local([shorter, brief])]);
    expect(clocks.map(({ code }) => code)).toEqual([...before, 'initial-brief']);
    expect(clocks.find(({ code }) => code === 'approval')?.lengths).toEqual(shorter.lengths);
  });

  test('a pin with another hash, an unknown id or version, and a ladder that is not there are refused', () => {
    const pin = { id: 'national', version: national.pack.version, sha256: national.sha256 };
    expect(resolve([pin]).pins).toEqual([pin]);
    expect(() => resolve([{ ...pin, sha256: '0'.repeat(64) }])).toThrow(UnknownPackError);
    expect(() => resolve(['nowhere'])).toThrow(UnknownPackError);
    expect(() => resolve(['national@1999.1'])).toThrow(UnknownPackError);
    expect(() => resolvePacks(['national', 'somewhere'], [...packs, local([{ ...approval, ladder: 'none' }])])).toThrow('none');
  });

  test('an id alone means its newest version, 2026.10 being newer than 2026.9', () => {
    const versions = ['2026.10', '2026.9'].map((version) => {
      const loaded = local([]);
      return { ...loaded, pack: { ...loaded.pack, version } };
    }).sort((a, b) => a.pack.version.localeCompare(b.pack.version, 'en', { numeric: true }));
    expect(resolvePacks(['national', 'somewhere'], [...packs, ...versions]).pins[1]?.version).toBe('2026.10');
  });
});

describe('pack files', () => {
  const text = readFileSync(join(__dirname, '../../../rules/packs', national.file), 'utf8');
  const folderWith = (content: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'ancha-packs-'));
    mkdirSync(join(folder, 'national'));
    writeFileSync(join(folder, national.file), content);
    return folder;
  };

  test.each([
    ['an unknown key', text.replace('    title: 批复调查报告', '    title: 批复调查报告\n    foo: 1'), /rows\.\d+/],
    ['a row without a source', text.replace('    cite: [493号令 第32条]\n', ''), /rows\.\d+\.cite/],
    ['an act that does not exist', text.replace('act: approve, pick', 'act: aprove, pick'), /rows\.\d+\.met/],
    ['two units in one length', text.replace('{ days: 15 }', '{ days: 15, months: 1 }'), /一个单位/],
    ['a code twice', text.replace('code: approval', 'code: evaluation'), /evaluation/],
    ['a file in the wrong place', text.replace("version: '2026.2'", "version: '2026.3'"), /2026\.3/],
    ['a clock that nothing meets', text.replace('    met: { act: approve, pick: first-after-trigger }\n', ''), /met/],
  ])('%s is refused, naming the place', (_what, content, message) => {
    expect(() => loadPacks(folderWith(content))).toThrow(message);
  });
});
