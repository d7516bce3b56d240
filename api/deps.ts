import type { Store } from 'express-session';
import type { Logger } from 'pino';
import type {
  ActCommand, Counts, DecideFindingCommand, DetermineCommand, ExplainLatenessCommand, ProposeMeasureCommand, RecordCountsCommand,
} from '../domain/kinds/accident-case/commands';
import type { Grade } from '../domain/vocabulary/grade';
import type { Accident } from '../domain/kinds/accident-case/facts';
import type { Actor } from '../domain/kernel/actor';
import type { DocumentRenderer } from '../activities/render-document';
import type { Clock } from '../domain/time/clock';
import type { Instant } from '../domain/time/instant';
import type { FindingChange } from '../domain/trigger/stored-finding';
import type { ChangeCommands } from './commands/change-commands';
import type { Database } from '../prisma/repositories/database';
import type { MatterWatch } from '../prisma/repositories/matter-watch';

/** The seam between the pages and the rest: what the composition root hands in. Nothing here knows Express or Temporal. */

export interface RegisterInput {
  title: string;
  accident: Accident;
  /** Present when at least one figure was given. */
  counts?: Counts;
}

/** What pages and API send on: an act, new figures, the reason for a missed limit, a finding of people or a decision on one. `at` absent means "now". */
export type CommandInput = ActCommand | RecordCountsCommand | ExplainLatenessCommand | DetermineCommand
  | ProposeMeasureCommand | DecideFindingCommand;

export interface RefusalInfo {
  /** Catalogue code; never shown on pages. */
  code: string;
  /** Full Chinese sentence: what is missing and what to do. */
  text: string;
  /** Name of the form field it belongs to, where there is one. */
  field?: string;
  /** The rule behind it, e.g. `493号令 第32条`. */
  rule?: string;
  /** Names of the acts that are possible in this state. */
  possible: string[];
}

export type CommandAnswer =
  /** `summary`: what happened and what is next, one Chinese line each. */
  | { ok: true; caseId: string; version: number; summary: string[] }
  | { ok: false; refusal: RefusalInfo };

/**
 * The only way anything is written. Idempotent by `commandId`: a repeated call gives the stored answer.
 * Throws only when the answer is unknown (the record does not answer); refusals are values.
 */
export interface CaseCommands {
  register(input: RegisterInput, actor: Actor, commandId: string): Promise<CommandAnswer>;
  execute(caseId: string, command: CommandInput, actor: Actor, commandId: string): Promise<CommandAnswer>;
}

/** What a command would lead to if it were given now. Nothing is written. */
export type Foresight =
  /** `warnings`: what a pack wants to have been done before, without forbidding the command; one Chinese sentence each. */
  | { ok: true; grade: Grade; clocks: Clock[]; findings: FindingChange[]; warnings: string[] }
  | { ok: false; refusal: RefusalInfo };

/** Lets a page say before the confirmation which limits start, stop or move. Pure reading: decider on the current state. */
export interface CaseForesight {
  foresee(caseId: string, command: CommandInput, actor: Actor): Promise<Foresight>;
  /** The limits as they stand at this moment: the record holds a paused one as it stood at the last event. */
  clocksNow(caseId: string): Promise<Clock[]>;
}

/** One dependency as `/readyz` reports it; `detail` is for operators and holds no secret. */
export interface Readiness {
  name: string;
  ok: boolean;
  /** Without it no request can be answered here; the others are told for operators. */
  needed: boolean;
  detail: string;
}

/** One answer, for whoever counts them. */
export interface ObservedRequest {
  method: string;
  /** Address as the route names it, without what stands in its place; `-` where no route took it. */
  route: string;
  status: number;
  seconds: number;
}

export interface AppDeps {
  commands: CaseCommands;
  /** Absent: rule changes can be read and not acted on. */
  changes?: ChangeCommands;
  /** Absent: the confirmation names only the limits that this act meets. */
  foresight?: CaseForesight;
  /** Makes papers on demand; absent: pages offer none. */
  renderer?: DocumentRenderer;
  /** Imported calendars, offered for suppositions (docs/adr/0006); absent: none. */
  calendarFolder?: string;
  database: Database;
  /** Tells open pages that a case moved on. */
  watch: MatterWatch;
  /** From `createSessionStore` in api/auth/session-store.ts. */
  sessionStore: Store;
  /** Signs the session cookie; at least 32 characters. */
  sessionSecret: string;
  logger: Logger;
  /** Told of every answer; absent: nobody counts. */
  observe?(observed: ObservedRequest): void;
  /** Wall clock. Record time of a case is this plus its shift. */
  now(): Instant;
  /** Probes of the services behind; empty array means "nothing to check". */
  readiness(): Promise<Readiness[]>;
  /** False switches the demonstration sign-ins off even on loopback (`--no-demo`). */
  demonstration: boolean;
  /** True when NODE_ENV is production: no demonstration sign-ins, `Secure` cookies. */
  production: boolean;
  /** How many proxies stand in front (Express `trust proxy`); 0 for none. */
  trustedProxies: number;
}
