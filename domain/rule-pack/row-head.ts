import type { Level } from '../organisation/level';
import type { PlainDate } from '../time/instant';

/** Days, both ends included; open where an end is absent. */
export interface Span {
  from?: PlainDate | undefined;
  to?: PlainDate | undefined;
}

/** What rows of every kind share. */
export interface RowHead {
  code: string;
  /** Source and article, e.g. `493号令 第29条`. Never empty. */
  cite: string[];
  /**
   * First and last day on which the source is in force. The row decides only what falls on such a day: a limit by the day
   * of its trigger, a gate by the day of its act. `retroactive`: days before the first one too, and why; the proof says so.
   */
  effective?: (Span & { retroactive?: string | undefined }) | undefined;
  /** Set by the merge where another row decides some of these days; stands in no file. */
  decides?: Span | undefined;
  /** Set by the merge on rows of a draft pack, which make nothing late; stands in no file. */
  draft?: true | undefined;
  /** How certain the row is, where it is not. */
  note?: string | undefined;
  /** True where the source gives no number and the pack fills the gap with a usable default. */
  default?: boolean | undefined;
  /**
   * What becomes of a row that is looser than the one it overrides: `void` (the earlier row stays) or `holds`. Demanded
   * by `pack check` of every such row, with the reason and the law behind it. `since`: first day of the law that voids it;
   * before that day it stood.
   */
  against?: { standing: 'void' | 'holds'; since?: PlainDate | undefined; reason: string; basis: string[] } | undefined;
  /** A new version of this row also holds for matters that are under way when it comes into force; else they keep theirs. */
  appliesToRunning?: boolean | undefined;
}

export const LENGTH_UNITS = ['hours', 'days', 'working-days', 'months', 'years'] as const;
export interface Length {
  unit: (typeof LENGTH_UNITS)[number];
  amount: number;
}

/** `investigator`: level of the body that investigates; `grade`: level by grade alone, whoever took the case over. */
export type LevelExpression = Level | 'investigator' | 'grade';
