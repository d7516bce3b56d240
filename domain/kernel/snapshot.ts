import type { Instant } from '../time/instant';
import type { Actor } from './actor';
import type { Refusal } from './refusals';

/**
 * All a process knows of its matter: small, plain JSON, written beside every decision that changes it. Because it comes by
 * signal and stands in the history, a process replays the same whatever rules say today. It names nobody: parties, units
 * and people stay in the record.
 */
export interface ProcessSnapshot {
  /** Version of the matter at which this last changed: of two snapshots the later one holds. */
  version: number;
  /** False when the record says that this process has nothing left to do. */
  open: boolean;
  /** Stages of the matter that lie behind it. */
  reached: string[];
  /** Next instant (record time) at which a clock of this process does something. */
  nextWakeAt: Instant | null;
  /** The act it waits for most urgently; null where it only waits for time to pass. */
  waitsFor: Waiting | null;
  /** Committed work that this process still has to carry out. */
  effects: EffectRef[];
}

export interface Waiting {
  act: string | null;
  title: string;
  /** Whose act it is, by kind and level. */
  body: string;
  until: Instant | null;
}

export const EFFECT_KINDS = ['render-document'] as const;
export type EffectKind = (typeof EFFECT_KINDS)[number];

export interface EffectRef {
  id: string;
  kind: EffectKind;
}

/** Who did what, as a process is told it: offices by their ids, never a person's name. */
export interface By {
  do: string;
  /** Body and post that acted; absent for the system and for files. */
  body?: string;
  post?: string;
}

/** A matter of real life, or one that may skip time. */
export type World = 'live' | 'simulation';

/** A command on its way into the record. */
export interface CommandEnvelope<C = unknown> {
  matterId: string;
  commandId: string;
  /** Its `at` is when the act happened; absent means now. */
  command: C;
  actor: Actor;
}

export type CommandOutcome =
  | { outcome: 'accepted'; version: number; summary: string[] }
  | { outcome: 'refused'; refusal: Refusal };

export const byOf = (command: { do: string }, actor: Actor): By =>
  (actor.kind === 'person' ? { do: command.do, body: actor.bodyId, post: actor.postId } : { do: command.do });
