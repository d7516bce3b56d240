import { diceOf } from './random';

/** Whom a campaign kills, and when: a pure function of its seed. */

/** These fall while a crowd works. */
export const CROWD_VICTIMS = ['web', 'relay', 'worker', 'temporal', 'postgres'] as const;
export type CrowdVictim = (typeof CROWD_VICTIMS)[number];

/** One kill: at a point inside the program, or so long after everybody is at work. */
export type Kill =
  | { whom: 'web' | 'first'; point: string }
  | { whom: 'first' | 'second' | 'both' | 'temporal' | 'postgres' | 'backend'; afterMs: number };

/** So many acts of people are committed before the web falls; so many processes told before a relay does. */
const COMMITS = { low: 3, high: 40 };
const TOLD = { low: 2, high: 25 };
/** Long enough for everything to be under way, short enough to fall into what the last kill left behind. */
const AFTER_MS = { low: 300, high: 4_000 };

export function planOf(victim: CrowdVictim, rounds: number, seed: number): Kill[] {
  const dice = diceOf(seed, victim);
  const afterMs = (): number => dice.between(AFTER_MS.low, AFTER_MS.high);
  const kill: Record<CrowdVictim, () => Kill> = {
    web: () => ({ whom: 'web', point: `commit:${dice.between(COMMITS.low, COMMITS.high)}` }),
    relay: () => ({ whom: 'first', point: `told:${dice.between(TOLD.low, TOLD.high)}` }),
    worker: () => ({ whom: dice.pick(['first', 'second', 'first', 'second', 'both'] as const), afterMs: afterMs() }),
    temporal: () => ({ whom: 'temporal', afterMs: afterMs() }),
    // A server process that dies alone makes Postgres end all others and recover by itself.
    postgres: () => ({ whom: dice.pick(['postgres', 'postgres', 'postgres', 'backend'] as const), afterMs: afterMs() }),
  };
  return Array.from({ length: rounds }, kill[victim]);
}
