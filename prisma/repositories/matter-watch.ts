import { MATTER_CHANNEL } from './announce';
import type { Database } from './database';

export interface Follower {
  /** The matter has a new version, or may have had one while the connection was gone. */
  moved(): void;
  /** Nothing more will be told. */
  ended(): void;
}

/** Tells open pages that a matter moved on, whoever moved it: another page, a clock, another worker. */
export interface MatterWatch {
  /** Returns how to stop following. */
  follow(matterId: string, follower: Follower): () => void;
  close(): Promise<void>;
}

/** Listens on one connection for all followers of this program, from the first of them on. */
export function watchMatters(db: Database): MatterWatch {
  const followers = new Map<string, Set<Follower>>();
  let listening: ReturnType<Database['sql']['listen']> | null = null;

  const tellAll = (): void => { for (const set of followers.values()) for (const { moved } of set) moved(); };
  // The driver listens anew after a broken connection; what was said meanwhile nobody heard.
  const listen = (): void => {
    listening ??= db.sql.listen(MATTER_CHANNEL, (id) => { for (const { moved } of followers.get(id) ?? []) moved(); }, tellAll);
    listening.catch(() => { listening = null; });
  };

  return {
    follow(matterId, follower) {
      const set = followers.get(matterId) ?? new Set();
      followers.set(matterId, set.add(follower));
      listen();
      return () => {
        set.delete(follower);
        if (set.size === 0 && followers.get(matterId) === set) followers.delete(matterId);
      };
    },
    async close() {
      const told = [...followers.values()].flatMap((set) => [...set]);
      followers.clear();
      for (const { ended } of told) ended();
      await (await listening?.catch(() => null))?.unlisten();
    },
  };
}
