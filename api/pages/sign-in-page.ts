import { lineage } from '../../domain/organisation/organisation';
import { levelOfCode, STATE_CODE } from '../../domain/organisation/region';
import type { PostRow } from '../../prisma/repositories/organisation-queries';
import { isDemonstrationPerson } from '../../prisma/seed/demonstration';
import { regionName, type RegionTree } from './regions';

export interface SignInCard { postId: string; title: string; name: string; bodyName: string }
export interface SignInGroup { title: string; cards: SignInCard[] }

const LEVEL_RANK = { county: 0, city: 1, province: 2, state: 3 } as const;

const cardOf = (post: PostRow): SignInCard =>
  ({ postId: post.postId, title: post.postTitle, name: post.personName, bodyName: post.body.name });

/** One group per region on the way from the chosen place up to the country, lowest first. */
function groupsAbove(posts: readonly PostRow[], regions: RegionTree, place: string): SignInGroup[] {
  return lineage(regions, place).flatMap((region) => {
    const cards = posts.filter((post) => post.body.regionCode === region.code).map(cardOf);
    return cards.length > 0 ? [{ title: region.code === STATE_CODE ? '国家级' : regionName(regions, region.code), cards }] : [];
  });
}

/** Sign-in by picking a post: only persons who were made up for demonstration, never anybody real. */
export function signInPage(all: readonly PostRow[], regions: RegionTree, options: { offered: boolean; next: string; region: string | null }) {
  const posts = all.filter((post) => isDemonstrationPerson(post.personId));
  const places = [...new Set(posts.map((post) => post.body.regionCode))].filter((code) => levelOfCode(code) === 'county').sort();
  const place = options.region !== null && places.includes(options.region) ? options.region : places[0] ?? STATE_CODE;
  return {
    offered: options.offered, next: options.next, empty: posts.length === 0,
    places: places.map((code) => ({ value: code, label: regionName(regions, code), selected: code === place })),
    groups: groupsAbove([...posts].sort((a, b) => LEVEL_RANK[a.body.level] - LEVEL_RANK[b.body.level]), regions, place),
  };
}
