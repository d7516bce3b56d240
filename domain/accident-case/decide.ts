import type { Refusal } from '../kernel/refusals';
import { refuse } from '../kernel/refusals';
import type { ProcessName } from '../kernel/process';
import { compareClocks, keepSettled, settledClocks } from '../rule-change/moves';
import type { Law } from '../rule-change/law';
import type { Clock } from '../time/clock';
import type { Instant } from '../time/instant';
import { actRow, isActName } from './acts';
import type { Assessment } from './assess';
import { assess } from './assess';
import type { ActCommand, AdoptRulesCommand, CaseCommand, Counts, ImportCommand, RegisterCommand } from './commands';
import type { CaseEvent } from './events';
import type { Act } from './facts';
import { decideFinding, findingEvents } from './findings';
import { refusalOf } from './guards';
import { openProcesses, watcherOf } from './processes';
import type { CaseState } from './state';
import { evolve, metKey } from './state';
import { dueStrikes } from './strikes';

/** Everything a decision may depend on besides the state: handed in, never looked up. */
export interface DecisionContext extends Law {
  matterId: string;
  now: Instant;
  /** What held until this command, where the command itself changes the law of the case. */
  previous?: DecisionContext;
}

export type Decision = { refusal: Refusal } | { events: CaseEvent[] };

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

const hasFigures = (counts: Counts | undefined): counts is Counts =>
  counts !== undefined && Object.values(counts).some((n) => n !== undefined);

function badInstant(at: Instant, occurredAt: Instant, now: Instant): Refusal | null {
  if (at < occurredAt) return refuse('AT_BEFORE_ACCIDENT', { field: 'at' });
  return at > now ? refuse('AT_IN_FUTURE', { field: 'at' }) : null;
}

function register(command: RegisterCommand, now: Instant): Decision {
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

function act(state: CaseState, command: ActCommand, ctx: DecisionContext): Decision {
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

function strike(state: CaseState, process: ProcessName, ctx: DecisionContext): Decision {
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
function adoptRules(state: CaseState, command: AdoptRulesCommand, ctx: DecisionContext): Decision {
  const { do: _, at: __, ...adopted } = command;
  const before = assessCase(state, ctx.previous ?? ctx).clocks;
  const after = assessCase(state, ctx).clocks;
  // What was kept at an earlier change is kept for good: a later one does not judge it anew either.
  const settled = [...new Map([...state.settled ?? [], ...settledClocks(before, after)].map((clock) => [clock.code, clock])).values()];
  const { moved } = compareClocks(before, after, ctx.now);
  return { events: [{ type: 'rules-adopted', at: ctx.now, ...adopted, moved, settled }] };
}

/**
 * Each command is decided as of its own instant on what came before it, by the same guards as if it had been given then;
 * the first refusal refuses the whole and names the row. No clock strikes on the way: nobody was told anything then.
 */
function importCase(command: ImportCommand, ctx: DecisionContext): Decision {
  let state: CaseState | null = null;
  const events: CaseEvent[] = [];
  for (const [index, row] of command.commands.entries()) {
    if ((row.at ?? 0) > ctx.now) return { refusal: refuse('AT_IN_FUTURE', { field: `commands[${index}].at` }) };
    const decision = decideCommand(state, row, { ...ctx, now: row.at ?? ctx.now });
    if ('refusal' in decision) return { refusal: { ...decision.refusal, field: `commands[${index}].${decision.refusal.field ?? row.do}` } };
    state = decision.events.reduce<CaseState | null>(evolve, state);
    events.push(...decision.events);
  }
  return { events };
}

function decideCommand(state: CaseState | null, command: CaseCommand, ctx: DecisionContext): Decision {
  if (command.do === 'register' || command.do === 'import') {
    if (state) return { refusal: refuse('CASE_ALREADY_REGISTERED') };
    return command.do === 'register' ? register(command, ctx.now) : importCase(command, ctx);
  }
  if (!state) return { refusal: refuse('CASE_NOT_REGISTERED') };
  if (state.closedAt !== null) return command.do === 'strike' ? { events: [] } : { refusal: refuse('CASE_CLOSED') };
  if (command.do === 'strike') return strike(state, command.process, ctx);
  if (command.do === 'adopt-rules') return adoptRules(state, command, ctx);
  const at = command.at ?? ctx.now;
  const bad = badInstant(at, state.facts.accident.occurredAt, ctx.now);
  if (bad) return { refusal: bad };
  switch (command.do) {
    case 'record-counts':
      return hasFigures(command.counts)
        ? { events: [{ type: 'counts-recorded', at, counts: command.counts }] } : { refusal: refuse('NOTHING_COUNTED') };
    case 'explain-lateness':
      return state.late.some((late) => late.clock === command.clock && late.reason === null)
        ? { events: [{ type: 'lateness-explained', at, clock: command.clock, reason: command.reason }] }
        : { refusal: refuse('NOT_LATE', { field: 'clock' }) };
    case 'determine':
      return { events: [{ type: 'determined', at, about: command.about, answer: command.answer, ground: command.ground }] };
    case 'propose-measure':
      return { events: [{ type: 'measure-proposed', at, measure: command.measure, by: command.by, ground: command.ground }] };
    case 'confirm-finding':
    case 'dismiss-finding': {
      const decided = decideFinding(state.findings ?? [], command, at);
      return 'code' in decided ? { refusal: decided } : { events: [decided] };
    }
    default:
      return isActName(command.do) ? act(state, command, ctx) : { refusal: refuse('FIELD_INVALID', { field: 'do' }) };
  }
}

const isNewlyMet = (state: CaseState) => (clock: Clock): clock is Clock & { metAt: Instant } =>
  clock.metAt !== null && !state.met.includes(metKey(clock.code, clock.metAt));

/** What follows by law from the events just decided: another grade, clocks that are met, measures that become due. */
function consequences(events: readonly CaseEvent[], state: CaseState, at: Instant, ctx: DecisionContext): CaseEvent[] {
  const assessment = assessCase(state, ctx);
  const graded: CaseEvent[] = assessment.grade === state.grade ? []
    : [{ type: 'grade-changed', at, from: state.grade, to: assessment.grade }];
  const met: CaseEvent[] = assessment.clocks.filter(isNewlyMet(state)).map((clock) => ({
    type: 'clock-met', at: clock.metAt, clock: clock.code, title: clock.title,
    lateByMs: clock.state === 'met-late' ? clock.lateByMs : null,
  }));
  return [...graded, ...met, ...findingEvents(events, state, assessment, ctx)];
}

/** The decider: a refusal, or the events of the command with their legal consequences. Pure. */
export function decide(state: CaseState | null, command: CaseCommand, ctx: DecisionContext): Decision {
  const decision = decideCommand(state, command, ctx);
  if ('refusal' in decision || !decision.events.length) return decision;
  const after = decision.events.reduce<CaseState | null>(evolve, state);
  return { events: [...decision.events, ...(after ? consequences(decision.events, after, command.at ?? ctx.now, ctx) : [])] };
}
