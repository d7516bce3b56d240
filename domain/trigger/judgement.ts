/**
 * Answers in four steps: `pending` and `unknown` both mean “cannot tell”. `pending`: what is missing is a decision that
 * somebody on the case has yet to take, and with it the answer could be yes. `unknown`: a fact is not at hand.
 */
export const TRUTHS = ['no', 'unknown', 'pending', 'yes'] as const;
export type Truth = (typeof TRUTHS)[number];

/** One fact that is needed and not there. */
export interface MissingFact {
  /** Stable name: `accident:a1.liability`. */
  fact: string;
  /** What is missing, in Chinese. */
  text: string;
  /** True where somebody has yet to decide it, false where it is just not at hand. */
  pending: boolean;
  /** What hints at the answer without giving it. */
  clue: string | null;
}

export interface Judgement {
  truth: Truth;
  /** Empty for yes and no. */
  missing: MissingFact[];
  /** What speaks for the answer, in Chinese. */
  because: string[];
  /** Ids of the accidents that were looked at and fitted. */
  accidents: string[];
}

const rank = (truth: Truth): number => TRUTHS.indexOf(truth);
const isOpen = ({ truth }: Judgement): boolean => truth === 'unknown' || truth === 'pending';
const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

export const decided = (holds: boolean, because: string, accidents: readonly string[] = []): Judgement =>
  ({ truth: holds ? 'yes' : 'no', missing: [], because: [because], accidents: holds ? [...accidents] : [] });

export const lacking = (missing: MissingFact): Judgement =>
  ({ truth: missing.pending ? 'pending' : 'unknown', missing: [missing], because: [], accidents: [] });

/** Every missing fact once. */
export function mergeMissing(parts: readonly Judgement[]): MissingFact[] {
  const missing = parts.flatMap((part) => part.missing);
  return missing.filter((one, i) => missing.findIndex(({ fact }) => fact === one.fact) === i);
}

/** A “no” is explained by what fails, a “yes” by what holds, an open answer by what holds so far. */
const speakers = (truth: Truth, parts: readonly Judgement[]): Judgement[] => parts.filter((part) => (
  truth === 'no' ? part.truth === 'no' : part.truth === 'yes' || (truth !== 'yes' && isOpen(part))));

/** Puts parts together; only those that made the answer speak for it. */
function combine(truth: Truth, speaking: readonly Judgement[], open: readonly Judgement[]): Judgement {
  return {
    truth,
    missing: truth === 'yes' || truth === 'no' ? [] : mergeMissing(open),
    because: unique(speaking.flatMap(({ because }) => because)),
    accidents: truth === 'no' ? [] : unique(speaking.flatMap(({ accidents }) => accidents)),
  };
}

/** All must hold: the least answer decides, and one “no” is enough. */
export function allOf(parts: readonly Judgement[]): Judgement {
  const truth = parts.reduce<Truth>((least, part) => (rank(part.truth) < rank(least) ? part.truth : least), 'yes');
  return combine(truth, speakers(truth, parts), parts.filter(isOpen));
}

/** One is enough: the best answer decides. */
export function oneHolds(parts: readonly Judgement[]): Judgement {
  const truth = parts.reduce<Truth>((best, part) => (rank(part.truth) > rank(best) ? part.truth : best), 'no');
  return combine(truth, speakers(truth, parts), parts.filter(isOpen));
}

/** Turns yes and no round; what cannot be told stays so. */
export function notOf(part: Judgement): Judgement {
  if (isOpen(part)) return part;
  return { ...part, truth: part.truth === 'yes' ? 'no' : 'yes', accidents: [] };
}
