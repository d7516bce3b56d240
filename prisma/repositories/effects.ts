import type { ProcessName } from '../../domain/kernel/process';
import type { EffectKind } from '../../domain/kernel/snapshot';
import type { Database } from './database';

export interface StoredEffect {
  id: string;
  matterId: string;
  process: ProcessName;
  kind: EffectKind;
  payload: Record<string, unknown>;
}

/** The effect, or null when it was carried out before (effects run at least once). */
export async function pendingEffect(db: Database, id: string): Promise<StoredEffect | null> {
  const row = await db.client.effect.findFirst({ where: { id, doneAt: null } });
  return row && {
    id: row.id, matterId: row.matterId, process: row.process as ProcessName, kind: row.kind as EffectKind,
    payload: row.payload as Record<string, unknown>,
  };
}

export async function markEffectDone(db: Database, id: string, at: Date): Promise<void> {
  await db.client.effect.updateMany({ where: { id, doneAt: null }, data: { doneAt: at } });
}

export async function markEffectsDone(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length) await db.client.effect.updateMany({ where: { id: { in: [...ids] }, doneAt: null }, data: { doneAt: new Date() } });
}

/** Notices become visible in their bodies' inboxes; those already delivered keep their time. */
export async function deliverNotices(db: Database, ids: readonly string[], at: Date): Promise<void> {
  await db.client.notice.updateMany({ where: { id: { in: [...ids] }, deliveredAt: null }, data: { deliveredAt: at } });
}

export async function isProcessOpen(db: Database, matterId: string, process: ProcessName): Promise<boolean> {
  return (await db.client.process.count({ where: { matterId, name: process, open: true } })) > 0;
}

export interface StalledProcess {
  matterId: string;
  process: ProcessName;
  namespace: string;
  /** Record time of the matter minus wall time. */
  shiftMs: number;
}

/** Open processes with committed effects that nobody carried out for `seconds` of wall time. */
export async function stalledProcesses(db: Database, seconds: number): Promise<StalledProcess[]> {
  return db.client.$queryRaw<StalledProcess[]>`
    SELECT DISTINCT e.matter_id AS "matterId", e.process, m.namespace, m.shift_ms::float8 AS "shiftMs"
    FROM effect e JOIN matter m ON m.id = e.matter_id
    WHERE e.done_at IS NULL AND e.created_at < now() - make_interval(secs => ${seconds}::float8)
    ORDER BY e.matter_id LIMIT 500`;
}
