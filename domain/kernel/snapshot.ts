import type { Instant } from '../time/instant';
import type { Actor } from './actor';
import type { ProcessName } from './process';
import type { Refusal, RefusalCode } from './refusals';
import { refuse } from './refusals';

/**
 * All a process knows of its matter: small, plain JSON, handed back by every executed command. Because it is recorded in
 * the history, a process replays the same whatever rules say today.
 */
export interface ProcessSnapshot {
  version: number;
  /** False when the record says that this process has nothing left to do. */
  open: boolean;
  /** Stages of the matter that lie behind it. */
  reached: string[];
  /** Next instant (record time) at which a clock of this process does something. */
  nextWakeAt: Instant | null;
  /** Commands refused now without looking at their fields. */
  blocked: Record<string, RefusalCode>;
  /** Committed work that this process still has to carry out. */
  effects: EffectRef[];
}

export const EFFECT_KINDS = ['notify', 'start-process', 'wake-process', 'render-document'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

export interface EffectRef {
  id: string;
  kind: EffectKind;
}

/** What a process is before its matter has been registered. */
export const unregistered: ProcessSnapshot = {
  version: 0, open: true, reached: [], nextWakeAt: null, blocked: {}, effects: [],
};

/**
 * The quick answer before anything is recorded: synchronous and pure. Guards that need a command's fields are asked
 * again, with everything else, inside the transaction that decides.
 */
export function can(snapshot: ProcessSnapshot, command: string): Refusal | null {
  const opens = command === 'register' || command === 'import';
  if (snapshot.version === 0) return opens ? null : refuse('CASE_NOT_REGISTERED');
  if (opens) return refuse('CASE_ALREADY_REGISTERED');
  const code = snapshot.blocked[command];
  return code ? refuse(code) : null;
}

/** A command on its way to a process. `at` is when the act happened; absent means now. */
export interface CommandEnvelope<C = unknown> {
  matterId: string;
  commandId: string;
  command: C;
  actor: Actor;
}

export type CommandOutcome =
  | { outcome: 'accepted'; version: number; summary: string[] }
  | { outcome: 'refused'; refusal: Refusal };

export interface ExecuteInput<C = unknown> extends CommandEnvelope<C> {
  process: ProcessName;
  /** Record time at which the process took the command. */
  now: Instant;
  /** Temporal namespace of the process, and its record time minus its workflow time. */
  namespace: string;
  shiftMs: number;
}

export interface ExecuteResult {
  outcome: CommandOutcome;
  snapshot: ProcessSnapshot;
}
