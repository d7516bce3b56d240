import type { Instant, PlainDate } from './instant';
import type { BodyRef } from '../organisation/body';
import type { ProcessName } from '../kernel/process';
import type { ProofStep } from './proof';

export type ClockState = 'pending' | 'paused' | 'met' | 'met-late' | 'overdue' | 'void';

/** A moment at which a clock does something: tells somebody, or becomes late. */
export interface Threshold {
  kind: 'opens' | 'reminder' | 'due' | 'escalation';
  /** Position within its kind, counted from 0 in order of time. */
  index: number;
  /** The legal instant of the threshold; reminders lie in working hours and are spread by case. */
  at: Instant;
  /** Who is told, in order. */
  to: BodyRef[];
}

/** One legal limit of one case, as derived from facts, rules and calendar at a given instant. Plain JSON. */
export interface Clock {
  /** Code of the pack row, with `@party` where the row runs per party. */
  code: string;
  party: string | null;
  /** The obligation in the office's words, from the pack. */
  title: string;
  triggeredAt: Instant;
  opensOn: PlainDate | null;
  /** Last day in time; null for limits in hours. */
  dueDate: PlainDate | null;
  /** First instant at which it is late (hours: the last instant in time); null where the row only opens. */
  dueAt: Instant | null;
  state: ClockState;
  voidReason: string | null;
  metAt: Instant | null;
  lateByMs: number | null;
  /** True when it consulted a calendar year that is not published yet. */
  provisional: boolean;
  cite: string[];
  /** Remark of the pack row on how certain the rule is, where it says so. */
  note: string | null;
  proof: ProofStep[];
  /** The process that watches it while open. */
  process: ProcessName;
  /** Who has to act. */
  owner: BodyRef;
  /** The act that meets it, where one does. */
  metBy: string | null;
  thresholds: Threshold[];
}
