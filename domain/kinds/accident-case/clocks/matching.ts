import type { ActPattern, MetBy, Trigger } from '../../../rule-pack/types';
import type { Instant, PlainDate } from '../../../time/instant';
import { dateOf } from '../../../time/instant';
import type { Act } from '../facts';
import { partyKey, sameParty } from '../party';

/** Where a limit starts: the instant, the day that is not counted, and the act behind it with its place in the order of acts. */
export interface Start {
  at: Instant;
  day: PlainDate;
  act: Act | null;
  index: number;
  /** The limit whose lapse it is. */
  lapsed?: string;
}

const fits = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value));

export const matches = (act: Act, { acts, by, to, opinion, decision, exceptDecision }: ActPattern, party: string | null): boolean =>
  acts.includes(act.do) && fits(by, act.by) && fits(to, act.to) && fits(opinion, act.opinion)
  && fits(decision, act.decision) && !exceptDecision?.includes(act.decision ?? '') && (party === null || sameParty(act.party, party));

/** The parties that a pattern names, in order of their first act and as that writes them. */
export function partiesOf(acts: readonly Act[], pattern: ActPattern): string[] {
  const found = new Map<string, string>();
  for (const act of acts) {
    if (act.party === undefined || !matches(act, pattern, null)) continue;
    const key = partyKey(act.party);
    if (!found.has(key)) found.set(key, act.party.trim());
  }
  return [...found.values()];
}

type ActTrigger = Extract<Trigger, { from: 'act' }>;

/** The act that started the limit; for `last-before-met`, the last one before the first act that can meet it. */
function startingIndex(acts: readonly Act[], trigger: ActTrigger, met: MetBy | undefined, party: string | null): number {
  const first = acts.findIndex((act) => matches(act, trigger, party));
  if (trigger.pick === 'first' || first < 0) return first;
  const end = trigger.pick === 'last-before-met' && met
    ? acts.find((act) => matches(act, met, party) && act.at >= (acts[first]?.at ?? Infinity)) : undefined;
  return acts.findLastIndex((act) => matches(act, trigger, party) && (!end || act.at <= end.at));
}

export function findStart(
  acts: readonly Act[], occurredAt: Instant, trigger: Exclude<Trigger, { from: 'lapse' }>, met: MetBy | undefined, party: string | null,
): Start | null {
  if (trigger.from === 'accident') return { at: occurredAt, day: dateOf(occurredAt), act: null, index: -1 };
  const index = startingIndex(acts, trigger, met, party);
  const act = acts[index];
  const at = act && (trigger.instant ? act[trigger.instant] : act.at);
  return act && at !== undefined ? { at, day: dateOf(at), act, index } : null;
}

/** The act that meets the limit, or undefined. Where the acts that start it also meet it: the first about that very event. */
export function findMeeting(
  acts: readonly Act[], trigger: Trigger, met: MetBy | undefined, start: Start, party: string | null,
): Act | undefined {
  if (!met) return undefined;
  if (trigger.from === 'act' && trigger.instant && met.acts.some((name) => trigger.acts.includes(name))) {
    const { instant } = trigger;
    return acts.find((act) => matches(act, met, party) && act[instant] === start.at);
  }
  if (met.pick === 'first') return acts.find((act) => matches(act, met, party));
  const isLatest = trigger.from === 'act' && trigger.pick === 'latest';
  return acts.find((act, index) => matches(act, met, party) && index !== start.index
    && (index > start.index || (!isLatest && act.at === start.at)));
}
