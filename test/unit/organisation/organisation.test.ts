import type { BodyKind } from '../../../domain/organisation/body';
import {
  createOrganisation, fullName, isKnownRegion, levelAbove, lineage, needsPersonTask, regionAt, resolveBody, resolveSuperior,
  sameLevel, superiorOf,
} from '../../../domain/organisation/organisation';
import type { BodyLookup, Organisation } from '../../../domain/organisation/organisation';
import { STATE_CODE, isNominalCity, levelOfCode, parentOfCode } from '../../../domain/organisation/region';
import type { Level } from '../../../domain/organisation/level';
import { LEVELS } from '../../../domain/organisation/level';
import { seedBodies } from '../../../prisma/seed/bodies';
import { seededOrganisation } from '../../../prisma/seed/organisation';
import { seedRegions } from '../../../prisma/seed/regions';

const tree = seededOrganisation();
const nameOf = (lookup: BodyLookup | null): string => (lookup?.found ? lookup.body.name : `nobody: ${lookup?.reason ?? ''}`);
const find = (kind: BodyKind, level: Level, region: string, of: Organisation = tree): string =>
  nameOf(resolveBody({ kind, level }, { region }, of));

/** The seeded tree without the bodies that `drop` picks. */
const without = (drop: (kind: BodyKind, region: string) => boolean): Organisation => {
  const regions = seedRegions();
  return createOrganisation(regions, seedBodies(regions).filter((body) => !drop(body.kind, body.regionCode)));
};

describe('codes of GB/T 2260', () => {
  test.each([
    ['420303', 'county', '420300'], ['420300', 'city', '420000'], ['420000', 'province', '000000'], ['000000', 'state', null],
    ['110106', 'county', '110100'], ['110100', 'city', '110000'], ['429004', 'county', '429000'],
  ] as const)('%s is of level %s below %s', (code, level, parent) => {
    expect([levelOfCode(code), parentOfCode(code)]).toEqual([level, parent]);
  });

  test('only divisions without an authority of their own are nominal', () => {
    expect(['110100', '500200', '429000', '469000'].every(isNominalCity)).toBe(true);
    expect(['420300', '110000', '110106', '370200', '150100'].some(isNominalCity)).toBe(false);
  });
});

describe('looking a body up', () => {
  test('goes up from the county of the accident', () => {
    expect(LEVELS.map((level) => find('safety-committee-office', level, '420303'))).toEqual([
      '十堰市张湾区安全生产委员会办公室', '十堰市安全生产委员会办公室', '湖北省安全生产委员会办公室', '国务院安全生产委员会办公室',
    ]);
    expect(find('procuratorate', 'city', '420303')).toBe('十堰市人民检察院');
  });

  test('a county-level city keeps its own name', () => {
    expect(find('government', 'county', '320583')).toBe('昆山市人民政府');
    expect(find('government', 'city', '320583')).toBe('苏州市人民政府');
  });

  test('in a municipality the province acts where a city would', () => {
    expect(LEVELS.map((level) => find('government', level, '110106')))
      .toEqual(['北京市丰台区人民政府', '北京市人民政府', '北京市人民政府', '国务院']);
    expect(lineage(tree, '110106').map((region) => region.code)).toEqual(['110106', '110100', '110000', STATE_CODE]);
  });

  test('so it does for a county directly under its province', () => {
    expect(find('emergency-management', 'city', '429004')).toBe('湖北省应急管理厅');
  });

  test('the enterprise is that of the unit’s seat, else of the place', () => {
    const ref = { kind: 'enterprise', level: 'state' } as const;
    expect(nameOf(resolveBody(ref, { region: '420303' }, tree))).toBe('演示·张湾区事故单位');
    expect(nameOf(resolveBody(ref, { region: '420303', unitRegion: '360502' }, tree))).toBe('演示·渝水区事故单位');
  });

  test('every authority of every example place is there', () => {
    const kinds: BodyKind[] = [
      'government', 'safety-committee', 'safety-committee-office', 'emergency-management', 'procuratorate', 'supervisory-commission',
      'public-security', 'union', 'human-resources', 'justice', 'industry-regulator', 'enterprise',
    ];
    const places = ['110106', '370686', '211002', '370211', '420303', '371082', '350213', '360502', '141102', '320583'];
    const lost = places.flatMap((region) => kinds.flatMap((kind) => LEVELS
      .filter((level) => !resolveBody({ kind, level }, { region }, tree).found).map((level) => `${kind} ${level} ${region}`)));
    expect(lost).toEqual([]);
  });
});

