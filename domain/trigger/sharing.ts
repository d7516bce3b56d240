import type { Placed } from './facts';
import type { Shared } from './row';

const DIGITS = { county: 6, city: 4, province: 2 } as const;

export const SHARED_NAMES: Record<Shared, string> = {
  county: '同一县级地区', city: '同一市级地区', province: '同一省级地区', area: '同一地区（师、部门）', unit: '同一单位', industry: '同一行业',
};

const valueOf = (place: Placed, key: Shared): string | undefined => {
  if (key === 'area' || key === 'unit' || key === 'industry') return place[key];
  return place.region?.slice(0, DIGITS[key]);
};

/** Whether two things share a place, unit or industry; null where one of them does not say. */
export function share(a: Placed, b: Placed, key: Shared): boolean | null {
  const [left, right] = [valueOf(a, key), valueOf(b, key)];
  return left === undefined || right === undefined ? null : left === right;
}

/** Whether something lies in an area: by its name, or by a region code whose trailing 00 stand for “all of it”. */
export function liesIn(place: Placed, area: Placed): boolean | null {
  if (place.area !== undefined && place.area === area.area) return true;
  if (area.region !== undefined) return place.region === undefined ? null : place.region.startsWith(area.region.replace(/(00)+$/, ''));
  return place.area === undefined ? null : false;
}
