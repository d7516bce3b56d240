import type { ActName } from './acts';
import type { Act, Facts } from './facts';

/** Questions that guards and derivations ask of the acts done so far. */
export const actsOf = (facts: Facts, name: ActName, party?: string): Act[] =>
  facts.acts.filter((act) => act.do === name && (party === undefined || act.party === party));

export const lastAct = (facts: Facts, name: ActName, party?: string): Act | undefined => actsOf(facts, name, party).at(-1);

export const isDone = (facts: Facts, name: ActName, party?: string): boolean => actsOf(facts, name, party).length > 0;

/** True when `name` was done and no `undoing` act came after it. */
export function isInForce(facts: Facts, name: ActName, undoing: ActName): boolean {
  const order = facts.acts.map((act) => act.do);
  return order.lastIndexOf(name) > order.lastIndexOf(undoing);
}

export const parties = (facts: Facts): string[] =>
  [...new Set(facts.acts.flatMap((act) => (act.party === undefined ? [] : [act.party])))];
