import { lineage } from '../../domain/organisation/organisation';
import { levelOfCode, STATE_CODE } from '../../domain/organisation/region';
import type { BodyKind } from '../../domain/organisation/body';
import type { PostRow } from '../../prisma/repositories/organisation-queries';
import { DEMONSTRATION_PLACES, isDemonstrationPerson } from '../../prisma/seed/demonstration';
import { regionName, type RegionTree } from './regions';

export interface SignInCard { postId: string; title: string; name: string; bodyName: string }
export interface SignInGroup { title: string; cards: SignInCard[] }

/** Those who work with the system most come first. */
const KINDS: readonly BodyKind[] = ['safety-committee-office', 'emergency-management', 'government', 'procuratorate', 'enterprise'];
const rankOf = (post: PostRow): number => (KINDS.includes(post.body.kind) ? KINDS.indexOf(post.body.kind) : KINDS.length);

const cardOf = (post: PostRow): SignInCard =>
  ({ postId: post.postId, title: post.postTitle, name: post.personName, bodyName: post.body.name });

/** One group per region on the way from the chosen place up to the country, lowest first. */
function groupsAbove(posts: readonly PostRow[], regions: RegionTree, place: string): SignInGroup[] {
  return lineage(regions, place).flatMap((region) => {
    const here = posts.filter((post) => post.body.regionCode === region.code);
    const cards = here.sort((a, b) => rankOf(a) - rankOf(b)).map(cardOf);
    return cards.length > 0 ? [{ title: region.code === STATE_CODE ? '国家级' : regionName(regions, region.code), cards }] : [];
  });
}

/** Sign-in by picking a post: only persons who were made up for demonstration, never anybody real. */
export function signInPage(all: readonly PostRow[], regions: RegionTree, options: { offered: boolean; next: string; region: string | null }) {
  const posts = all.filter((post) => isDemonstrationPerson(post.personId));
  const places = [...new Set(posts.map((post) => post.body.regionCode))].filter((code) => levelOfCode(code) === 'county').sort();
  const place = options.region !== null && places.includes(options.region) ? options.region
    : places.find((code) => code === DEMONSTRATION_PLACES[0]) ?? places[0] ?? STATE_CODE;
  return {
    offered: options.offered, next: options.next, empty: posts.length === 0,
    places: places.map((code) => ({ value: code, label: regionName(regions, code), selected: code === place })),
    groups: groupsAbove(posts, regions, place),
  };
}
