import type { ProcessName } from './process-names';
import type { Waiting } from '../../kernel/snapshot';
import { bodyRefName } from '../../organisation/names';
import type { Clock } from '../../time/clock';
import { hasItems } from './accountability-items';
import { isSupervised } from './supervision-guards';
import type { CommandName } from './commands';
import { actRow, isActName } from './acts';
import type { Assessment } from './assess';
import type { CaseState } from './state';
import { mostUrgent } from './ball';
import { reachedStages } from './stages';
import type { TaskSpec } from './tasks';

/** The process that every case has from registration to its end, and that takes over what no other process is open for. */
export const ROOT_PROCESS: ProcessName = 'accidentCase';

/** Which processes of the case should be open: the record decides, Temporal follows. */
export function openProcesses(state: CaseState, assessment: Assessment): ProcessName[] {
  if (state.closedAt !== null) return [];
  const reached = new Set(reachedStages(state, assessment));
  const open: Record<ProcessName, boolean> = {
    accidentCase: true,
    accidentEscalation: !(reached.has('reportedToTerminus') && reached.has('casualtyWindowClosed')),
    investigation: reached.has('investigationStarted') && !reached.has('reportSubmitted'),
    caseClosure: reached.has('reportSubmitted') && !reached.has('archived'),
    supervisionReview: isSupervised(state.facts),
    accountability: hasItems(state.facts) && !reached.has('itemsSettled'),
    rectificationEvaluation: reached.has('approved') && !reached.has('evaluationFiled'),
  };
  return (Object.keys(open) as ProcessName[]).filter((name) => open[name]);
}

/** Who watches a clock: its process while that is open, else the case itself. */
export const watcherOf = (clock: Pick<Clock, 'process'>, open: readonly ProcessName[]): ProcessName =>
  open.find((name) => name === clock.process) ?? ROOT_PROCESS;

/** Which process an act concerns: its own while that is open, else the case itself. */
export function takerOf(command: CommandName, open: readonly ProcessName[]): ProcessName {
  const home = isActName(command) ? actRow(command).process : ROOT_PROCESS;
  return open.includes(home) ? home : ROOT_PROCESS;
}

/** What this process waits for most urgently: one of its acts, or the act that meets one of its clocks. Names no party. */
export function waitingOf(name: ProcessName, tasks: readonly TaskSpec[], clocks: readonly Clock[], open: readonly ProcessName[]): Waiting | null {
  const watcher = new Map(clocks.map((clock) => [clock.code, watcherOf(clock, open)]));
  const first = mostUrgent(tasks.filter(({ act, clockCode }) => act !== null && isActName(act)
    && (watcher.get(clockCode ?? '') ?? takerOf(act, open)) === name));
  return first ? { act: first.act, title: actRow(first.act).title, body: bodyRefName(first.body), until: first.dueAt } : null;
}

export const workflowIdOf = (matterId: string, process: ProcessName): string =>
  (process === ROOT_PROCESS ? `case/${matterId}` : `case/${matterId}/${process}`);
