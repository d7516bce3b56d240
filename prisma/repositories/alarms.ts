import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';

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

export async function clearAlarm({ sql }: Database, alarm: Omit<NewAlarm, 'reason'>): Promise<void> {
  await sql`UPDATE alarm SET cleared_at = clock_timestamp() WHERE id = ${idOf(alarm)} AND cleared_at IS NULL`;
}

/** Alarms that nobody has dealt with, newest first. */
export async function openAlarms({ client }: Database, limit: number): Promise<Alarm[]> {
  const rows = await client.alarm.findMany({ where: { clearedAt: null }, orderBy: { lastAt: 'desc' }, take: limit });
  return rows.map(({ clearedAt: _, raisedAt, lastAt, kind, ...rest }) => (
    { ...rest, kind: kind as AlarmKind, raisedAt: raisedAt.getTime(), lastAt: lastAt.getTime() }));
}
