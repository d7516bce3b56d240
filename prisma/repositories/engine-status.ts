import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';

export type EnginePart = 'start' | 'relay';
export type EngineState = 'starting' | 'ready' | 'away';

/** How the engine is, as its parts last said; all in wall time. */
export interface EngineStatus {
  part: EnginePart;
  state: EngineState;
  /** For people: what is being done, or what is missing. */
  detail: string;
  /** Since when it is in this state, and when it last said so. */
  since: Instant;
  seenAt: Instant;
}

export async function reportEngine({ sql }: Database, part: EnginePart, state: EngineState, detail: string): Promise<void> {
  await sql`
    INSERT INTO engine (part, state, detail) VALUES (${part}, ${state}, ${detail})
    ON CONFLICT (part) DO UPDATE SET state = excluded.state, detail = excluded.detail, seen_at = clock_timestamp(),
      since = CASE WHEN engine.state = excluded.state THEN engine.since ELSE clock_timestamp() END`;
}

export const engineStatus = ({ sql }: Database): Promise<EngineStatus[]> => sql<EngineStatus[]>`
  SELECT part, state, detail, (extract(epoch FROM since) * 1000)::float8 AS since, (extract(epoch FROM seen_at) * 1000)::float8 AS "seenAt"
  FROM engine ORDER BY part`;

/** Whether processes hear of decisions and clocks strike now; `detail` says to people why not. */
export interface EngineHealth {
  ready: boolean;
  detail: string;
  /** Since when reminders are held; null where they are not, or no engine ever ran. */
  since: Instant | null;
}

/** A relay that has said nothing for so long is not there. */
const SILENT_MS = 20_000;

/** @param now wall time */
export async function engineHealth(db: Database, now: Instant): Promise<EngineHealth> {
  const parts = await engineStatus(db);
  const [relay, start] = (['relay', 'start'] as const).map((name) => parts.find(({ part }) => part === name));
  if (relay?.state === 'ready' && now - relay.seenAt < SILENT_MS) return { ready: true, detail: '', since: null };
  const since = relay === undefined ? null : relay.state === 'ready' ? relay.seenAt : relay.since;
  const isStarting = start !== undefined && start.state !== 'ready' && now - start.seenAt < SILENT_MS;
  return { ready: false, detail: isStarting ? start.detail : '流程引擎没有应答', since };
}
