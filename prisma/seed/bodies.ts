import type { Level } from '../../domain/organisation/level';
import type { Body, BodyKind } from '../../domain/organisation/body';
import type { Region } from '../../domain/organisation/region';
import { isNominalCity } from '../../domain/organisation/region';

/** A body is an office, so its name follows from its kind and place. `部` words differ between province and below. */
type Naming = (place: string, level: Level) => string;
const bureau = (field: string): Naming => (place, level) => `${place}${field}${level === 'province' && !isMunicipality(place) ? '厅' : '局'}`;
const isMunicipality = (place: string): boolean => ['北京市', '天津市', '上海市', '重庆市'].includes(place);

const NAMINGS: Record<Exclude<BodyKind, 'enterprise'>, Naming> = {
  government: (place) => `${place}人民政府`,
  'safety-committee': (place) => `${place}安全生产委员会`,
  'safety-committee-office': (place) => `${place}安全生产委员会办公室`,
  'emergency-management': bureau('应急管理'),
  procuratorate: (place) => `${place}人民检察院`,
  'supervisory-commission': (place) => `${place}监察委员会`,
  'public-security': bureau('公安'),
  union: (place) => `${place}总工会`,
  'human-resources': bureau('人力资源和社会保障'),
  justice: bureau('司法'),
  'efficiency-office': (place) => `${place}机关效能建设领导小组办公室`,
  'industry-regulator': (place) => `${place}负有安全生产监督管理职责的部门`,
};

/** The country's own; there is no efficiency office above the provinces. */
const STATE_NAMES: Partial<Record<BodyKind, string>> = {
  government: '国务院',
  'safety-committee': '国务院安全生产委员会',
  'safety-committee-office': '国务院安全生产委员会办公室',
  'emergency-management': '应急管理部',
  procuratorate: '最高人民检察院',
  'supervisory-commission': '国家监察委员会',
  'public-security': '公安部',
  union: '中华全国总工会',
  'human-resources': '人力资源和社会保障部',
  justice: '司法部',
  'industry-regulator': '国务院负有安全生产监督管理职责的部门',
};

export const bodyIdOf = (kind: BodyKind, regionCode: string): string => `${kind}-${regionCode}`;

/** “十堰市张湾区”: an authority carries the name of its city, unless it is a city or county of its own name. */
function placeOf(region: Region, byCode: ReadonlyMap<string, Region>): string {
  const parent = region.parentCode === null ? undefined : byCode.get(region.parentCode);
  if (region.level !== 'county' || !region.name.endsWith('区') || !parent) return region.name;
  const above = isNominalCity(parent.code) && parent.parentCode !== null ? byCode.get(parent.parentCode) : parent;
  return `${above?.level === 'state' ? '' : above?.name ?? ''}${region.name}`;
}

function bodiesOf(region: Region, byCode: ReadonlyMap<string, Region>): Body[] {
  if (isNominalCity(region.code)) return [];
  const names: Partial<Record<BodyKind, string>> = region.level === 'state' ? STATE_NAMES : Object.fromEntries(
    Object.entries(NAMINGS).map(([kind, naming]) => [kind, naming(placeOf(region, byCode), region.level)]));
  return Object.entries(names).map(([kind, name]) => ({
    id: bodyIdOf(kind as BodyKind, region.code), kind: kind as BodyKind, level: region.level, regionCode: region.code, name,
  }));
}

/** Every authority of every region; nominal cities have none (their province acts). Enterprises are demonstration data. */
export function seedBodies(regions: readonly Region[]): Body[] {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  return regions.flatMap((region) => bodiesOf(region, byCode));
}
