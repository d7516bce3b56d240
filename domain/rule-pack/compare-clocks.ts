import type { Grade } from '../vocabulary/grade';
import type { Industry } from '../vocabulary/industry';
import { GRADES } from '../vocabulary/grade';
import { INDUSTRIES } from '../vocabulary/industry';
import { canonicalJson } from '../base/canonical-json';
import type { Relation } from './relation';
import { compareLengths } from './length';
import type { ClockRow, LengthVariant } from './types';
import { variantFor } from './variants';

/** A kind of accident, as lengths are told apart. */
export interface Cell {
  grade: Grade;
  industry: Industry;
}

export const CELLS: readonly Cell[] = GRADES.flatMap((grade) => INDUSTRIES.map((industry) => ({ grade, industry })));

const appliesTo = ({ when }: ClockRow, { grade, industry }: Cell): boolean =>
  (!when?.grades || when.grades.includes(grade)) && (!when?.industries || when.industries.includes(industry))
  && !when?.exceptIndustries?.includes(industry);

/** The length that the row gives this kind of accident; undefined where the row is silent on it. */
export const cellVariant = (row: ClockRow, cell: Cell): LengthVariant | undefined =>
  (appliesTo(row, cell) ? variantFor(row, cell.industry, cell.grade) : undefined);

/** All of them hold together: one that is looser makes the whole looser, since strictness has to be provable. */
function together(relations: readonly Relation[]): Relation {
  if (relations.includes('looser')) return 'looser';
  return relations.includes('stricter') ? 'stricter' : 'same';
}

/** What is not surely as short counts as looser. */
export const bySign = (sign: number | null): Relation => (sign === null || sign > 0 ? 'looser' : sign < 0 ? 'stricter' : 'same');

const reversed = (sign: number | null): number | null => (sign === null ? null : -sign);

/** A shorter limit ends earlier; counted back from an event, a longer one does. */
function compareEnds(earlier: LengthVariant, later: LengthVariant, direction: ClockRow['direction']): Relation {
  const sign = compareLengths(later.length, earlier.length);
  return bySign(direction === 'before' ? reversed(sign) : sign);
}

/** A window that opens later is narrower; without an opening it is the widest. */
function compareOpenings(earlier: LengthVariant, later: LengthVariant): Relation {
  if (!earlier.opens || !later.opens) return bySign(Number(!later.opens) - Number(!earlier.opens));
  return bySign(reversed(compareLengths(later.opens, earlier.opens)));
}

function compareVariants(earlier: LengthVariant, later: LengthVariant, direction: ClockRow['direction']): Relation {
  return together([
    compareEnds(earlier, later, direction), bySign(later.extensionCapDays - earlier.extensionCapDays),
    compareOpenings(earlier, later),
  ]);
}

/** How a limit is counted and what starts and ends it; another beginning or end is never provably stricter. */
function compareCounting(earlier: ClockRow, later: ClockRow): Relation {
  const frame = ({ trigger, met, voidBy, direction, perParty }: ClockRow) =>
    canonicalJson({ trigger, met: met ?? null, voidBy: voidBy ?? null, direction, perParty });
  return together([
    bySign(Number(earlier.ends !== 'opens' && frame(earlier) !== frame(later))),
    bySign(Number(later.roll === 'next-working-day') - Number(earlier.roll === 'next-working-day')),
    bySign(Number(earlier.startDay === 'same') - Number(later.startDay === 'same')),
    bySign(Number(earlier.pause === undefined && later.pause !== undefined)),
  ]);
}

/** How the later row stands to the earlier one, for each kind of accident on which the later one speaks. */
export function cellRelations(earlier: ClockRow, later: ClockRow): ReadonlyMap<Cell, Relation> {
  const counting = compareCounting(earlier, later);
  return new Map(CELLS.flatMap((cell): [Cell, Relation][] => {
    const variant = cellVariant(later, cell);
    if (!variant) return [];
    const before = cellVariant(earlier, cell);
    return [[cell, before ? together([compareVariants(before, variant, later.direction), counting]) : 'stricter']];
  }));
}
