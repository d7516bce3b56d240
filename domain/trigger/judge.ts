import { judgeArea } from './judge-area';
import { judgeAccident } from './judge-accident';
import { judgeInspection } from './judge-inspection';
import { judgeCount, judgeEarlier } from './judge-history';
import { judgeProposal } from './judge-proposal';
import type { Judgement } from './judgement';
import { allOf, oneHolds, notOf } from './judgement';
import type { Condition, ConditionKey, Vocabulary } from './row';
import type { Scope } from './subject';

type Judges = { [K in ConditionKey]: (wanted: Vocabulary[K], scope: Scope) => Judgement };

/** One judge per word. Which words a subject may be asked is the schema's to hold; a wrong one is a bug and throws. */
const JUDGES: Judges = {
  all: (parts, scope) => allOf(parts.map((part) => judge(part, scope))),
  any: (parts, scope) => oneHolds(parts.map((part) => judge(part, scope))),
  not: (part, scope) => notOf(judge(part, scope)),
  ...judgeAccident,
  ...judgeArea,
  ...judgeInspection,
  count: (wanted, scope) => judgeCount(wanted, scope, judge),
  earlier: judgeEarlier,
  proposal: judgeProposal,
};

/** The answer to one condition: yes, no, or cannot tell and what is missing. Pure; throws for no facts. */
export function judge(condition: Condition, scope: Scope): Judgement {
  const [[word, wanted] = []] = Object.entries(condition) as [ConditionKey, never][];
  if (word === undefined) throw new Error('a condition without a word');
  const ask = JUDGES[word] as (wanted: never, scope: Scope) => Judgement;
  return ask(wanted as never, scope);
}
