import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';

/** The program that starts the engine, the relay that tells processes, and whether anybody takes their work. */
export type EnginePart = 'start' | 'relay' | 'pollers';
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

/** A part that has said nothing for so long is not there; pollers are asked for less often. */
const SILENT_MS: Readonly<Record<EnginePart, number>> = { start: 20_000, relay: 20_000, pollers: 100_000 };

export const isSilent = ({ part, seenAt }: EngineStatus, now: Instant): boolean => now - seenAt >= SILENT_MS[part];

/** What each part says that asked the engine in vain. */
export const NO_ANSWER = '流程引擎没有应答';

/** Why not, in words for everybody: what went wrong with a start may name paths and addresses and is for operators. */
function reasonOf(start: EngineStatus | undefined, pollers: EngineStatus | undefined, isTold: boolean): string {
  if (start?.state === 'starting') return start.detail;
  if (start?.state === 'away') return '流程引擎启动受阻，正在重试';
  return isTold && pollers?.detail !== NO_ANSWER ? '没有工作进程接取任务' : NO_ANSWER;
}

/** @param now wall time */
export async function engineHealth(db: Database, now: Instant): Promise<EngineHealth> {
  const parts = await engineStatus(db);
  const known = (name: EnginePart): EngineStatus | undefined => parts.find(({ part }) => part === name);
  const heard = (name: EnginePart): EngineStatus | undefined => parts.find((each) => each.part === name && !isSilent(each, now));
  const unpolled = heard('pollers')?.state === 'away' ? heard('pollers') : undefined;
  const isTold = heard('relay')?.state === 'ready';
  if (isTold && !unpolled) return { ready: true, detail: '', since: null };
  const relay = known('relay');
  const since = isTold ? unpolled?.since : relay?.state === 'ready' ? relay.seenAt : relay?.since;
  return { ready: false, detail: reasonOf(heard('start'), unpolled, isTold), since: since ?? null };
}
