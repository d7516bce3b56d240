import { packName } from '../domain/pack-reading/lines';
import type { LoadedPack } from './packs';

/** What a person typed is the name of no pack, or of several. */
export class PackNameError extends Error {}

/** The newest version of each pack. @param packs by id, old to new. */
export const newestPacks = (packs: readonly LoadedPack[]): LoadedPack[] =>
  packs.filter(({ pack }, index) => packs[index + 1]?.pack.id !== pack.id);

const namesOf = ({ pack }: LoadedPack): string[] => [pack.id, pack.title, packName(pack)];

/** “石家庄市” means 石家庄. */
const shortened = (name: string): string => name.replace(/(市|省|州|自治区|自治州)$/, '');

/**
 * A pack by id (`jiaozuo-2016`, with `@version` where an older one is meant) or by the Chinese name of its place.
 * @throws PackNameError with what the names on board are.
 */
export function findPack(name: string, packs: readonly LoadedPack[]): LoadedPack {
  const [id = '', version] = name.split('@');
  const found = (version === undefined ? newestPacks(packs) : packs.filter(({ pack }) => pack.version === version))
    .filter((loaded) => namesOf(loaded).some((each) => each === id || each === shortened(id)));
  const [only, ...others] = found;
  if (only && !others.length) return only;
  const known = newestPacks(packs).map(({ pack }) => `${packName(pack)}（${pack.id}）`).join('、');
  throw new PackNameError(`没有叫“${name}”的规则包。现有：${known}。`);
}

/** What a pinned pack is called; its id where it is no longer on board. */
export const nameOfPack = (id: string, packs: readonly LoadedPack[]): string => {
  const found = packs.find(({ pack }) => pack.id === id);
  return found ? packName(found.pack) : id;
};
