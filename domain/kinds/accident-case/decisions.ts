import { whoOf } from '../../kernel/actor';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';
import type { ProcessName } from './process-names';
import { compareClocks, settledClocks } from '../../time/moves';
import type { Instant } from '../../time/instant';
import { actRow } from './acts';
import type { DecisionContext } from './assessed';
import { assessCase } from './assessed';
import type { ActCommand, AdoptRulesCommand, Counts, RegisterCommand, SetAsideCommand, StrikeCommand } from './commands';
import type { CaseEvent } from './events';
import type { Act } from './facts';
import { investigatingIn, seatRefusal } from './seats';
import { refusalOf } from './guards';
import { openProcesses, watcherOf } from './processes';
import type { CaseState } from './state';
import { thresholdKey } from './state';
import type { Strike } from './strikes';
import { PUNCTUAL_MS, dueStrikes } from './strikes';

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
  const { occurredAt } = command.accident;
  const bad = occurredAt > now ? refuse('ACCIDENT_IN_FUTURE', { field: 'accident.occurredAt' }) : badInstant(at, occurredAt, now);
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
  const { author } = ctx;
  const done: Act = { ...fields, at: command.at ?? ctx.now, ...(author ? { who: whoOf(author) } : {}) };
  const refusal = (author ? seatRefusal(done, author, investigatingIn(state.facts, assessCase(state, ctx))) : null)
    ?? refusalOf(state, done, ctx.rules.gates);
  if (refusal) return { refusal };
  return {
    events: [
      ...(hasFigures(counts) ? [{ type: 'counts-recorded' as const, at: done.at, counts }] : []),
      { type: 'act-done', at: done.at, event: actRow(done.do).event, act: done },
    ],
  };
}

function dueOf(state: CaseState, process: ProcessName, ctx: DecisionContext): Strike[] {
  const assessment = assessCase(state, ctx);
  const open = openProcesses(state, assessment);
  return dueStrikes(assessment.clocks.filter((clock) => watcherOf(clock, open) === process), state, ctx.now);
}

export function strike(state: CaseState, { process, only }: StrikeCommand, ctx: DecisionContext): Decision {
  const due = dueOf(state, process, ctx).filter(({ clock }) => only === undefined || clock.code === only);
  return {
    events: due.map(({ clock, threshold, from }) => ({
      type: 'clock-struck', at: threshold.at, clock: clock.code, title: clock.title, threshold, dueAt: clock.dueAt,
      ...(ctx.now - from > PUNCTUAL_MS ? { lateMs: ctx.now - from } : {}),
    })),
  };
}

export interface DueClock {
  clock: string;
  /** Keys of its thresholds that are due, oldest first. */
  thresholds: string[];
}

/** What a strike of this process would strike now, clock by clock: for striking one at a time, and setting aside what does not. */
export function dueClocks(state: CaseState, process: ProcessName, ctx: DecisionContext): DueClock[] {
  if (state.closedAt !== null) return [];
  const due = new Map<string, string[]>();
  for (const { clock: { code }, threshold } of dueOf(state, process, ctx)) due.set(code, [...due.get(code) ?? [], thresholdKey(code, threshold)]);
  return [...due].map(([clock, thresholds]) => ({ clock, thresholds }));
}

/** Nothing happens where the threshold is not due any more: it struck meanwhile, or its clock moved or was met. */
export function setAside(state: CaseState, { process, clock: code, threshold: key, reason }: SetAsideCommand, ctx: DecisionContext): Decision {
  const found = dueOf(state, process, ctx).find(({ clock, threshold }) => clock.code === code && thresholdKey(code, threshold) === key);
  if (!found) return { events: [] };
  const { clock, threshold: { kind, index, at } } = found;
  return { events: [{ type: 'clock-set-aside', at: ctx.now, clock: code, title: clock.title, threshold: { kind, index, at }, reason }] };
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
