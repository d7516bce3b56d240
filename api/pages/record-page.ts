import { isRefusalCode, REFUSALS } from '../../domain/kernel/refusals';
import { actorName } from '../../domain/kernel/actor';
import type { StoredAuditEntry } from '../../prisma/repositories/case-queries';
import { formatMoment } from '../../domain/time/words';
import { commandTitle } from '../input/field-specs';

/** 流转记录: who did or tried what, when it was written down. */
export interface RecordLine { seq: number; at: string; actor: string; action: string; result: string; refused: boolean; seal: string }

const SYSTEM_ACTIONS: Readonly<Record<string, string>> = { register: '事故登记', strike: '时限到点', 'set-aside': '时限搁置', notify: '发出通知', 'adopt-rules': '规则变更', 'render-document': '生成公文', 'retry-work': '系统工作重试', 'settle-work': '系统工作另行处理' };

/** Enough of the hash to compare two prints of the same record by eye. */
const SEAL_DIGITS = 8;

function refusalOf(detail: unknown): string | null {
  if (typeof detail !== 'object' || detail === null) return null;
  const refusal = 'refusal' in detail ? detail.refusal : 'refused' in detail ? detail.refused : null;
  const code = typeof refusal === 'object' && refusal !== null && 'code' in refusal ? refusal.code : refusal;
  return typeof code === 'string' && isRefusalCode(code) ? REFUSALS[code].text : null;
}

export function recordLines(entries: readonly StoredAuditEntry[]): RecordLine[] {
  return entries.map((entry) => {
    const refused = refusalOf(entry.detail);
    return {
      seq: entry.seq, at: formatMoment(entry.recordedAt), actor: actorName(entry.actor),
      action: SYSTEM_ACTIONS[entry.action] ?? commandTitle(entry.action), result: refused ?? '已记入案卷', refused: refused !== null,
      seal: entry.hash.slice(0, SEAL_DIGITS),
    };
  });
}
