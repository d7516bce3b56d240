import { type PinnedLaw, lawOfPins } from '../../activities/law';
import { loadRules } from '../../rules';
import { allRegions } from '../../prisma/repositories/organisation-queries';
import { findCase, type CaseRecord } from '../../prisma/repositories/case-queries';
import type { Clock } from '../../domain/time/clock';
import type { SignedIn } from '../auth/signed-in';
import type { AppDeps } from '../deps';
import { problem } from '../http/problems';
import { regionTree, type RegionTree } from '../pages/regions';

/** The case, or the problem "no such case" when there is none or this post may not know of it. */
export async function loadCase(deps: AppDeps, user: SignedIn, caseId: string): Promise<CaseRecord> {
  const record = await findCase(deps.database, user.viewer, caseId);
  if (record === null) throw problem('case-not-found');
  return record.clocks.some(isPaused) ? withPausedClocks(deps, record) : record;
}

const isPaused = (clock: Clock): boolean => clock.state === 'paused';

/** A paused limit moves on with every day in which nothing happens; the record holds it as it stood at the last event. */
async function withPausedClocks(deps: AppDeps, record: CaseRecord): Promise<CaseRecord> {
  const now = await deps.foresight?.clocksNow(record.id) ?? [];
  const moved = (clock: Clock): Clock => now.find(({ code }) => code === clock.code) ?? clock;
  return { ...record, clocks: record.clocks.map((clock) => (isPaused(clock) ? moved(clock) : clock)) };
}

/** The law by which the case is reckoned, also where its texts came into force while the program ran. */
export const lawOf = ({ database }: AppDeps, { packs, calendars }: Pick<CaseRecord, 'packs' | 'calendars'>): Promise<PinnedLaw> =>
  lawOfPins(database.sql, loadRules(), { packs, calendars });

export const loadRegions = async (deps: AppDeps): Promise<RegionTree> => regionTree(await allRegions(deps.database));
