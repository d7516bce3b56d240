import type { Sql } from 'postgres';

/** One connection that a transaction has to itself, from BEGIN to its end. */
export interface Lane {
  readonly sql: Sql;
  /** Its connection is gone: nothing more is sent over it. */
  broken: boolean;
}

export interface Lanes {
  /** The next free lane; who asked first gets it first. */
  take(): Promise<Lane>;
  giveBack(lane: Lane): void;
  close(timeoutSeconds: number): Promise<void>;
}

/**
 * Connections for transactions alone, each a client of its own: only then may BEGIN go out together with what follows it.
 * A client whose connection broke is given up at once. It would connect anew by itself, and what is left of its
 * transaction would be written outside of any.
 * @param open makes a client with one connection, which tells when that is gone
 */
export function createLanes(open: (onclose: () => void) => Sql, count: number): Lanes {
  const all = new Set<Lane>();
  const free: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];

  function openLane(): Lane {
    const lane: Lane = {
      broken: false,
      sql: open(() => {
        lane.broken = true;
        all.delete(lane);
        void lane.sql.end({ timeout: 0 });
      }),
    };
    all.add(lane);
    return lane;
  }

  /** A broken one leaves its place to a new one. */
  function nextFree(): Lane | undefined {
    for (let lane = free.pop(); lane; lane = free.pop()) if (!lane.broken) return lane;
    return all.size < count ? openLane() : undefined;
  }

  return {
    async take() {
      return nextFree() ?? new Promise<Lane>((resolve) => waiting.push(resolve));
    },
    giveBack(lane) {
      if (!lane.broken) free.push(lane);
      const next = waiting.shift();
      const ready = next && nextFree();
      if (next && ready) next(ready);
      else if (next) waiting.unshift(next);
    },
    async close(timeoutSeconds) {
      await Promise.all([...all].map(({ sql }) => sql.end({ timeout: timeoutSeconds })));
    },
  };
}
