import type { LoadedMatter } from '../prisma/repositories/matter-record';

/**
 * What this program last wrote of the matters it saw: spares reading and reckoning what did not change since. It is only
 * ever used where the locked row has the very same version, so that another program's writing makes it worthless, not wrong.
 */
export interface MatterMemory {
  recall(matterId: string): LoadedMatter | undefined;
  /** After the commit, never before. */
  keep(matterId: string, matter: LoadedMatter): void;
}

/** A matter with its clocks is some hundred kilobytes. */
const KEPT = 200;

/** Keeps the matters that moved last. */
export function createMatterMemory(kept = KEPT): MatterMemory {
  const known = new Map<string, LoadedMatter>();
  return {
    recall: (matterId) => known.get(matterId),
    keep(matterId, matter) {
      known.delete(matterId);
      known.set(matterId, matter);
      const [oldest] = known.keys();
      if (known.size > kept && oldest !== undefined) known.delete(oldest);
    },
  };
}
