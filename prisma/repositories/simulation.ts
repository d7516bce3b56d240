import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';

/** What a player has to know between two steps. */
export interface PlayState {
  closed: boolean;
  open: { name: ProcessName; workflowId: string; nextWakeAt: Instant | null }[];
  /** Rows of the outbox that no process was told of yet. */
  untold: number;
  /** Committed work that is still being carried out, papers left aside. */
  undone: number;
}

export async function playStateOf({ sql }: Database, matterId: string): Promise<PlayState | null> {
  const [row] = await sql<PlayState[]>`
    SELECT m.closed_at IS NOT NULL AS closed,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'workflowId', p.workflow_id,
          'nextWakeAt', (p.snapshot->>'nextWakeAt')::float8) ORDER BY p.workflow_id), '[]')
        FROM process p WHERE p.matter_id = m.id AND p.open) AS open,
      (SELECT count(*)::int FROM outbox o WHERE o.matter_id = m.id) AS untold,
      (SELECT count(*)::int FROM effect e WHERE e.matter_id = m.id AND e.done_at IS NULL AND e.given_up_at IS NULL
        AND e.kind <> 'render-document') AS undone
    FROM matter m WHERE m.id = ${matterId}`;
  return row ?? null;
}

/** After a play the record clock of the matter stands elsewhere: pages reckon "now" from this. */
export async function setShift({ sql }: Database, matterId: string, shiftMs: number): Promise<void> {
  await sql`UPDATE matter SET shift_ms = ${Math.round(shiftMs)}::float8::bigint WHERE id = ${matterId}`;
}
