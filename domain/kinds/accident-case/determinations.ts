import type { Instant } from '../../time/instant';
import type { Answer, Proposal } from '../../trigger/facts';
import type { CaseAnswers } from '../../trigger/facts';
import { ACCIDENT_TAGS, type AccidentTag } from '../../trigger/vocabulary';

/** What no figure shows and only a person can say of the accident: its nature, 瞒报, 迟报, 典型 … */
export const DETERMINABLE = { liability: '责任事故', 'production-accident': '生产安全事故', ...ACCIDENT_TAGS } as const;
export type Determinable = keyof typeof DETERMINABLE;

/** Whether it is one decides what is owed at all: 猝死 and the like are none. */
export const PRODUCTION_ACCIDENT = 'production-accident';

export const DETERMINED_ANSWERS = { yes: '是', no: '否', undecided: '尚待认定' } as const;
export type DeterminedAnswer = keyof typeof DETERMINED_ANSWERS;

export interface Determination {
  at: Instant;
  about: Determinable;
  answer: DeterminedAnswer;
  /** By what it was found: document, number, circumstances. */
  ground: string;
}

const ANSWERS: Record<DeterminedAnswer, Answer> = { yes: true, no: false, undecided: 'undecided' };

/** What people said of the case besides its acts, both lists in the order of time. */
export interface Said {
  determinations?: readonly Determination[] | undefined;
  proposals?: Proposal[] | undefined;
}

/** The latest word on each, as triggers read it. */
export function answersOf({ determinations = [], proposals }: Said): CaseAnswers {
  const latest = new Map(determinations.map((one) => [one.about, one]));
  const tags: Partial<Record<AccidentTag, Answer>> = {};
  const taggedAt: Partial<Record<AccidentTag, Instant>> = {};
  for (const { about, answer, at } of latest.values()) {
    if (about === 'liability' || about === PRODUCTION_ACCIDENT) continue;
    tags[about] = ANSWERS[answer];
    if (answer === 'yes') taggedAt[about] = at;
  }
  const nature = latest.get('liability');
  return { tags, taggedAt, proposals, ...(nature ? { liability: ANSWERS[nature.answer] } : {}) };
}

/** “认定为‘典型事故’”. */
export function determinationText({ about, answer }: Pick<Determination, 'about' | 'answer'>): string {
  if (answer === 'undecided') return `是否“${DETERMINABLE[about]}”：尚待认定`;
  return `${answer === 'yes' ? '认定为' : '认定不是'}“${DETERMINABLE[about]}”`;
}

/** The last word is that it was no production accident: nobody is held to account and nothing is evaluated. */
export const isNoProductionAccident = (determinations: readonly Determination[] = []): boolean =>
  determinations.findLast(({ about }) => about === PRODUCTION_ACCIDENT)?.answer === 'no';
