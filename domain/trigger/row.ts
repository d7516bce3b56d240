import type { Grade } from '../vocabulary/grade';
import type { Industry } from '../vocabulary/industry';
import type { Investigator } from '../rule-pack/types';
import type { Length, RowHead } from '../rule-pack/row-head';
import type {
  AccidentTag, AreaFigure, AreaTag, FindingKind, MeasureKind, Person, PlaceWord, Role, SubjectKind, UnitTrait,
} from './vocabulary';

/** One line of law that says: where this is so, that measure follows. Plain JSON. */

/** Both ends included (以上含本数). */
export interface Range<T> {
  min?: T | undefined;
  max?: T | undefined;
}

/**
 * A sliding period that ends with the subject's own day. A day lies in it when that day + the period reaches the end:
 * day N counts, months end on the day of the same number or the month's last. `calendarYear`: from 1 January on.
 */
export type Period = { days: number } | { months: number } | { calendarYear: true };

/** What two accidents, or an accident and a measure, have to share. `area`: the named area, e.g. a division. */
export const SHARED = ['county', 'city', 'province', 'area', 'unit', 'industry'] as const;
export type Shared = (typeof SHARED)[number];

/** At least `min` accidents in the period, the subject itself included where it fits `where`. */
export interface CountCondition {
  min: number;
  within: Period;
  same?: Shared[] | undefined;
  where?: Condition | undefined;
}

/** An earlier measure within the period, taken before the subject's day. */
export interface EarlierCondition {
  measures: MeasureKind[];
  within: Period;
  same: Shared[];
}

/** Words that stand for themselves. */
export interface Leaves {
  grade: Range<Grade>;
  /** Persons missing may still turn out dead: the figure then lies between deaths and deaths + missing. */
  deaths: Range<number>;
  missing: Range<number>;
  industry: Industry[];
  /** 责任事故 or not. */
  liability: boolean;
  tag: AccidentTag;
  investigator: Investigator[];
  /** The grade rose inside the casualty window. */
  gradeRose: true;
  unitIs: UnitTrait;
  /** Capacity of the mine, 万吨 a year. */
  capacity: Range<number>;
  earlier: EarlierCondition;
  assessment: 'failed';
  score: { below: number };
  /** The figure of the year is above its quota. */
  overQuota: AreaFigure;
  /** Deaths of the year against the year before, at least so many percent more. */
  rise: { percent: number };
  areaTag: AreaTag;
  /** A person proposed this measure in writing and gave the ground. */
  proposal: MeasureKind;
  found: FindingKind[];
  serious: boolean;
}
interface All { all: Condition[] }
interface Any { any: Condition[] }
interface Not { not: Condition }
interface Count { count: CountCondition }
/** Everything a condition can say: one word, which may combine others. */
export type Condition = { [K in keyof Leaves]: Record<K, Leaves[K]> }[keyof Leaves] | All | Any | Not | Count;
export interface Vocabulary extends Leaves, All, Any, Not, Count {}
export type ConditionKey = keyof Vocabulary;

const ANYWHERE = ['all', 'any', 'not'] as const;
/** Which words a row may use, by what it is about. */
export const WORDS_OF: Record<SubjectKind, readonly ConditionKey[]> = {
  accident: [
    ...ANYWHERE, 'grade', 'deaths', 'missing', 'industry', 'liability', 'tag', 'investigator', 'gradeRose', 'unitIs', 'capacity',
    'count', 'earlier', 'proposal',
  ],
  area: [...ANYWHERE, 'assessment', 'score', 'overQuota', 'rise', 'areaTag', 'proposal', 'count'],
  inspection: [...ANYWHERE, 'found', 'serious', 'industry', 'capacity', 'unitIs'],
};
/** What may be asked of each accident that is counted. */
export const WORDS_OF_COUNTED: readonly ConditionKey[] =
  [...ANYWHERE, 'grade', 'deaths', 'missing', 'industry', 'liability', 'tag', 'investigator', 'unitIs'];

/** A body as the source names it: role and level, or its own name. */
export interface Party {
  role: Role;
  level?: PlaceWord | undefined;
  name?: string | undefined;
  persons?: Person[] | undefined;
}

/** When the measure has to be taken. Hardly any source gives a number: then `default` is true and it is only advice. */
export interface MeasureLimit {
  length: Length;
  /** `accident`: from its occurrence; `flag`: since somebody marked it (typical …); `finding`: since the finding was confirmed. */
  from: 'accident' | 'flag' | 'finding';
  default: boolean;
}

export interface Measure {
  kind: MeasureKind;
  /** `shall` 应当; `may` 可以: then nobody but a person decides whether. */
  force: 'shall' | 'may';
  by: Party[];
  on: Party[];
  /** Scope, amount, term: what the source adds. */
  detail?: string | undefined;
  limit?: MeasureLimit | undefined;
}

export interface TriggerRow extends RowHead {
  kind: 'trigger';
  title: string;
  subject: SubjectKind;
  when: Condition;
  measures: Measure[];
  /** Codes of rows whose findings about the same subject this one supersedes once they no longer hold. */
  replaces?: string[] | undefined;
  /** Why the row is on board but cannot be applied (text cut off, no condition given). It then finds nothing. */
  inactive?: string | undefined;
}

