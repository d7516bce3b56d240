import type { Instant } from '../../time/instant';
import type { ProcessName } from './process-names';
import type { CalendarPin, PackPin } from '../../rule-pack/types';
import type { MeasureKind } from '../../trigger/vocabulary';
import type { Determinable, DeterminedAnswer } from './determinations';
import type { Accident, Act, CountRow } from './facts';

export type Counts = Omit<CountRow, 'at'>;

/** Opens the case. `counts` is what the first report said. */
export interface RegisterCommand {
  do: 'register';
  at?: Instant;
  title: string;
  accident: Accident;
  counts?: Counts;
  /** Ids of the rule packs, later ones override earlier ones. */
  packs: string[];
  sources: string[];
  /** A demonstration or simulation case, marked as such wherever it is shown. */
  demonstration?: boolean;
}

/** Any act of `ACTS`; an act may bring new casualty figures with it (补报). */
export type ActCommand = Omit<Act, 'at'> & { at?: Instant; counts?: Counts };

/** Casualty or loss figures that become known without an act of their own. */
export interface RecordCountsCommand {
  do: 'record-counts';
  at?: Instant;
  counts: Counts;
}

/** Why a limit was missed; asked for by the system whenever one is met late. */
export interface ExplainLatenessCommand {
  do: 'explain-lateness';
  at?: Instant;
  clock: string;
  reason: string;
}

/** States what the record cannot show; a later one about the same replaces it. */
export interface DetermineCommand {
  do: 'determine';
  at?: Instant;
  about: Determinable;
  answer: DeterminedAnswer;
  ground: string;
}

/** Takes down that somebody asked for a measure in writing; some sources make that their only condition. */
export interface ProposeMeasureCommand {
  do: 'propose-measure';
  at?: Instant;
  measure: MeasureKind;
  /** Who proposed it. */
  by: string;
  ground: string;
}

/** Decides on an open finding. It records a decision; the measure itself is another act. */
export interface DecideFindingCommand {
  do: 'confirm-finding' | 'dismiss-finding';
  at?: Instant;
  /** Id of the finding. */
  finding: string;
  reason: string;
}

/** From the system: whatever clocks of this process are due by now do what they have to do. */
export interface StrikeCommand {
  do: 'strike';
  at?: Instant;
  process: ProcessName;
  /** Code of the one clock to strike, where striking all of them together does not succeed. */
  only?: string;
}

/** From the system: a threshold that does not strike, whatever is tried, is not offered again. The clock's others go on. */
export interface SetAsideCommand {
  do: 'set-aside';
  at?: Instant;
  process: ProcessName;
  clock: string;
  /** Its `thresholdKey`. */
  threshold: string;
  reason: string;
}

/** From the system, when a rule change is applied: from here on the case is reckoned by these texts. */
export interface AdoptRulesCommand {
  do: 'adopt-rules';
  at?: Instant;
  /** Id of the rule change, and its name in words. */
  change: string;
  title: string;
  packs: PackPin[];
  calendars: CalendarPin[];
}

/** Takes a whole recorded case over, or nothing of it. Every command carries its own `at`; the first one registers. */
export interface ImportCommand {
  do: 'import';
  at?: Instant;
  packs: string[];
  commands: (RegisterCommand | ActCommand | RecordCountsCommand | DetermineCommand)[];
}

export type CaseCommand =
  | RegisterCommand | ActCommand | RecordCountsCommand | ExplainLatenessCommand | DetermineCommand
  | ProposeMeasureCommand | DecideFindingCommand | StrikeCommand
  | SetAsideCommand | AdoptRulesCommand | ImportCommand;
export type CommandName = CaseCommand['do'];
