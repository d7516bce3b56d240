import type { BodyKind } from '../../organisation/body';
import { LEVEL_NAMES } from '../../organisation/names';
import type { ProcessName } from './process-names';
import type { Instant, PlainDate } from '../../time/instant';

/** How a row of the table of acts is written. */

/** What an act may say besides what it is and when it was done. */
export interface ActFields {
  by?: string;
  to?: string;
  body?: string;
  party?: string;
  name?: string;
  clock?: string;
  days?: number;
  opinion?: string;
  decision?: string;
  stage?: string;
  ground?: string;
  leader?: string;
  amountYuan?: number;
  hearingAt?: Instant;
  powerCutAt?: Instant;
  /** What is said with it: facts, opinion, grounds. */
  note?: string;
  /** Number and date of the paper behind it (党政机关公文处理工作条例 第9条). */
  docNo?: string;
  docDate?: PlainDate;
}

export type FieldType =
  | { type: 'choice'; options: Readonly<Record<string, string>> }
  | { type: 'text' }
  /** Paragraphs. */
  | { type: 'prose' }
  | { type: 'date' }
  | { type: 'count'; unit: string }
  | { type: 'yuan' }
  | { type: 'instant' };

export type Field = FieldType & { name: keyof ActFields; label: string; required: boolean };

/**
 * `investigating`: the level that investigates (493号令 第19条). `by`, `to`: the level that the field names; where `by` names
 * the unit, whoever takes its report. `team`: the same, unless the investigation was handed to somebody else. `above`: higher than the one that investigates, or the State itself.
 */
export type Seat = 'investigating' | 'team' | 'by' | 'to' | 'above';

export interface ActRow {
  title: string;
  /** What the record calls it once it happened. */
  event: string;
  /** The process that takes the command while it is open; otherwise the case itself takes it. */
  process: ProcessName;
  /** Kinds of bodies whose posts may do it. */
  doneBy: readonly BodyKind[];
  /** At which level such a body has to sit; absent where any in whose area the accident lies may do it. */
  seat?: Seat;
  fields: readonly Field[];
}

const REPORTER_OPTIONS = { unit: '事故单位', ...LEVEL_NAMES } as const;

export const choice = (name: Field['name'], label: string, options: Readonly<Record<string, string>>, required = true): Field =>
  ({ type: 'choice', name, label, options, required });
export const text = (name: Field['name'], label: string, required = true): Field => ({ type: 'text', name, label, required });
export const reporter = (name: 'by' | 'to', label: string) => choice(name, label, REPORTER_OPTIONS);
export const level = (name: 'by' | 'to', label: string, required = true) => choice(name, label, LEVEL_NAMES, required);

export const OFFICE = ['safety-committee-office', 'emergency-management'] as const;
export const TEAM = ['emergency-management', 'safety-committee-office', 'industry-regulator'] as const;
export const GOVERNMENT = ['government', ...OFFICE] as const;
export const PUNISHER = ['emergency-management', 'industry-regulator'] as const;

/** What any act can say, whichever it is. */
export const COMMON_FIELDS: readonly Field[] = [
  { type: 'prose', name: 'note', label: '说明或意见', required: false },
  { type: 'text', name: 'docNo', label: '文号', required: false },
  { type: 'date', name: 'docDate', label: '文件日期', required: false },
];

/** The process stays a word of its own in the type: each workflow file names only acts that are its own. */
export const row = <const P extends ProcessName>(
  title: string, event: string, process: P, doneBy: readonly BodyKind[], fields: readonly Field[] = [], seat?: Seat,
): ActRow & { process: P } => ({ title, event, process, doneBy, fields: [...fields, ...COMMON_FIELDS], ...(seat ? { seat } : {}) });
