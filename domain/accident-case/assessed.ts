import { keepSettled } from '../rule-change/moves';
import type { Law } from '../rule-change/law';
import type { Instant } from '../time/instant';
import type { Assessment } from './assess';
import { assess } from './assess';
import type { CaseState } from './state';

/** Everything a decision may depend on besides the state: handed in, never looked up. */
export interface DecisionContext extends Law {
  matterId: string;
  now: Instant;
  /** How long nobody is told of what was past when it came into the record, in milliseconds; absent means `GRACE_MS`. */
  graceMs?: number;
  /** What held until this command, where the command itself changes the law of the case. */
  previous?: DecisionContext;
}

/** One decision asks the same question several times; the answer follows from state and context alone. */
const assessed = new WeakMap<DecisionContext, WeakMap<CaseState, Assessment>>();

export function assessCase(state: CaseState, ctx: DecisionContext): Assessment {
  const known = assessed.get(ctx) ?? new WeakMap<CaseState, Assessment>();
  assessed.set(ctx, known);
  const found = known.get(state);
  if (found) return found;
  const derived = assess(state.facts, ctx.rules, ctx.calendar, ctx.now, ctx.matterId);
  const assessment = state.settled?.length ? { ...derived, clocks: keepSettled(derived.clocks, state.settled) } : derived;
  known.set(state, assessment);
  return assessment;
}
