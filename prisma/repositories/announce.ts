import type { Sql } from 'postgres';

/**
 * Says aloud what a commit left behind: relays hear that there is something to tell, open pages that a matter moved on.
 * Said after the commit and not within: notifications make commits wait for each other, down to the disk. What a program
 * that dies in between leaves unsaid, relays find by looking every second, and pages when they are next opened.
 */
export type Announce = (matterIds: readonly string[]) => void;

/** Names of the channels. */
export const OUTBOX_CHANNEL = 'outbox';
export const MATTER_CHANNEL = 'matter_moved';

/** While one announcement is under way, the next gathers. */
export function createAnnouncer(sql: Sql): Announce {
  let waiting: Set<string> | null = null;
  let speaking = false;

  async function speak(): Promise<void> {
    speaking = true;
    for (let ids = waiting; ids; ids = waiting) {
      waiting = null;
      await sql`
        SELECT set_config('synchronous_commit', 'off', true), pg_notify(channel, id) FROM (
          SELECT ${OUTBOX_CHANNEL}::text AS channel, '' AS id UNION ALL SELECT ${MATTER_CHANNEL}, unnest(${[...ids]}::text[])) said`.catch(() => undefined);
    }
    speaking = false;
  }

  return (matterIds) => {
    waiting ??= new Set();
    for (const id of matterIds) waiting.add(id);
    if (!speaking) void speak();
  };
}
