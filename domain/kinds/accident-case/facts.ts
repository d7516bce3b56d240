import type { Who } from '../../kernel/actor';
import type { Place } from '../../organisation/organisation';
import type { Instant } from '../../time/instant';
import type { ActFields } from './act-row';
import type { ActName } from './acts';
import type { Industry } from '../../vocabulary/industry';

/** What is known of one accident. The case file, the record and every derivation (grade, clocks) speak this shape. */

export interface Accident extends Place {
  occurredAt: Instant;
  industry: Industry;
  place?: string;
  unit?: string;
}

/** What was known of casualties and loss from `at` on; omitted figures keep their last value. Money in whole yuan. */
export interface CountRow {
  at: Instant;
  deaths?: number;
  missing?: number;
  seriousInjuries?: number;
  minorInjuries?: number;
  directLossYuan?: number;
}

/** One thing somebody did. Which of the optional fields an act takes stands in `ACTS`. */
export interface Act extends ActFields {
  at: Instant;
  do: ActName;
  /** Absent in case files, imports and what was recorded before authors were kept. */
  who?: Who;
}

/** `counts` and `acts` are in order of `at`; rows of the same instant keep the order in which they were recorded. */
export interface Facts {
  accident: Accident;
  counts: CountRow[];
  acts: Act[];
}
