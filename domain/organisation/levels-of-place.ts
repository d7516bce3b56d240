import { LEVELS, type Level } from './level';

/** Places where a level of government is missing, by the accident's GB/T 2260 code. */

/** 直辖市: their districts stand directly under the municipality, which is of the province's rank. */
const MUNICIPALITIES: readonly string[] = ['11', '12', '31', '50'];
/** Digits 3 and 4 of counties directly under a province. */
const UNDER_PROVINCE = '90';
/** 东莞、中山、儋州、嘉峪关: cities without counties. */
const WITHOUT_COUNTIES: readonly string[] = ['441900', '442000', '460400', '620200'];

export const hasLevel = (region: string, level: Level): boolean => {
  if (level === 'city') return !MUNICIPALITIES.includes(region.slice(0, 2)) && region.slice(2, 4) !== UNDER_PROVINCE;
  return level !== 'county' || !WITHOUT_COUNTIES.includes(region);
};

/** The level itself, or the next higher one where the place lacks it. */
export function standingLevel(region: string, level: Level): Level {
  return hasLevel(region, level) ? level : LEVELS[LEVELS.indexOf(level) + 1] ?? level;
}

/** The next higher level that the place has; the country has nothing above it and answers itself. */
export const superiorLevel = (region: string, level: Level): Level =>
  standingLevel(region, LEVELS[LEVELS.indexOf(level) + 1] ?? level);
