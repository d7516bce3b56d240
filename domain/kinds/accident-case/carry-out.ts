import type { CaseCommand } from './commands';
import { ballOf } from './ball';
import type { Ball } from './ball';
import type { DecisionContext } from './assessed';
import { assessCase } from './assessed';
import { decideState } from './decide';
import type { CaseView } from './case-view';
import type { CaseEvent } from './events';
import { blockedActs } from './guards';
import type { NoticeSpec } from './notices';
import { noticesOf } from './notices';
import { openProcesses, waitingOf, watcherOf } from './processes';
import { phaseOf, reachedStages } from './stages';
import type { CaseState } from './state';
import { nextStrikeAt } from './strikes';
import { summarise } from './summary';
import { openTasks } from './tasks';
import type { NoticeWithdrawal } from './withdrawal';
import { withdrawalsOf } from './withdrawals';
import type { ProcessName } from './process-names';
import type { Refusal } from '../../kernel/refusals';

export function viewOf(state: CaseState, ctx: DecisionContext, ballBefore: Ball | null): CaseView {
  const assessment = assessCase(state, ctx);
  const open = openProcesses(state, assessment);
  const tasks = openTasks(state, assessment);
  const watched = (name: ProcessName) => assessment.clocks.filter((clock) => watcherOf(clock, open) === name);
  return {
    state, assessment, tasks,
    phase: phaseOf(state, ctx.now, assessment),
    reached: reachedStages(state, assessment),
    // What the journal does not need is asked for when that is on its way.
    get blocked() { return blockedActs(state, ctx.rules.gates, ctx.now); },
    ball: ballOf(tasks, ballBefore, ctx.now),
    get processes() {
      return open.map((name) => ({
        name, nextWakeAt: nextStrikeAt(watched(name), state, ctx.now), waitsFor: waitingOf(name, tasks, assessment.clocks, open),
      }));
    },
  };
}

export type Carried =
  | { refusal: Refusal }
  | { events: CaseEvent[]; view: CaseView; notices: NoticeSpec[]; withdrawals: NoticeWithdrawal[]; summary: string[] };

/** One command from decision to everything that follows from it; the record only has to write the result down. */
export function carryOut(
  before: { state: CaseState; ball: Ball | null } | null, command: CaseCommand, ctx: DecisionContext,
): Carried {
  const decision = decideState(before?.state ?? null, command, ctx);
  if ('refusal' in decision) return decision;
  const { state } = decision;
  if (!state) throw new Error('a command that is not refused leaves a state');
  const view = viewOf(state, ctx, before?.ball ?? null);
  const was = before && assessCase(before.state, ctx.previous ?? ctx);
  return {
    events: decision.events, view,
    get notices() { return noticesOf(decision.events, state, view.assessment, { now: ctx.now, imported: command.do === 'import' }); },
    withdrawals: withdrawalsOf(decision.events),
    summary: summarise(decision.events, was?.clocks ?? [], view),
  };
}
