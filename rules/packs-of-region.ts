import { isUnder, stemOf } from '../domain/rule-pack/locality';
import type { LoadedPack } from './packs';
import { newestPacks } from './pack-names';

/**
 * Ids of the published packs whose place an accident lies in, the country first, then province, city, county: later ones
 * override earlier ones.
 * @param region GB/T 2260 code of the place.
 */
export function packsOfRegion(region: string, packs: readonly LoadedPack[]): string[] {
  const local = newestPacks(packs).flatMap(({ pack: { id, status, locality } }) => (
    status === 'published' && locality && isUnder(locality.region, region) ? [{ id, reach: stemOf(locality.region).length }] : []));
  return ['national', ...local.sort((a, b) => a.reach - b.reach).map(({ id }) => id)];
}
