import type { LoadedPack } from './packs';
import { newestPacks } from './pack-names';

/** `410800` covers `410802`: trailing pairs of zeros stand for everything below. */
const covers = (locality: string, region: string): boolean => region.startsWith(locality.replace(/(00)+$/, ''));

/**
 * Ids of the published packs whose place an accident lies in, the country first, then province, city, county: later ones
 * override earlier ones.
 * @param region GB/T 2260 code of the place.
 */
export function packsOfRegion(region: string, packs: readonly LoadedPack[]): string[] {
  const local = newestPacks(packs).flatMap(({ pack: { id, status, locality } }) => (
    status === 'published' && locality && covers(locality.region, region) ? [{ id, reach: locality.region.replace(/(00)+$/, '').length }] : []));
  return ['national', ...local.sort((a, b) => a.reach - b.reach).map(({ id }) => id)];
}
