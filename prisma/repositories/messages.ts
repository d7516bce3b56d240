import type { EffectKind } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import { iso, json } from './rows';
import type { Statement, Tx } from './transaction';

/** What a decision tells people, and the work it leaves to a process. */

export interface NoticeRow {
  id: string;
  bodyId: string;
  kind: string;
  clockCode: string | null;
  title: string;
  text: string;
  cite: string[];
  at: Instant;
}

export interface EffectRow {
  id: string;
  process: string;
  kind: EffectKind;
  payload: unknown;
}

export interface MatterMessages {
  matterId: string;
  /** Record time at which notices reach their inboxes: with the decision itself, whether the engine runs or not. */
  deliveredAt: Instant;
  notices: readonly NoticeRow[];
  effects: readonly EffectRow[];
}

/** Effects carry the wall clock: how long they have been waiting says nothing of the law, only of our servers. */
export function writeMessages(tx: Tx, matters: readonly MatterMessages[]): Statement | null {
  const notices = matters.flatMap(({ matterId, notices: rows, deliveredAt }) => rows.map(({ bodyId, clockCode, at, ...rest }) => ({
    ...rest, matter_id: matterId, body_id: bodyId, clock_code: clockCode, at: iso(at), delivered_at: iso(deliveredAt),
  })));
  const effects = matters.flatMap(({ matterId, effects: rows }) => rows.map((effect) => ({ ...effect, matter_id: matterId })));
  if (notices.length + effects.length === 0) return null;
  return tx`
    WITH noticed AS (
      INSERT INTO notice (id, matter_id, body_id, kind, clock_code, title, text, cite, at, delivered_at)
      SELECT id, matter_id, body_id, kind, clock_code, title, text, "cite", at, delivered_at
      FROM jsonb_to_recordset(${json(notices)}::text::jsonb) AS r(id text, matter_id text, body_id text, kind text,
        clock_code text, title text, text text, "cite" jsonb, at timestamptz, delivered_at timestamptz)
    )
    INSERT INTO effect (id, matter_id, process, kind, payload, created_at)
    SELECT id, matter_id, process, kind, payload, now()
    FROM jsonb_to_recordset(${json(effects)}::text::jsonb) AS r(id text, matter_id text, process text, kind text, payload jsonb)`;
}
