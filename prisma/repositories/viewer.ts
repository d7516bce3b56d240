import { levelOfCode } from '../../domain/organisation/region';
import type { BodyKind } from '../../domain/organisation/body';
import { Prisma } from '../generated/client';

/** Through whose eyes a list is read: the body of the post that asks. */
export interface Viewer {
  bodyId: string;
  kind: BodyKind;
  regionCode: string;
}

const PREFIX_DIGITS = { county: 6, city: 4, province: 2, state: 0 } as const;

/** The digits every region below (and including) `code` begins with. */
export const regionPrefix = (code: string): string => code.slice(0, PREFIX_DIGITS[levelOfCode(code)]);

/**
 * Condition on `matter m`: what happened in the body's own region, or what it was given a task or a notice for. An
 * enterprise has no region to oversee, only what it was told.
 */
export function visibleTo(viewer: Viewer): Prisma.Sql {
  const told = Prisma.sql`exists (select 1 from task t where t.matter_id = m.id and t.body_id = ${viewer.bodyId})
    or exists (select 1 from notice n where n.matter_id = m.id and n.body_id = ${viewer.bodyId})`;
  return viewer.kind === 'enterprise'
    ? Prisma.sql`(${told})`
    : Prisma.sql`(m.region_code like ${`${regionPrefix(viewer.regionCode)}%`} or ${told})`;
}
