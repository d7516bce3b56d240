import type { PackPin } from '../rule-pack/types';
import type { Instant } from '../time/instant';
import type { MissingFact, Truth } from './judgement';
import type { Measure, TriggerRow } from './row';
import type { SubjectKind } from './vocabulary';

/** A row with the pack that it stands in. */
export type PackedTrigger = TriggerRow & { pack: PackPin };

/** What a finding is about. `key` is stable: `accident:<id>`, `area:<name>:<year>`, `inspection:<id>`. */
export interface SubjectRef {
  kind: SubjectKind;
  key: string;
  text: string;
}

/** yes, no, or cannot tell. */
export type AnswerVerdict = 'yes' | 'no' | 'cannot-tell';

/** The answer of one row about one subject at one instant. */
export interface Evaluated {
  /** `<pack>/<row>@<subject>`. */
  id: string;
  row: string;
  title: string;
  pack: PackPin;
  subject: SubjectRef;
  truth: Truth;
  verdict: AnswerVerdict;
  /** Facts without which it cannot be told; empty for yes and no. */
  missing: MissingFact[];
  because: string[];
  /** Ids of the accidents that were counted or judged. */
  accidents: string[];
  measures: Measure[];
  /** True where the source commands at least one of the measures; otherwise a person may take them or leave them. */
  mandatory: boolean;
  cite: string[];
  note: string | null;
  /** The pack fills a gap of the source with a number of its own. */
  default: boolean;
  replaces: string[];
  asOf: Instant;
}

/**
 * `provisional`: holds if what is still being decided comes out so. `open`: holds. `superseded`: a heavier one took its
 * place. `withdrawn`: the facts no longer bear it. None is ever deleted, and a measure once taken stays.
 */
export const FINDING_STATES = { provisional: '待定', open: '成立', superseded: '被取代', withdrawn: '撤回' } as const;
export type FindingState = keyof typeof FINDING_STATES;

export interface FindingStep {
  at: Instant;
  state: FindingState;
  because: string[];
}

export interface Finding extends Omit<Evaluated, 'truth' | 'verdict' | 'replaces' | 'asOf'> {
  state: FindingState;
  /** Ids of the findings that took its place. */
  supersededBy: string[];
  /** Every change of state, oldest first. */
  trace: FindingStep[];
}
