import { madeOnce } from '../../../base/once';
import type { ClockRow } from '../../../rule-pack/types';
import type { Act } from '../facts';
import type { Journal } from '../journal';
import { partyKey } from '../party';

/** Several filings on one party and several listings of one case: each has limits of its own, `code#2` from the second on. */

const FILING = 'open-penalty-case';
const LISTING = 'open-supervision';

/** Steps of a penalty and of what may be done against it: each belongs to the filing opened last before it. */
const OF_FILING: ReadonlySet<string> = new Set([
  FILING, 'notify-hearing-right', 'request-hearing', 'notify-hearing', 'hold-hearing', 'decide-penalty', 'serve-penalty', 'publish-penalty',
  'pay-penalty', 'notify-remedies', 'request-reconsideration', 'file-lawsuit', 'apply-enforcement',
]);

/** Which filing on its party each such act belongs to, from 1 on. */
const filingsIn = madeOnce((journal: Journal): ReadonlyMap<Act, number> => {
  const opened = new Map<string, number>();
  return new Map(journal.named(OF_FILING).map((act) => {
    const key = partyKey(act.party ?? '');
    if (act.do === FILING) opened.set(key, (opened.get(key) ?? 0) + 1);
    return [act, opened.get(key) ?? 1];
  }));
});

interface Listings {
  /** The acts that began one, oldest first. */
  begun: readonly Act[];
  /** Listed again by a body whose listing still stands. */
  repeated: readonly Act[];
}

/** Another body's listing beside one that stands is one of its own; the same body's again is none. */
export const listingsOf = madeOnce((journal: Journal): Listings => {
  const listings = { begun: [] as Act[], repeated: [] as Act[] };
  const standing = new Set<string>();
  for (const act of journal.named([LISTING, 'release-supervision'])) {
    const key = partyKey(act.by ?? '');
    if (act.do !== LISTING) standing.clear();
    else if (standing.has(key)) listings.repeated.push(act);
    else listings.begun.push(act);
    if (act.do === LISTING) standing.add(key);
  }
  return listings;
});

const startsWith = ({ trigger }: ClockRow, isOne: (act: string) => boolean): boolean => trigger.from === 'act' && trigger.acts.every(isOne);
const runsByFiling = (row: ClockRow): boolean => row.perParty && (row.trigger.from === 'lapse' || startsWith(row, (act) => OF_FILING.has(act)));
const runsByListing = (row: ClockRow): boolean =>
  row.trigger.from === 'act' && row.trigger.pick === 'first' && startsWith(row, (act) => act === LISTING);

/** How many series the row runs in; 1 for most. */
export function seriesCount(row: ClockRow, party: string | null, journal: Journal): number {
  if (runsByListing(row)) return Math.max(1, listingsOf(journal).begun.length);
  if (party === null || !runsByFiling(row)) return 1;
  return Math.max(1, journal.ofParty(party).filter((act) => act.do === FILING).length);
}

/** The acts without those of the row's other series. */
export function ofSeries(row: ClockRow, acts: readonly Act[], series: number, journal: Journal): readonly Act[] {
  if (runsByListing(row)) {
    const { begun } = listingsOf(journal);
    return begun.length < 2 ? acts : acts.filter((act) => act.do !== LISTING || act === begun[series - 1]);
  }
  if (!runsByFiling(row)) return acts;
  const filings = filingsIn(journal);
  return acts.every((act) => (filings.get(act) ?? series) === series) ? acts : acts.filter((act) => (filings.get(act) ?? series) === series);
}
