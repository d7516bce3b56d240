import type { Level } from './level';

/** One division of GB/T 2260. `name` is its own name only (“张湾区”); the full name is the path (`fullName`). */
export interface Region {
  /** Six digits; the country itself is `000000`. */
  code: string;
  name: string;
  level: Level;
  /** Null only for the country. */
  parentCode: string | null;
}

export const STATE_CODE = '000000';

/** Two digits name the province, two the city, two the county; zeros at the end mean "the whole of it". */
export function levelOfCode(code: string): Level {
  if (code === STATE_CODE) return 'state';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

const PARENT_DIGITS: Record<Level, number> = { county: 4, city: 2, province: 0, state: 0 };

/** Code of the division directly above; null for the country. */
export function parentOfCode(code: string): string | null {
  const level = levelOfCode(code);
  return level === 'state' ? null : code.slice(0, PARENT_DIGITS[level]).padEnd(6, '0');
}

/**
 * Entries of GB/T 2260 that stand between province and county without any authority of their own: “市辖区” and “县” of a
 * municipality (110100, 500200) and “省直辖县级行政区划” (429000). What a city would do there, the province does.
 */
export const isNominalCity = (code: string): boolean => /^(11|12|31|50)0[12]00$|^\d{2}9000$/.test(code);