describe('when nobody is found', () => {
  test('a body that is not registered becomes a task of the nearest office, with the reason', () => {
    const gap = without((kind, region) => kind === 'procuratorate' && region === '420300');
    const lookup = resolveBody({ kind: 'procuratorate', level: 'city' }, { region: '420303' }, gap);
    if (lookup.found) throw new Error('found');
    expect(lookup.reason).toBe('湖北省十堰市没有登记市级人民检察院，无法自动确定承办机关，需要人工指定。');
    expect(lookup.watcher.name).toBe('十堰市张湾区安全生产委员会办公室');
    expect(needsPersonTask(lookup, '邀请人民检察院派人参加事故调查的通知没有送达')).toEqual({
      bodyId: 'safety-committee-office-420303',
      title: `需要人工处理：邀请人民检察院派人参加事故调查的通知没有送达。${lookup.reason}`,
    });
  });

  test('the watcher is looked for upwards, at last in the capital', () => {
    const gap = without((kind, region) => kind !== 'safety-committee-office' || (region !== STATE_CODE && region !== '420000'));
    const watcherOf = (region: string) => {
      const lookup = resolveBody({ kind: 'union', level: 'county' }, { region }, gap);
      return lookup.found ? null : lookup.watcher.name;
    };
    expect(watcherOf('420303')).toBe('湖北省安全生产委员会办公室');
    expect(watcherOf('360502')).toBe('国务院安全生产委员会办公室');
  });

  test('an unknown place and a place that is too wide say so', () => {
    expect(isKnownRegion(tree, '650102')).toBe(false);
    expect(find('union', 'county', '650102')).toContain('区划树里没有代码为 650102 的地方');
    expect(find('union', 'county', '420300')).toContain('湖北省十堰市不在任何县级工会的辖区内');
    expect(regionAt(tree, '420300', 'county')).toBeNull();
  });

  test('there is no efficiency office of the country', () => {
    expect(find('efficiency-office', 'state', '350213')).toContain('没有登记国家级效能建设领导小组办公室');
  });
});

describe('same level and superior', () => {
  test('are found by kind and level', () => {
    expect(sameLevel('procuratorate', { level: 'city' })).toEqual({ kind: 'procuratorate', level: 'city' });
    expect(superiorOf({ kind: 'safety-committee-office', level: 'city' })).toEqual({ kind: 'safety-committee-office', level: 'province' });
    expect(superiorOf({ kind: 'government', level: 'state' })).toBeNull();
    expect(superiorOf({ kind: 'enterprise', level: 'county' })).toBeNull();
    expect(LEVELS.map(levelAbove)).toEqual(['city', 'province', 'state', null]);
  });

  test('the superior sits in another place, so that nobody supervises himself', () => {
    const above = (level: Level, region: string) => nameOf(resolveSuperior({ kind: 'safety-committee', level }, { region }, tree));
    expect(above('county', '110106')).toBe('北京市安全生产委员会');
    expect(above('city', '110106')).toBe('国务院安全生产委员会');
    expect(above('city', '420303')).toBe('湖北省安全生产委员会');
    expect(resolveSuperior({ kind: 'safety-committee', level: 'state' }, { region: '420303' }, tree)).toBeNull();
  });
});

describe('a tree that lookups cannot rely on is refused', () => {
  const regions = seedRegions();
  const bodies = seedBodies(regions);
  test.each([
    ['twice the same region', () => createOrganisation([...regions, regions[5]!], bodies), /重复/],
    ['a region in the air', () => createOrganisation(regions.filter((r) => r.code !== '420300'), bodies), /上级 420300 不成立/],
    ['a parent of the same level', () => createOrganisation(
      regions.map((r) => (r.code === '420303' ? { ...r, parentCode: '420302' } : r)), bodies), /上级 420302 不成立/],
    ['two bodies of a kind', () => createOrganisation(regions, [...bodies, { ...bodies[0]!, id: 'again' }]), /有两个/],
    ['a body in the air', () => createOrganisation(regions, [...bodies, { ...bodies[0]!, regionCode: '999999' }]), /不存在/],
    ['no office of the country', () => createOrganisation(regions, bodies.filter((b) => b.regionCode !== STATE_CODE)), /国务院/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test('full names leave out the country and divisions without authority', () => {
  expect(['420303', '110106', '429004', '110000', STATE_CODE].map((code) => fullName(tree, code)))
    .toEqual(['湖北省十堰市张湾区', '北京市丰台区', '湖北省仙桃市', '北京市', '中华人民共和国']);
});
