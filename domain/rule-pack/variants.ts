import type { Grade } from '../vocabulary/grade';
import type { Industry } from '../vocabulary/industry';
import type { ClockRow, LengthVariant } from './types';

/** The first length of a row that fits; a variant bound to grades does not fit where no grade is given. */
export const variantFor = (row: ClockRow, industry: Industry, grade: Grade | null): LengthVariant | undefined =>
  row.lengths.find(({ industries, grades }) =>
    (!industries || industries.includes(industry)) && (!grades || (grade !== null && grades.includes(grade))));
