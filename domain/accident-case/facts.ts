import type { Instant } from '../time/instant';
import type { ActFields } from './act-row';
import type { ActName } from './acts';

/** What is known of one accident. The case file, the record and every derivation (grade, clocks) speak this shape. */

export const GRADES = ['general', 'larger', 'major', 'extraordinary'] as const;
export type Grade = (typeof GRADES)[number];

export const INDUSTRIES = [
  'general', 'construction', 'gas', 'hazardous-chemicals', 'fireworks', 'metallurgy', 'non-coal-mine', 'coal-mine',
  'road-traffic', 'fire', 'special-equipment', 'railway', 'power', 'fishery-vessel', 'water-traffic',
] as const;
export type Industry = (typeof INDUSTRIES)[number];

export interface Accident {
  occurredAt: Instant;
  /** GB/T 2260 code of the place, six digits. */
  region: string;
  /** Seat of the unit, when it differs from the place. */
  unitRegion?: string;
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
}

/** `counts` and `acts` are in order of `at`; rows of the same instant keep the order in which they were recorded. */
export interface Facts {
  accident: Accident;
  counts: CountRow[];
  acts: Act[];
}
