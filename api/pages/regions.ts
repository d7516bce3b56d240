import { fullName, lineage, type Organisation } from '../../domain/organisation/organisation';
import type { Region } from '../../domain/organisation/region';
import { isNominalCity, STATE_CODE } from '../../domain/organisation/region';

/** The region tree as pages need it: names and choices. Read once per request from the record. */
export type RegionTree = Organisation;

/** Bodies are not looked up through it. */
export const regionTree = (regions: readonly Region[]): RegionTree =>
  ({ regions: new Map(regions.map((region) => [region.code, region])), bodies: new Map() });

export const isUnknownRegion = (tree: RegionTree, code: string): boolean => !tree.regions.has(code);

export const regionName = (tree: RegionTree, code: string): string => fullName(tree, code);

export interface RegionGroup { label: string; options: { value: string; label: string }[] }

const provinceOf = (tree: RegionTree, code: string): Region | undefined =>
  lineage(tree, code).find((region) => region.level === 'province');

/** Places to choose from, grouped by province, each with its path below the province; `smallest` keeps counties only. */
export function regionGroups(tree: RegionTree, smallest: boolean): RegionGroup[] {
  const groups = new Map<string, RegionGroup>();
  for (const region of [...tree.regions.values()].sort((a, b) => a.code.localeCompare(b.code))) {
    if (region.code === STATE_CODE || isNominalCity(region.code) || (smallest && region.level !== 'county')) continue;
    const province = provinceOf(tree, region.code);
    if (!province) continue;
    const group = groups.get(province.code) ?? { label: province.name, options: [] };
    groups.set(province.code, group);
    const whole = fullName(tree, region.code);
    group.options.push({ value: region.code, label: region.code === province.code ? `${whole}（全部）` : whole.slice(province.name.length) });
  }
  return [...groups.values()];
}
