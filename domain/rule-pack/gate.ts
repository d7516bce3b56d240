import type { Grade } from '../vocabulary/grade';
import type { Span } from './row-head';

/**
 * `supervision-review-agreed`: a supervised report has the supervising office's consent. `review-chain-agreed`: every
 * stage of the chain has agreed since the report was last handed in. `review-chain-order`: no stage before the last one.
 */
export const GATE_CONDITIONS = ['supervision-review-agreed', 'review-chain-agreed', 'review-chain-order'] as const;
export type GateCondition = (typeof GATE_CONDITIONS)[number];

/** A condition that a pack puts before an act. `refuse` stops the act, `warn` lets it pass with a remark. */
export interface GateRow {
  code: string;
  act: string;
  condition: GateCondition;
  effect: 'refuse' | 'warn';
  cite: string[];
  note: string | null;
  /** Stages of the chain that the condition is about, in order. */
  stages?: { stage: string; title: string }[] | undefined;
  /** The chain is only for cases listed for supervision. */
  supervisedOnly?: true | undefined;
  /** Only accidents of these grades; absent for all. */
  grades?: Grade[] | undefined;
  /** Only acts of these days; absent for all. */
  span?: Span | undefined;
}
