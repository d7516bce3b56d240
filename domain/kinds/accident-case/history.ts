import type { ActName } from './acts';
import type { Act, Facts } from './facts';
import { journalOf } from './journal';

/** Questions that guards and derivations ask of the acts done so far. */
export const actsOf = ({ acts }: Facts, name: ActName): readonly Act[] => journalOf(acts).of(name);

export const lastAct = (facts: Facts, name: ActName): Act | undefined => actsOf(facts, name).at(-1);

export const isDone = (facts: Facts, name: ActName): boolean => actsOf(facts, name).length > 0;

/** There is a 批复 that nobody revoked. */
export const isApproved = (facts: Facts): boolean => isInForce(facts, 'approve', 'revoke-approval');

/** True when `name` was done and no `undoing` act came after it. */
export const isInForce = ({ acts }: Facts, name: ActName, undoing: ActName): boolean =>
  journalOf(acts).lastPlace(name) > journalOf(acts).lastPlace(undoing);
