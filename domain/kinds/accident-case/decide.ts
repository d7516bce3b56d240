import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';
import type { Clock } from '../../time/clock';
import { isActName } from './acts';
import type { DecisionContext } from './assessed';
import { assessCase } from './assessed';
import type { CaseCommand, ImportCommand } from './commands';
import type { Decision } from './decisions';
import { act, adoptRules, badInstant, hasFigures, register, setAside, strike } from './decisions';
import type { CaseEvent } from './events';
import { decideFinding, findingEvents } from './findings';
import { heldEvents } from './held';
import type { CaseState } from './state';
import { evolve, keysIn, metKey } from './state';
import { withdrawnEvents } from './withdrawals';

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
  const isForClocks = command.do === 'strike' || command.do === 'set-aside';
  if (state.closedAt !== null) return isForClocks ? { events: [] } : { refusal: refuse('CASE_CLOSED') };
  if (command.do === 'strike') return strike(state, command, ctx);
  if (command.do === 'set-aside') return setAside(state, command, ctx);
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

const isNewlyMet = ({ met }: CaseState) => ({ code, metAt }: Clock): boolean => metAt !== null && !keysIn(met).has(metKey(code, metAt));

/** Clocks that are met now, and those that were taken for met late until this entry showed that they were in time. */
function metEvents(before: readonly Clock[], after: readonly Clock[], state: CaseState): CaseEvent[] {
  const late = new Map(before.filter(({ state: was }) => was === 'met-late').map(({ code, triggeredAt }) => [code, triggeredAt]));
  const isNew = isNewlyMet(state);
  return after.flatMap((clock): CaseEvent[] => {
    const corrected = clock.state === 'met' && late.get(clock.code) === clock.triggeredAt;
    if (clock.metAt === null || !(corrected || isNew(clock))) return [];
    return [{
      type: 'clock-met', at: clock.metAt, clock: clock.code, title: clock.title,
      lateByMs: clock.state === 'met-late' ? clock.lateByMs : null, ...(corrected ? { corrected } : {}),
    }];
  });
}

/** What the record knew before the entry, seen at the instant of the decision. */
const clocksBefore = (was: CaseState | null, ctx: DecisionContext): readonly Clock[] =>
  (was ? assessCase(was, ctx.previous ?? ctx).clocks : []);

/**
 * What follows by law from the events just decided: another grade, clocks that are met, notices that were not right, clocks
 * that came in late, measures that become due. Other law is no later entry: what was said under the old one was right.
 */
function consequences(command: CaseCommand, was: CaseState | null, events: readonly CaseEvent[], state: CaseState, ctx: DecisionContext): CaseEvent[] {
  const at = command.at ?? ctx.now;
  const assessment = assessCase(state, ctx);
  const [before, after] = [clocksBefore(was, ctx), assessment.clocks];
  const graded: CaseEvent[] = assessment.grade === state.grade ? []
    : [{ type: 'grade-changed', at, from: state.grade, to: assessment.grade }];
  return [
    ...graded, ...metEvents(before, after, state),
    ...(was && command.do !== 'adopt-rules' ? withdrawnEvents({ was, before, state, after, act: command.do, at }, ctx) : []),
    ...heldEvents(before, after, state, { ...ctx, imported: command.do === 'import' }),
    ...findingEvents(events, state, assessment, at, ctx),
  ];
}

const fold = (state: CaseState | null, events: readonly CaseEvent[]): CaseState | null => events.reduce<CaseState | null>(evolve, state);

/** A decision with the state that it leads to: what was folded on the way to it need not be folded again. */
export function decideState(
  state: CaseState | null, command: CaseCommand, ctx: DecisionContext,
): { refusal: Refusal } | { events: CaseEvent[]; state: CaseState | null } {
  const decision = decideCommand(state, command, ctx);
  if ('refusal' in decision) return decision;
  const { events } = decision;
  const after = fold(state, events);
  const following = after && events.length ? consequences(command, state, events, after, ctx) : [];
  return { events: [...events, ...following], state: fold(after, following) };
}

/** The decider: a refusal, or the events of the command with their legal consequences. Pure. */
export function decide(state: CaseState | null, command: CaseCommand, ctx: DecisionContext): Decision {
  const decided = decideState(state, command, ctx);
  return 'refusal' in decided ? decided : { events: decided.events };
}
