import type { Author } from '../../kernel/actor';
import { madeOnce } from '../../base/once';
import { keepSettled } from '../../time/moves';
import type { Law } from '../../trigger/law';
import type { Instant } from '../../time/instant';
import type { Assessment } from './assess';
import { type LastingAssessment, assessLasting } from './assess';
import { lasts } from './clocks/limit';
import type { Determination } from './determinations';
import type { Facts, KnownFacts } from './facts';
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

function lastAnswer(facts: KnownFacts, ctx: DecisionContext): Assessment | undefined {
  const last = lastAnswers.get(facts);
  const isSameLaw = last?.ctx.rules === ctx.rules && last.ctx.calendar === ctx.calendar && last.ctx.matterId === ctx.matterId;
  return last && isSameLaw && lasts(last.ctx.now, last.until, ctx.now) ? last.assessment : undefined;
}

function assessAnew(facts: KnownFacts, ctx: DecisionContext): Assessment {
  const lasting = assessLasting(facts, ctx.rules, ctx.calendar, ctx.now, ctx.matterId);
  lastAnswers.set(facts, { ...lasting, ctx });
  return lasting.assessment;
}

function assessFacts(facts: KnownFacts, ctx: DecisionContext): Assessment {
  const known = assessmentsIn(ctx);
  const assessment = known.get(facts) ?? lastAnswer(facts, ctx) ?? assessAnew(facts, ctx);
  known.set(facts, assessment);
  return assessment;
}

const withDeterminations = madeOnce((_: readonly Determination[]) => new WeakMap<Facts, KnownFacts>());

/** The facts with what people determined: the same object for the same two lists, since answers are kept by it. */
export function knownFacts({ facts, determinations }: Pick<CaseState, 'facts' | 'determinations'>): KnownFacts {
  if (!determinations?.length) return facts;
  const made = withDeterminations(determinations);
  const known = made.get(facts) ?? { ...facts, determinations };
  made.set(facts, known);
  return known;
}

export function assessCase({ settled, ...state }: CaseState, ctx: DecisionContext): Assessment {
  const derived = assessFacts(knownFacts(state), ctx);
  return settled?.length ? { ...derived, clocks: keepSettled(derived.clocks, settled) } : derived;
}
