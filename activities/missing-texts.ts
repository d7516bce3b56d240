import { EVERY_YEAR } from '../domain/rule-pack/types';
import type { PinGroup } from '../prisma/repositories/impact-list';
import { openPinGroups } from '../prisma/repositories/impact-list';
import type { DecidingDeps } from './execute-command';
import { readTexts } from './law';

/** A text of law that open matters are reckoned by and that is neither on board nor in the record: they stand still without it. */
export interface MissingText {
  title: string;
  sha256: string;
  /** Open matters that pin it. */
  matters: number;
}

function namedPins({ packs, calendars }: PinGroup): { title: string; sha256: string }[] {
  return [
    ...packs.flatMap(({ id, version, sha256, adopted = [] }) => [
      { title: `规则包 ${id} ${version}`, sha256 }, ...adopted.map((later) => ({ title: `规则包 ${id} ${later.version}`, sha256: later.sha256 })),
    ]),
    ...calendars.map(({ year, sha256 }) => ({ title: year === EVERY_YEAR ? '登记时的日历' : `${year}年日历`, sha256 })),
  ];
}

/** Looks at every open matter's pins, a group of equal pins at a time. */
export async function missingTexts({ db, rules }: Pick<DecidingDeps, 'db' | 'rules'>): Promise<MissingText[]> {
  const missing = new Map<string, MissingText>();
  for (const group of await openPinGroups(db)) {
    const absent = new Set((await readTexts(db.sql, rules, group)).missing(group));
    for (const { title, sha256 } of namedPins(group).filter((pin) => absent.has(pin.sha256))) {
      missing.set(sha256, { title, sha256, matters: (missing.get(sha256)?.matters ?? 0) + group.matters });
    }
  }
  return [...missing.values()];
}

const HASH_DIGITS = 8;
export const missingWords = ({ title, sha256, matters }: MissingText): string => `${title}（${sha256.slice(0, HASH_DIGITS)}，涉及在办案件 ${matters} 起）`;
