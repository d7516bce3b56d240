import { openPinGroups } from '../../prisma/repositories/impact-list';
import { decidedYears } from '../../prisma/repositories/rule-changes';
import { shippedBase, sameDays } from '../../rules/calendar-base';
import { toCalendarYear } from '../../rules/calendar';
import { parseChangeText } from '../../rules/change-text';
import { editionsOf } from '../../rules/editions';
import type { ExecuteDeps } from '../execute-command';
import { lawOfPins } from '../law';

/** A calendar year that came with this program and that open matters do not count by yet. */
export interface AwaitingYear {
  year: number;
  title: string;
  edition: string;
  sha256: string;
  text: string;
  /** Open matters that count this year otherwise. */
  matters: number;
}

/**
 * What arrived with the program and waits for somebody to draft it: nothing moves a running matter by itself. Years that
 * are provisional or say the same of every day are passed over, and those that the office has decided on since.
 */
export async function awaitingYears({ db, rules }: Pick<ExecuteDeps, 'db' | 'rules'>): Promise<AwaitingYear[]> {
  const editions = editionsOf(rules);
  const groups = await openPinGroups(db);
  for (const group of groups) await lawOfPins(db.client, rules, group);
  const published = shippedBase().years.filter(({ file }) => file.status === 'published');
  const arrived = published.flatMap(({ file, text }): AwaitingYear[] => {
    const otherwise = groups.filter(({ calendars }) => !sameDays(editions.yearOf(calendars, file.year), toCalendarYear(file)));
    const read = parseChangeText('calendar', text);
    if (otherwise.length === 0 || !read.ok) return [];
    const { title, edition, sha256 } = read.parsed.subject;
    return [{ year: file.year, title, edition, sha256, text, matters: otherwise.reduce((sum, { matters }) => sum + matters, 0) }];
  });
  const decided = await decidedYears(db, arrived.map(({ sha256 }) => sha256), shippedBase().sha256);
  return arrived.filter(({ year }) => !decided.has(String(year)));
}
