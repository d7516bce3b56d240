import { allRegions } from '../../prisma/repositories/organisation-queries';
import { findCase, type CaseRecord } from '../../prisma/repositories/case-queries';
import type { SignedIn } from '../auth/signed-in';
import type { AppDeps } from '../deps';
import { problem } from '../http/problems';
import { regionTree, type RegionTree } from '../pages/regions';

/** The case, or the problem "no such case" when there is none or this post may not know of it. */
export async function loadCase(deps: AppDeps, user: SignedIn, caseId: string): Promise<CaseRecord> {
  const record = await findCase(deps.database, user.viewer, caseId);
  if (record === null) throw problem('case-not-found');
  return record;
}

export const loadRegions = async (deps: AppDeps): Promise<RegionTree> => regionTree(await allRegions(deps.database));
