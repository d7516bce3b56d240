import { z } from 'zod';
import { GRADES } from '../../../domain/vocabulary/grade';
import { INDUSTRIES } from '../../../domain/vocabulary/industry';
import { PHASES } from '../../../domain/kinds/accident-case/stages';
import { CASE_SORTS, LIGHT_RANKS, type CaseFilter, type Cursor } from '../../../prisma/repositories/case-list';

/** The filter of the ledger as it comes in an address; what cannot be read is left out rather than refused. */

const isPhase = (value: string): boolean => Object.hasOwn(PHASES, value);

export const LedgerQuery = z.object({
  light: z.enum(LIGHT_RANKS).nullable().catch(null),
  grade: z.enum(GRADES).nullable().catch(null),
  region: z.string().regex(/^\d{6}$/).nullable().catch(null),
  industry: z.enum(INDUSTRIES).nullable().catch(null),
  phase: z.string().refine(isPhase).nullable().catch(null),
  text: z.string().trim().min(1).max(100).nullable().catch(null),
  sort: z.enum(CASE_SORTS).catch('urgent'),
  /** `<key>.<id>` of the last row of the page before. */
  after: z.string().regex(/^-?\d{1,18}\..{1,200}$/).nullable().catch(null),
  limit: z.coerce.number().int().min(1).max(200).catch(50),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;

export const caseFilterOf = ({ light, grade, region, industry, phase, text }: LedgerQuery): CaseFilter =>
  ({ light, grade, region, industry, phase, text });

export function cursorOf(after: string | null): Cursor | null {
  if (after === null) return null;
  const dot = after.indexOf('.');
  return { key: after.slice(0, dot), id: after.slice(dot + 1) };
}
