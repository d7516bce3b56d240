import type { Refusal } from '../kernel/refusals';
import { refuse } from '../kernel/refusals';
import type { ProcessName } from '../kernel/process';
import { compareClocks, settledClocks } from '../rule-change/moves';
import type { Instant } from '../time/instant';
import { actRow } from './acts';
import type { DecisionContext } from './assessed';
import { assessCase } from './assessed';
import type { ActCommand, AdoptRulesCommand, Counts, RegisterCommand } from './commands';
import type { CaseEvent } from './events';
import type { Act } from './facts';
import { refusalOf } from './guards';
import { openProcesses, watcherOf } from './processes';
import type { CaseState } from './state';
import { dueStrikes } from './strikes';

/** What each kind of command does to a case that is there and open; `decide` chooses among them. */

export type Decision = { refusal: Refusal } | { events: CaseEvent[] };

export const hasFigures = (counts: Counts | undefined): counts is Counts =>
  counts !== undefined && Object.values(counts).some((n) => n !== undefined);

export function badInstant(at: Instant, occurredAt: Instant, now: Instant): Refusal | null {
  if (at < occurredAt) return refuse('AT_BEFORE_ACCIDENT', { field: 'at' });
  return at > now ? refuse('AT_IN_FUTURE', { field: 'at' }) : null;
}

export function register(command: RegisterCommand, now: Instant): Decision {
  const at = command.at ?? now;
  const bad = badInstant(at, command.accident.occurredAt, now);
  if (bad) return { refusal: bad };
  const { title, accident, sources, counts } = command;
  return {
    events: [
      { type: 'case-registered', at, title, accident, sources },
      ...(hasFigures(counts) ? [{ type: 'counts-recorded' as const, at, counts }] : []),
    ],
  };
}

export function act(state: CaseState, command: ActCommand, ctx: DecisionContext): Decision {
  const { counts, ...fields } = command;
  const done: Act = { ...fields, at: command.at ?? ctx.now };
  const refusal = refusalOf(state, done, ctx.rules.gates);
  if (refusal) return { refusal };
  return {
    events: [
      ...(hasFigures(counts) ? [{ type: 'counts-recorded' as const, at: done.at, counts }] : []),
      { type: 'act-done', at: done.at, event: actRow(done.do).event, act: done },
    ],
  };
}

export function strike(state: CaseState, process: ProcessName, ctx: DecisionContext): Decision {
  const assessment = assessCase(state, ctx);
  const open = openProcesses(state, assessment);
  const mine = assessment.clocks.filter((clock) => watcherOf(clock, open) === process);
  return {
    events: dueStrikes(mine, state.struck, ctx.now).map(({ clock, threshold }) => ({
      type: 'clock-struck', at: threshold.at, clock: clock.code, title: clock.title, threshold, dueAt: clock.dueAt,
    })),
  };
}

/** Idempotent by its command id, like any other; a case that is closed keeps the law it was closed under. */
export function adoptRules(state: CaseState, command: AdoptRulesCommand, ctx: DecisionContext): Decision {
  const { do: _, at: __, ...adopted } = command;
  const before = assessCase(state, ctx.previous ?? ctx).clocks;
  const after = assessCase(state, ctx).clocks;
  // What was kept at an earlier change is kept for good: a later one does not judge it anew either.
  const settled = [...new Map([...state.settled ?? [], ...settledClocks(before, after)].map((clock) => [clock.code, clock])).values()];
  const { moved } = compareClocks(before, after, ctx.now);
  return { events: [{ type: 'rules-adopted', at: ctx.now, ...adopted, moved, settled }] };
}
