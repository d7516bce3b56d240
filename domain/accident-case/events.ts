import type { Instant } from '../time/instant';
import type { CalendarPin, PackPin } from '../rule-pack/types';
import type { MovedClock } from '../rule-change/moves';
import type { Clock, Threshold } from '../time/clock';
import type { FindingChange, FindingDecision } from '../trigger/stored-finding';
import type { MeasureKind } from '../trigger/vocabulary';
import type { Determinable, DeterminedAnswer } from './determinations';
import type { Accident, Act, Grade } from './facts';
import type { Counts } from './commands';

/**
 * What the record keeps. `at` is the legal instant of the event: when the act happened, or when a clock struck; when it
 * was written down stands beside it in the row. Stored shapes are only ever extended.
 */
export type CaseEvent =
  | { type: 'case-registered'; at: Instant; title: string; accident: Accident; sources: string[] }
  | { type: 'act-done'; at: Instant; event: string; act: Act }
  | { type: 'counts-recorded'; at: Instant; counts: Counts }
  | { type: 'grade-changed'; at: Instant; from: Grade | null; to: Grade }
  | { type: 'clock-struck'; at: Instant; clock: string; title: string; threshold: Threshold; dueAt: Instant | null }
  | { type: 'clock-met'; at: Instant; clock: string; title: string; lateByMs: number | null }
  | { type: 'lateness-explained'; at: Instant; clock: string; reason: string }
  | { type: 'determined'; at: Instant; about: Determinable; answer: DeterminedAnswer; ground: string }
  | { type: 'measure-proposed'; at: Instant; measure: MeasureKind; by: string; ground: string }
  | FindingsChanged
  | { type: 'finding-decided'; at: Instant; finding: string; title: string; decision: FindingDecision; reason: string }
  | RulesAdopted;

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
