import type { Level } from './level';
import { LEVELS } from './level';
import type { Body, BodyKind, BodyRef } from './body';
import { BODY_KIND_NAMES, bodyRefName } from './names';
import type { Region } from './region';
import { STATE_CODE, isNominalCity } from './region';

/** The region tree with the bodies that sit in it. Immutable; made by `createOrganisation`. */
export interface Organisation {
  readonly regions: ReadonlyMap<string, Region>;
  /** At most one body of a kind per region, by `bodyKey`. */
  readonly bodies: ReadonlyMap<string, Body>;
}

/** Where to look. */
export interface Place {
  /** GB/T 2260 code of the place, six digits. */
  region: string;
  /** Seat of the unit, when it differs from the place. */
  unitRegion?: string;
}

/**
 * Either the body, or the fact that nobody sits there. The second is never to be dropped: `watcher` is the nearest
 * safety-committee office at or above the place; it gets the task “needs a person” with `reason` as its text.
 */
export type BodyLookup =
  | { found: true; body: Body }
  | { found: false; ref: BodyRef; reason: string; watcher: Body };

const bodyKey = (kind: BodyKind, regionCode: string): string => `${kind}@${regionCode}`;

/**
 * Checks what every lookup relies on and indexes it.
 * @throws Error when a region or body stands twice, a region or body hangs in the air, or the country has no
 *   safety-committee office (then nobody could be told that nobody was found).
 */
export function createOrganisation(regions: readonly Region[], bodies: readonly Body[]): Organisation {
  const byCode = new Map<string, Region>();
  for (const region of regions) {
    if (byCode.has(region.code)) throw new Error(`区划 ${region.code} 重复`);
    byCode.set(region.code, region);
  }
  for (const { code, name, level, parentCode } of regions) {
    const parent = parentCode === null ? undefined : byCode.get(parentCode);
    const hangs = code === STATE_CODE ? parentCode === null : parent && LEVELS.indexOf(parent.level) > LEVELS.indexOf(level);
    if (!hangs) throw new Error(`区划 ${code} ${name} 的上级 ${parentCode ?? '（空）'} 不成立`);
  }
  const byKey = new Map<string, Body>();
  for (const body of bodies) {
    const key = bodyKey(body.kind, body.regionCode);
    if (!byCode.has(body.regionCode)) throw new Error(`机关 ${body.name} 所在区划 ${body.regionCode} 不存在`);
    if (byKey.has(key)) throw new Error(`区划 ${body.regionCode} 有两个 ${BODY_KIND_NAMES[body.kind]}`);
    byKey.set(key, body);
  }
  if (!byKey.has(bodyKey('safety-committee-office', STATE_CODE))) throw new Error('缺少国务院安全生产委员会办公室');
  return { regions: byCode, bodies: byKey };
}

/** The regions are the authority: a case of a place that is not among them is refused at registration. */
export const isKnownRegion = (organisation: Organisation, code: string): boolean => organisation.regions.has(code);

/** The region itself and everything above it, lowest first; empty for an unknown code. */
export function lineage(organisation: Organisation, code: string): Region[] {
  const line: Region[] = [];
  for (let at: string | null = code; at !== null;) {
    const region: Region | undefined = organisation.regions.get(at);
    if (!region) break;
    line.push(region);
    at = region.parentCode;
  }
  return line;
}

/** “湖北省十堰市张湾区”; nominal divisions and the country are left out, except for the country itself. */
export function fullName(organisation: Organisation, code: string): string {
  const line = lineage(organisation, code);
  if (line.length <= 1) return line[0]?.name ?? code;
  return line.filter((r) => r.code !== STATE_CODE && !isNominalCity(r.code)).map((r) => r.name).reverse().join('');
}

/** The division of `level` at or above the place; null where the place is wider than that or unknown. */
export const regionAt = (organisation: Organisation, code: string, level: Level): Region | null =>
  lineage(organisation, code).find((region) => region.level === level) ?? null;

/** Where a body of that level sits: a nominal city has no authorities, its province acts in its place. */
function seatAt(organisation: Organisation, code: string, level: Level): Region | null {
  const region = regionAt(organisation, code, level);
  return region && isNominalCity(region.code) ? regionAt(organisation, code, 'province') : region;
}

function nearestOffice(organisation: Organisation, code: string): Body {
  for (const region of [...lineage(organisation, code), { code: STATE_CODE }]) {
    const office = organisation.bodies.get(bodyKey('safety-committee-office', region.code));
    if (office) return office;
  }
  throw new Error('unreachable: createOrganisation demands an office of the country');
}

/**
 * The body that a rule means by kind and level, above the place: `{ procuratorate, city }` of 420303 is the one of
 * 420300. In a municipality or a county directly under its province, `city` gives the body of the province. An
 * `enterprise` is the unit of the accident: looked up at `unitRegion` (else `region`), whatever the level says.
 */
export function resolveBody(ref: BodyRef, place: Place, organisation: Organisation): BodyLookup {
  const home = ref.kind === 'enterprise' ? place.unitRegion ?? place.region : place.region;
  const seat = ref.kind === 'enterprise' ? organisation.regions.get(home) ?? null : seatAt(organisation, home, ref.level);
  const body = seat && organisation.bodies.get(bodyKey(ref.kind, seat.code));
  if (body) return { found: true, body };
  return { found: false, ref, reason: whyNobody(ref, home, seat, organisation), watcher: nearestOffice(organisation, home) };
}

function whyNobody(ref: BodyRef, home: string, seat: Region | null, organisation: Organisation): string {
  const wanted = bodyRefName(ref);
  const what = !organisation.regions.has(home) ? `区划树里没有代码为 ${home} 的地方`
    : !seat ? `${fullName(organisation, home)}不在任何${wanted}的辖区内（地点没有确定到这一级）`
      : `${fullName(organisation, seat.code)}没有登记${wanted}`;
  return `${what}，无法自动确定承办机关，需要人工指定。`;
}

/** “同级”: a body of that kind at the level of another. */
export const sameLevel = (kind: BodyKind, other: Pick<BodyRef, 'level'>): BodyRef => ({ kind, level: other.level });

/** The level directly above; null for the country. */
export const levelAbove = (level: Level): Level | null => LEVELS[LEVELS.indexOf(level) + 1] ?? null;

/** “上级”: the same kind one level up; null above the country, and for an enterprise, which has no superior body. */
export function superiorOf(ref: BodyRef): BodyRef | null {
  const level = ref.kind === 'enterprise' ? null : levelAbove(ref.level);
  return level && { kind: ref.kind, level };
}

/**
 * The task that a failed lookup becomes. `purpose` is what could not be delivered or done, in the office's words.
 */
export function needsPersonTask(lookup: Extract<BodyLookup, { found: false }>, purpose: string): { bodyId: string; title: string } {
  return { bodyId: lookup.watcher.id, title: `需要人工处理：${purpose}。${lookup.reason}` };
}

/**
 * The body of that kind directly above another one in the tree, wherever it really sits: above a city in a municipality
 * that is the country's, since city and province are one there. `ref` is the lower one. Null when nothing is above it.
 */
export function resolveSuperior(ref: BodyRef, place: Place, organisation: Organisation): BodyLookup | null {
  const seat = seatAt(organisation, place.region, ref.level);
  for (let above = superiorOf(ref); above; above = superiorOf(above)) {
    if (seatAt(organisation, place.region, above.level)?.code !== seat?.code) return resolveBody(above, place, organisation);
  }
  return null;
}
