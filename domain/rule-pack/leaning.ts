import type { ClockRow } from './types';

/** Codes of the limits without which the row's own limit does not run: one that has to be open, one that has to lapse. */
export const leanedOn = ({ trigger, when }: Pick<ClockRow, 'trigger' | 'when'>): string[] =>
  [...(when?.whileOpen === undefined ? [] : [when.whileOpen]), ...(trigger.from === 'lapse' ? [trigger.clock] : [])];
