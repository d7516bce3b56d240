import type { Span } from './row-head';

/** What two packs say about the same thing where they do not say the same. Plain JSON. */

export const VERDICTS = {
  'local-stricter': '地方更严，按地方规定',
  'national-stricter': '全国更严，按全国规则',
  'local-holds': '地方较宽而有据，按地方规定',
  differs: '说法不同，按地方规定',
} as const;
export type Verdict = keyof typeof VERDICTS;

export interface ConflictSide {
  /** Pack id. */
  pack: string;
  /** The rule in the office's words. */
  text: string;
  cite: string[];
}

/** `national` is the earlier pack, whichever it is; `local` the one that was laid over it. */
export interface ConflictRow {
  code: string;
  title: string;
  national: ConflictSide;
  local: ConflictSide;
  verdict: Verdict;
  /** Both citations and, where a legal reason decides, its basis; each once. */
  cites: string[];
  reason: string;
  /** The days on which both are in force. */
  span: Span;
}
