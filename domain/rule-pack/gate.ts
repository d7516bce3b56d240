import type { ActName } from '../accident-case/acts';

/** A condition that a pack puts before an act. `refuse` stops the act, `warn` lets it pass with a remark. */
export interface GateRow {
  code: string;
  act: ActName;
  condition: 'supervision-review-agreed';
  effect: 'refuse' | 'warn';
  cite: string[];
  note: string | null;
}
