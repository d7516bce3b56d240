import type { Act, Facts } from './facts';
import { journalOf } from './journal';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';
import type { GateRow } from '../../rule-pack/gate';
import { isSupervised } from './supervision-guards';

/** Reviews of the report before it is approved, stage by stage. A report handed in again starts the chain anew. */

type Stage = NonNullable<GateRow['stages']>[number];

/** A review opinion names its stage by the code of the pack or by its title. */
const isOf = (stage: Stage) => (act: Act): boolean => act.stage === stage.stage || act.stage === stage.title;

/** The last opinion of the stage since the report was last handed in is a consent. */
function hasAgreed({ acts }: Facts, stage: Stage): boolean {
  const journal = journalOf(acts);
  const last = journal.lastPlace('review-opinion', isOf(stage));
  return last > journal.lastPlace('submit-report') && acts[last]?.opinion === 'agree';
}

/** A chain for supervised cases asks nothing of the others. */
const stagesFor = (facts: Facts, { stages = [], supervisedOnly }: GateRow): readonly Stage[] =>
  (supervisedOnly && !isSupervised(facts) ? [] : stages);

const openStages = (facts: Facts, stages: readonly Stage[]): string[] =>
  stages.filter((stage) => !hasAgreed(facts, stage)).map(({ title }) => title);

const refuseOpen = (code: 'REVIEW_CHAIN_OPEN' | 'REVIEW_CHAIN_ORDER', missing: string[], { cite }: GateRow): Refusal | null =>
  (missing.length ? refuse(code, { missing, rule: cite.join('；') }) : null);

/** Every stage has agreed. */
export const needsAgreedChain = (facts: Facts, _act: Act | null, gate: GateRow): Refusal | null =>
  refuseOpen('REVIEW_CHAIN_OPEN', openStages(facts, stagesFor(facts, gate)), gate);

/** The stages before this one have agreed. An opinion outside the chain, or one not yet known, is not its concern. */
export function needsEarlierStages(facts: Facts, act: Act | null, gate: GateRow): Refusal | null {
  const stages = stagesFor(facts, gate);
  const position = act ? stages.findIndex((stage) => isOf(stage)(act)) : -1;
  return refuseOpen('REVIEW_CHAIN_ORDER', openStages(facts, stages.slice(0, Math.max(position, 0))), gate);
}
