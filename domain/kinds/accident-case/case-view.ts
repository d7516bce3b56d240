import type { ProcessName } from './process-names';
import type { RefusalCode } from '../../kernel/refusals';
import type { Waiting } from '../../kernel/snapshot';
import type { Assessment } from './assessment';
import type { Ball } from './ball';
import type { Phase } from './stages';
import type { CaseState } from './state';
import type { TaskSpec } from './tasks';

/** What one process has to know of the case now. */
export interface ProcessView {
  name: ProcessName;
  nextWakeAt: number | null;
  waitsFor: Waiting | null;
}

/** The case as everybody outside the decider sees it, derived whole from state, rules and calendar. */
export interface CaseView {
  state: CaseState;
  assessment: Assessment;
  phase: Phase;
  reached: string[];
  blocked: Record<string, RefusalCode>;
  tasks: TaskSpec[];
  ball: Ball | null;
  processes: ProcessView[];
}
