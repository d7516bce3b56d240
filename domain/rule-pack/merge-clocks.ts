import type { Industry } from '../vocabulary/industry';
import { GRADES } from '../vocabulary/grade';
import { INDUSTRIES } from '../vocabulary/industry';
import { CELLS, type Cell, cellRelations, cellVariant } from './compare-clocks';
import type { ClockRow, LengthVariant } from './types';

type Bound = Pick<LengthVariant, 'grades' | 'industries'>;

/** Grades and industries of the chosen cells, as few variants as will say it; everything left open where all are meant. */
function boundsOf(chosen: readonly Cell[]): Bound[] {
  const byIndustries = new Map<string, { grades: Cell['grade'][]; industries: Industry[] }>();
  for (const grade of GRADES) {
    const industries = INDUSTRIES.filter((industry) => chosen.some((cell) => cell.grade === grade && cell.industry === industry));
    const group = byIndustries.get(industries.join()) ?? { grades: [], industries };
    group.grades.push(grade);
    if (industries.length) byIndustries.set(industries.join(), group);
  }
  return [...byIndustries.values()].map(({ grades, industries }) => ({
    ...(grades.length === GRADES.length ? {} : { grades }),
    ...(industries.length === INDUSTRIES.length ? {} : { industries }),
  }));
}

/** The row's lengths, each bound to the kinds of accident that it speaks of and that `accepts` lets through. */
function boundLengths(row: ClockRow, accepts: (cell: Cell) => boolean): LengthVariant[] {
  return row.lengths.flatMap((variant) => {
    const { grades: _g, industries: _i, ...rest } = variant;
    const chosen = CELLS.filter((cell) => cellVariant(row, cell) === variant && accepts(cell));
    return boundsOf(chosen).map((bound) => ({ ...rest, ...bound, cite: variant.cite ?? row.cite, note: variant.note ?? row.note }));
  });
}

/**
 * The stricter of two rows for each kind of accident. Where the later row is nowhere looser and speaks wherever the
 * earlier one does, it simply replaces it; where it says the same, both sources stand behind it.
 */
export function mergeClocks(earlier: ClockRow, later: ClockRow): ClockRow {
  const relations = cellRelations(earlier, later);
  const isStrict = (cell: Cell) => relations.has(cell) && relations.get(cell) !== 'looser';
  const spoken = CELLS.filter((cell) => cellVariant(earlier, cell) ?? cellVariant(later, cell));
  if (!spoken.some(isStrict)) return earlier;
  const cite = [...new Set([...earlier.cite, ...later.cite])];
  if (spoken.every(isStrict)) return spoken.some((cell) => relations.get(cell) === 'stricter') ? later : { ...later, cite };
  const { grades: _g, industries: _i, exceptIndustries: _e, ...when } = earlier.when ?? {};
  return {
    ...earlier, cite, when,
    lengths: [...boundLengths(later, isStrict), ...boundLengths(earlier, (cell) => !isStrict(cell))],
  };
}
