import type { NoticeWithdrawal } from '../../domain/kinds/accident-case/withdrawal';
import type { Instant } from '../../domain/time/instant';
import { iso, json } from './rows';
import type { Statement, Tx } from './transaction';

export interface MatterWithdrawals {
  matterId: string;
  now: Instant;
  withdrawals: readonly NoticeWithdrawal[];
}

/** Marks the notices of these matters that a later entry refuted; they stay in the inboxes. What was marked before keeps its mark. */
export function withdrawNotices(tx: Tx, matters: readonly MatterWithdrawals[]): Statement | null {
  const rows = matters.flatMap(({ matterId, now, withdrawals }) => withdrawals.map(({ clockCode, kind, at, reason }) => (
    { matter_id: matterId, now: iso(now), clock_code: clockCode, kind, at: iso(at), reason })));
  if (rows.length === 0) return null;
  return tx`
    UPDATE notice SET withdrawn_at = r.now, withdrawn_reason = r.reason
    FROM jsonb_to_recordset(${json(rows)}::text::jsonb)
      AS r(matter_id text, now timestamptz, clock_code text, kind text, at timestamptz, reason text)
    WHERE notice.matter_id = r.matter_id AND notice.clock_code = r.clock_code AND notice.kind = r.kind AND notice.at = r.at
      AND notice.withdrawn_at IS NULL`;
}
