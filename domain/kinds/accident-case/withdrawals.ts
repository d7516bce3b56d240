import type { Clock } from '../../time/clock';
import type { Instant } from '../../time/instant';
import type { DecisionContext } from './assessed';
import { assessCase } from './assessed';
import type { CaseEvent, NoticesWithdrawn, ThresholdRef } from './events';
import type { CaseState } from './state';
import { parseThresholdKey } from './state';
import type { NoticeWithdrawal, WithdrawalReason } from './withdrawal';
import { WITHDRAWALS } from './withdrawal';

/** Something was entered after it happened: the case before and after, and the clocks of both as of the same instant. */
interface Entry {
  was: CaseState;
  before: readonly Clock[];
  state: CaseState;
  after: readonly Clock[];
  /** What was entered, and when it happened. */
  act: string;
  at: Instant;
}

type Accusation = ThresholdRef & { clock: string };

/** Somebody was told that somebody else is late, and what was entered happened before that. */
const accusationsSince = ({ was, at }: Entry): Accusation[] => was.struck
  .filter((key) => Number(key.slice(key.lastIndexOf('|') + 1)) >= at).map(parseThresholdKey)
  .filter(({ kind }) => kind === 'due' || kind === 'escalation');

const hasThreshold = (clock: Clock, { kind, at }: ThresholdRef): boolean => clock.thresholds.some((t) => t.kind === kind && t.at === at);

/** What makes a limit late or not; while all of it stays, so does what was said of it. */
const isSame = (a: Clock, b: Clock): boolean =>
  a.triggeredAt === b.triggeredAt && a.dueAt === b.dueAt && a.metAt === b.metAt && a.state === b.state;

/** Whether what was entered can bear on what was said at all: judging it anew means deriving the case as of then. */
function isTouched(struck: Accusation, was: Clock | undefined, is: Clock | undefined, act: string): boolean {
  if (!was || !is) return true;
  // It was said of an earlier run of the limit.
  if (!hasThreshold(was, struck)) return act === was.metBy || !isSame(was, is);
  return !isSame(was, is) && !(is.state === 'overdue' && hasThreshold(is, struck));
}

/** Why it was not so, seen by the clock as it stood when the threshold struck; null where it was. */
function refutation({ kind, at }: ThresholdRef, was: Clock | undefined, then: Clock | undefined, act: string): WithdrawalReason | null {
  const clock = was ?? then;
  // The end of a window says of nobody that he is late; and of a limit that no law of the case knows nothing can be said.
  if (!clock || clock.metBy === null) return null;
  switch (then?.state) {
    case 'overdue': return null;
    case 'met-late': return kind === 'escalation' && then.metAt !== null && then.metAt < at ? 'done-before' : null;
    case 'met': return 'met-in-time';
    // Some limits start anew with the act that meets them.
    default: return act === clock.metBy && then?.triggeredAt !== was?.triggeredAt ? 'met-in-time' : 'not-late';
  }
}

const byCode = (clocks: readonly Clock[]): Map<string, Clock> => new Map(clocks.map((clock) => [clock.code, clock]));

/** The clocks as the record knows now that they stood then; derived once an instant. */
function pastClocks(state: CaseState, ctx: DecisionContext): (instant: Instant) => Map<string, Clock> {
  const derived = new Map<Instant, Map<string, Clock>>();
  return (instant) => {
    const known = derived.get(instant) ?? byCode(assessCase(state, { ...ctx, now: instant }).clocks);
    derived.set(instant, known);
    return known;
  };
}

/**
 * Notices that an entry made afterwards refutes: each threshold that was struck after what was entered happened is judged
 * again by what the record knows now of that instant. What happened later than the strike cannot refute it.
 */
export function withdrawnEvents(entry: Entry, ctx: DecisionContext): NoticesWithdrawn[] {
  const accusations = accusationsSince(entry);
  if (accusations.length === 0) return [];
  const { state, act } = entry;
  const [before, after, clocksAt] = [byCode(entry.before), byCode(entry.after), pastClocks(state, ctx)];
  const withdrawn = new Map<string, NoticesWithdrawn>();
  for (const struck of accusations) {
    const { clock, ...threshold } = struck;
    const was = before.get(clock);
    if (!isTouched(struck, was, after.get(clock), act)) continue;
    // A limit in hours is late only after its last instant.
    const then = clocksAt(struck.at + 1).get(clock);
    const why = refutation(struck, was, then, act);
    if (!why) continue;
    const event = withdrawn.get(`${clock}|${why}`)
      ?? { type: 'notices-withdrawn', at: ctx.now, clock, title: (was ?? then)?.title ?? clock, why, thresholds: [] };
    withdrawn.set(`${clock}|${why}`, { ...event, thresholds: [...event.thresholds, threshold] });
  }
  return [...withdrawn.values()];
}

/** The notices to mark, for whoever writes the record. */
export const withdrawalsOf = (events: readonly CaseEvent[]): NoticeWithdrawal[] => events.flatMap((event) => (
  event.type !== 'notices-withdrawn' ? [] : event.thresholds.flatMap(({ kind, at }): NoticeWithdrawal[] => (
    kind === 'due' || kind === 'escalation' ? [{ clockCode: event.clock, kind, at, reason: WITHDRAWALS[event.why] }] : []))));
