import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';
import type { Reader } from './transaction';

export type AlarmKind = 'effect' | 'strike' | 'relay';

/** Work of the machine that it could not do; it waits for an operator. */
export interface Alarm {
  id: string;
  matterId: string;
  process: string;
  kind: AlarmKind;
  /** Id of the effect, code of the clock, or the process that cannot be told. */
  subject: string;
  reason: string;
  times: number;
  raisedAt: Instant;
  lastAt: Instant;
}

export type NewAlarm = Pick<Alarm, 'matterId' | 'process' | 'kind' | 'subject' | 'reason'>;

const idOf = ({ kind, matterId, process, subject }: Omit<NewAlarm, 'reason'>): string => [kind, matterId, process, subject].join('|');

const LONGEST = 500;

/** The same trouble is one alarm, however often it comes. */
export async function raiseAlarm({ sql }: Database, alarm: NewAlarm): Promise<void> {
  const { matterId, process, kind, subject, reason } = alarm;
  await sql`
    INSERT INTO alarm (id, matter_id, process, kind, subject, reason)
    VALUES (${idOf(alarm)}, ${matterId}, ${process}, ${kind}, ${subject}, ${reason.slice(0, LONGEST)})
    ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, times = CASE WHEN alarm.cleared_at IS NULL THEN alarm.times + 1 ELSE 1 END,
      raised_at = CASE WHEN alarm.cleared_at IS NULL THEN alarm.raised_at ELSE excluded.raised_at END, last_at = excluded.last_at, cleared_at = NULL`;
}

/** Whatever it was has gone well since, or somebody sees to it. */
export async function clearAlarm({ sql }: { sql: Reader }, alarm: Omit<NewAlarm, 'reason'>): Promise<void> {
  await sql`UPDATE alarm SET cleared_at = clock_timestamp() WHERE id = ${idOf(alarm)} AND cleared_at IS NULL`;
}

export async function countOpenAlarms({ sql }: Database): Promise<number> {
  const [row] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM alarm WHERE cleared_at IS NULL`;
  return row?.count ?? 0;
}

/** What helps: offering the work again, telling the process again, or nothing of the machine, since the clock was set aside for good. */
export type Remedy = 'offer' | 'tell' | 'settle';

export function remedyFor({ kind, process, subject }: Pick<Alarm, 'kind' | 'process' | 'subject'>): Remedy {
  if (kind === 'effect') return 'offer';
  return kind === 'strike' && subject !== process ? 'settle' : 'tell';
}

export interface OpenAlarm extends Alarm {
  /** Of the clock that was set aside. */
  clockTitle: string | null;
}

/** Alarms that nobody has dealt with, newest first. */
export const openAlarms = ({ sql }: Database, limit: number): Promise<OpenAlarm[]> => sql<OpenAlarm[]>`
  SELECT a.id, a.matter_id AS "matterId", a.process, a.kind, a.subject, a.reason, a.times, c.body->>'title' AS "clockTitle",
    (extract(epoch FROM a.raised_at) * 1000)::float8 AS "raisedAt", (extract(epoch FROM a.last_at) * 1000)::float8 AS "lastAt"
  FROM alarm a LEFT JOIN clock c ON a.kind = 'strike' AND c.matter_id = a.matter_id AND c.code = a.subject
  WHERE a.cleared_at IS NULL ORDER BY a.last_at DESC, a.id LIMIT ${limit}`;
