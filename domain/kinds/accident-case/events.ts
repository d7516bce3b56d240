import type { Instant } from '../../time/instant';
import type { CalendarPin, PackPin } from '../../rule-pack/types';
import type { MovedClock } from '../../time/moves';
import type { Clock, Threshold } from '../../time/clock';
import type { FindingChange, FindingDecision } from '../../trigger/stored-finding';
import type { MeasureKind } from '../../trigger/vocabulary';
import type { Determinable, DeterminedAnswer } from './determinations';
import type { Grade } from '../../vocabulary/grade';
import type { Accident, Act } from './facts';
import type { Counts } from './commands';
import type { WithdrawalReason } from './withdrawal';

/**
 * What the record keeps. `at` is the legal instant of the event: when the act happened, or when a clock struck; when it
 * was written down stands beside it in the row. Stored shapes are only ever extended.
 */
export type CaseEvent =
  | { type: 'case-registered'; at: Instant; title: string; accident: Accident; sources: string[] }
  | { type: 'act-done'; at: Instant; event: string; act: Act }
  | { type: 'counts-recorded'; at: Instant; counts: Counts }
  | { type: 'grade-changed'; at: Instant; from: Grade | null; to: Grade }
  | ClockStruck
  | ClockMet
  | ClockHeld
  | ThresholdsPassedOver
  | ClockSetAside
  | NoticesWithdrawn
  | { type: 'lateness-explained'; at: Instant; clock: string; reason: string }
  | { type: 'determined'; at: Instant; about: Determinable; answer: DeterminedAnswer; ground: string }
  | { type: 'measure-proposed'; at: Instant; measure: MeasureKind; by: string; ground: string }
  | FindingsChanged
  | { type: 'finding-decided'; at: Instant; finding: string; title: string; decision: FindingDecision; reason: string }
  | RulesAdopted;

/** A threshold by what tells it apart within its clock. */
export type ThresholdRef = Pick<Threshold, 'kind' | 'index' | 'at'>;

export interface ClockStruck {
  type: 'clock-struck';
  at: Instant;
  clock: string;
  title: string;
  threshold: Threshold;
  dueAt: Instant | null;
  /** How much later than it could have struck, where the engine was more than a few minutes late; no body's lateness. */
  lateMs?: number;
}

export interface ClockMet {
  type: 'clock-met';
  at: Instant;
  clock: string;
  title: string;
  lateByMs: number | null;
  /** The record had taken it for met late: a later entry showed that it was in time. */
  corrected?: true;
}

/** The clock came into the record when some of its thresholds were past: nobody is told of it before `until`. */
export interface ClockHeld {
  type: 'clock-held';
  at: Instant;
  clock: string;
  title: string;
  triggeredAt: Instant;
  until: Instant;
}

/** What lies before a recorded case was taken over tells nobody any more. */
export interface ThresholdsPassedOver {
  type: 'thresholds-passed-over';
  at: Instant;
  thresholds: (ThresholdRef & { clock: string })[];
}

/** The threshold would not strike, for the reason given: it is not tried again; the clock's others are. */
export interface ClockSetAside {
  type: 'clock-set-aside';
  at: Instant;
  clock: string;
  title: string;
  threshold: ThresholdRef;
  reason: string;
}

/** A later entry shows that what these notices said was not so when they were sent. */
export interface NoticesWithdrawn {
  type: 'notices-withdrawn';
  at: Instant;
  clock: string;
  title: string;
  why: WithdrawalReason;
  thresholds: ThresholdRef[];
}

/** Facts or law changed, and with them what the trigger rows say; `at` is when that was found. Only what changed. */
export interface FindingsChanged {
  type: 'findings-changed';
  at: Instant;
  findings: FindingChange[];
}

/** By which law the case is reckoned from here on. `settled` are clocks that had ended and are not judged anew. */
export interface RulesAdopted {
  type: 'rules-adopted';
  at: Instant;
  /** Id of the rule change, and its name in words. */
  change: string;
  title: string;
  packs: PackPin[];
  calendars: CalendarPin[];
  moved: MovedClock[];
  settled: Clock[];
}

export type CaseEventType = CaseEvent['type'];
