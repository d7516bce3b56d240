import { adoptPack, runningRows } from '../../domain/rule-change/adoption';
import type { ChangeSubject } from '../../domain/rule-change/change';
import type { PinGroup } from '../../prisma/repositories/impact-list';
import { openPinGroups } from '../../prisma/repositories/impact-list';
import { decidedYears, draftedTexts } from '../../prisma/repositories/rule-changes';
import { toCalendarYear } from '../../rules/calendar';
import { shippedBase, sameDays } from '../../rules/calendar-base';
import { parseChangeText } from '../../rules/change-text';
import { editionsOf } from '../../rules/editions';
import { newestPacks } from '../../rules/pack-names';
import type { DecidingDeps } from '../execute-command';
import { readTexts } from '../law';

/** A calendar year, or a version of a pack with rows for running matters, that open matters do not go by yet. */
export interface AwaitingText extends ChangeSubject {
  text: string;
  /** Open matters that go by something else. */
  matters: number;
}

type Deps = Pick<DecidingDeps, 'db' | 'rules'>;

function awaiting(kind: ChangeSubject['kind'], text: string | undefined, otherwise: readonly PinGroup[]): AwaitingText[] {
  if (text === undefined || otherwise.length === 0) return [];
  const read = parseChangeText(kind, text);
  return read.ok ? [{ ...read.parsed.subject, text, matters: otherwise.reduce((sum, { matters }) => sum + matters, 0) }] : [];
}

/** Years that are provisional or say the same of every day are passed over, and those that the office has decided on since. */
async function awaitingYears({ db, rules }: Deps, groups: readonly PinGroup[]): Promise<AwaitingText[]> {
  const editions = editionsOf(rules);
  for (const { calendars } of groups) await readTexts(db.sql, rules, { packs: [], calendars });
  // Matters whose calendar nobody has stand still in any case; that it is missing is said elsewhere.
  const readable = groups.filter(({ calendars }) => editions.missing({ packs: [], calendars }).length === 0);
  const published = shippedBase().years.filter(({ file }) => file.status === 'published');
  const arrived = published.flatMap(({ file, text }) => awaiting('calendar', text,
    readable.filter(({ calendars }) => !sameDays(editions.yearOf(calendars, file.year), toCalendarYear(file)))));
  const decided = await decidedYears(db, arrived.map(({ sha256 }) => sha256), shippedBase().sha256);
  return arrived.filter(({ subject }) => !decided.has(subject));
}

/** Matters keep the version they were registered with; only rows that say they apply to running matters have to reach them. */
async function awaitingPacks({ db, rules }: Deps, groups: readonly PinGroup[]): Promise<AwaitingText[]> {
  const newest = newestPacks(rules.packs.filter(({ pack }) => pack.status === 'published'));
  const arrived = newest.flatMap(({ pack, text }) => awaiting('pack', text,
    groups.filter(({ packs }) => adoptPack(packs, pack, '', runningRows(pack)) !== null)));
  const drafted = await draftedTexts(db, arrived.map(({ sha256 }) => sha256));
  return arrived.filter(({ sha256 }) => !drafted.has(sha256));
}

/** What arrived with the program and waits for somebody to draft it: nothing moves a running matter by itself. */
export async function awaitingTexts(deps: Deps): Promise<AwaitingText[]> {
  const groups = await openPinGroups(deps.db);
  return [...await awaitingYears(deps, groups), ...await awaitingPacks(deps, groups)];
}
