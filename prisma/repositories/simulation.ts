import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';

/** What a player has to know between two steps. */
export interface PlayState {
  closed: boolean;
  /** Workflow ids of the open processes. */
  open: string[];
  nextWakeAt: Instant | null;
  /** Committed effects that are still being carried out, papers left aside. */
  pendingEffects: number;
}

export async function playStateOf(db: Database, matterId: string): Promise<PlayState | null> {
  const rows = await db.client.$queryRaw<PlayState[]>`
    SELECT m.closed_at IS NOT NULL AS closed,
      (SELECT coalesce(jsonb_agg(p.workflow_id ORDER BY p.workflow_id), '[]') FROM process p WHERE p.matter_id = m.id AND p.open) AS open,
      (SELECT (extract(epoch FROM min(p.next_wake_at)) * 1000)::float8 FROM process p WHERE p.matter_id = m.id AND p.open) AS "nextWakeAt",
      (SELECT count(*)::int FROM effect e WHERE e.matter_id = m.id AND e.done_at IS NULL AND e.kind <> 'render-document') AS "pendingEffects"
    FROM matter m WHERE m.id = ${matterId}`;
  return rows[0] ?? null;
}

/** After a play the record clock of the matter stands elsewhere: pages reckon "now" from this. */
export async function setShift(db: Database, matterId: string, shiftMs: number): Promise<void> {
  await db.client.matter.update({ where: { id: matterId }, data: { shiftMs: BigInt(Math.round(shiftMs)) } });
}
