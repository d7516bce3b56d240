import type { Author } from '../../kernel/actor';
import { madeOnce } from '../../base/once';
import { keepSettled } from '../../time/moves';
import type { Law } from '../../trigger/law';
import type { Instant } from '../../time/instant';
import type { Assessment } from './assess';
import { type LastingAssessment, assessLasting } from './assess';
import { lasts } from './clocks/limit';
import type { Facts } from './facts';
import type { CaseState } from './state';

/** Everything a decision may depend on besides the state: handed in, never looked up. */
export interface DecisionContext extends Law {
  matterId: string;
  now: Instant;
  /** The person who gives the command; absent for clocks, files and players. */
  author?: Author;
  /** How long nobody is told of what was past when it came into the record, in milliseconds; absent means `GRACE_MS`. */
  graceMs?: number;
  /** What held until this command, where the command itself changes the law of the case. */
  previous?: DecisionContext;
}

/** One decision asks the same question several times; the answer follows from facts and context alone. */
const assessmentsIn = madeOnce((_: DecisionContext) => new WeakMap<Facts, Assessment>());

/** The last answer about these facts under one law. The next decision mostly finds that no limit has ended meanwhile. */
const lastAnswers = new WeakMap<Facts, LastingAssessment & { ctx: DecisionContext }>();

function lastAnswer(facts: Facts, ctx: DecisionContext): Assessment | undefined {
  const last = lastAnswers.get(facts);
  const isSameLaw = last?.ctx.rules === ctx.rules && last.ctx.calendar === ctx.calendar && last.ctx.matterId === ctx.matterId;
  return last && isSameLaw && lasts(last.ctx.now, last.until, ctx.now) ? last.assessment : undefined;
}

function assessAnew(facts: Facts, ctx: DecisionContext): Assessment {
  const lasting = assessLasting(facts, ctx.rules, ctx.calendar, ctx.now, ctx.matterId);
  lastAnswers.set(facts, { ...lasting, ctx });
  return lasting.assessment;
}

function assessFacts(facts: Facts, ctx: DecisionContext): Assessment {
  const known = assessmentsIn(ctx);
  const assessment = known.get(facts) ?? lastAnswer(facts, ctx) ?? assessAnew(facts, ctx);
  known.set(facts, assessment);
  return assessment;
}

export function assessCase({ facts, settled }: CaseState, ctx: DecisionContext): Assessment {
  const derived = assessFacts(facts, ctx);
  return settled?.length ? { ...derived, clocks: keepSettled(derived.clocks, settled) } : derived;
}
