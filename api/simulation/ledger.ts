import { actRow, isActName } from '../../domain/kinds/accident-case/acts';
import { determinationText } from '../../domain/kinds/accident-case/determinations';
import type { CaseEvent, FindingsChanged } from '../../domain/kinds/accident-case/events';
import { ACCIDENT_NAMES } from '../../domain/vocabulary/grade';
import { WITHDRAWALS } from '../../domain/kinds/accident-case/withdrawal';
import { REFUSALS } from '../../domain/kernel/refusals';
import type { Instant } from '../../domain/time/instant';
import { formatInstant } from '../../domain/time/instant';
import { formatSpan } from '../../domain/time/words';
import { FINDING_DECISIONS, changeText } from '../../domain/trigger/stored-finding';
import { MEASURES } from '../../domain/trigger/vocabulary';
import { actDetail, figuresInWords } from '../pages/act-words';
import type { LedgerEvent, LedgerNotice, LedgerSource } from '../../prisma/repositories/ledger';

export type LedgerKind = 'registered' | 'act' | 'figures' | 'grade' | 'met' | 'late' | 'reminder' | 'opens' | 'due'
  | 'escalation' | 'copy' | 'reason' | 'rules' | 'refused' | 'determined' | 'measure' | 'finding'
  | 'held' | 'passed-over' | 'set-aside' | 'withdrawn';

/** One line of what happened. `clock` is the code where a clock is concerned; `to` the bodies that were told. */
export interface LedgerRow {
  at: Instant;
  kind: LedgerKind;
  clock: string | null;
  text: string;
  to: string[];
}

const KIND_WORDS: Record<LedgerKind, string> = {
  registered: '登记', act: '办理', figures: '数字', grade: '等级', met: '按期', late: '逾期完成', reminder: '提醒', opens: '可办',
  due: '期满', escalation: '升级', copy: '告知', reason: '说明', rules: '规则', refused: '拒绝',
  determined: '认定', measure: '措施', finding: '交办', held: '暂缓', 'passed-over': '不发', 'set-aside': '搁置', withdrawn: '撤回',
};

function eventRows({ at, event }: LedgerEvent, reasons: Map<string, string>): LedgerRow[] {
  if (event.type !== 'findings-changed') return [eventRow(at, event, reasons)].filter((row) => row !== null);
  return event.findings.map((change) => ({ at, kind: 'measure', clock: null, text: changeText(change), to: [] }));
}

function eventRow(at: Instant, event: Exclude<CaseEvent, FindingsChanged>, reasons: Map<string, string>): LedgerRow | null {
  const row = (kind: LedgerKind, text: string, clock: string | null = null): LedgerRow => ({ at, kind, text, clock, to: [] });
  switch (event.type) {
    case 'case-registered': return row('registered', event.title);
    case 'act-done': {
      const detail = actDetail(event.act);
      return row('act', detail ? `${actRow(event.act.do).title}（${detail}）` : actRow(event.act.do).title);
    }
    case 'counts-recorded': return row('figures', figuresInWords(event.counts));
    case 'grade-changed': return row('grade', `${event.from ? `${ACCIDENT_NAMES[event.from]} → ` : ''}${ACCIDENT_NAMES[event.to]}`);
    case 'clock-met': return event.lateByMs === null ? row('met', `${event.title}${event.corrected ? '（更正）' : ''}`, event.clock)
      : row('late', `${event.title}，逾期${formatSpan(event.lateByMs)}；原因：${reasons.get(event.clock) ?? '尚未说明'}`, event.clock);
    case 'lateness-explained': return row('reason', event.reason, event.clock);
    case 'rules-adopted': return row('rules', `${event.title}${event.moved.length ? `：${event.moved.map((m) => m.title).join('、')}改期` : ''}`);
    case 'determined': return row('determined', `${determinationText(event)}（${event.ground}）`);
    case 'measure-proposed': return row('determined', `${event.by}书面提出${MEASURES[event.measure]}（${event.ground}）`);
    case 'finding-decided': return row('measure', `${FINDING_DECISIONS[event.decision]}：${event.title}（${event.reason}）`);
    case 'clock-struck': return null;
    case 'clock-held': return event.until === event.at ? null
      : row('held', `${event.title}，登记时已有节点过去，${formatInstant(event.until).slice(0, 16).replace('T', ' ')} 以前不通知`, event.clock);
    case 'thresholds-passed-over': return row('passed-over', `导入以前的时限节点 ${event.thresholds.length} 个`);
    case 'clock-set-aside': return row('set-aside', `${event.title}（${event.reason}）`, event.clock);
    case 'notices-withdrawn': return row('withdrawn', `${event.title}的逾期通知（${WITHDRAWALS[event.why]}）`, event.clock);
  }
}

/** Notices of one cause differ only in who was told: one row for all of them. */
function noticeRows(notices: readonly LedgerNotice[]): LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const notice of notices) {
    const key = `${notice.at}|${notice.kind}|${notice.clockCode}|${notice.text}`;
    const row = rows.get(key)
      ?? { at: notice.at, kind: notice.kind as LedgerKind, clock: notice.clockCode, text: notice.title, to: [] };
    row.to.push(notice.body);
    rows.set(key, row);
  }
  return [...rows.values()];
}

export function ledgerRows(source: LedgerSource): LedgerRow[] {
  const reasons = new Map(source.events.flatMap(({ event }) =>
    (event.type === 'lateness-explained' ? [[event.clock, event.reason] as const] : [])));
  const refused = source.refusals.flatMap(({ at, command, outcome }): LedgerRow[] => (outcome.outcome === 'refused' ? [{
    at, kind: 'refused', clock: null, to: [],
    text: `${isActName(command) ? actRow(command).title : command}：${REFUSALS[outcome.refusal.code].text}${outcome.refusal.missing?.length ? `还缺：${outcome.refusal.missing.join('、')}` : ''}`,
  }] : []));
  return [...source.events.flatMap((event) => eventRows(event, reasons)), ...noticeRows(source.notices), ...refused]
    .sort((a, b) => a.at - b.at);
}

export type LedgerCounts = Partial<Record<LedgerKind, number>>;

export function countRows(rows: readonly LedgerRow[]): LedgerCounts {
  const counts: LedgerCounts = {};
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** The ledger as an office reads it: time, kind, what, who was told. */
export function ledgerText(rows: readonly LedgerRow[]): string {
  return rows.map((row) => {
    const when = formatInstant(row.at).slice(0, 16).replace('T', ' ');
    return `${when}  ${KIND_WORDS[row.kind].padEnd(4, '　')}  ${row.text}${row.to.length ? `  → ${row.to.join('、')}` : ''}`;
  }).join('\n');
}

export const countsText = (counts: LedgerCounts): string =>
  Object.entries(counts).map(([kind, n]) => `${KIND_WORDS[kind as LedgerKind]} ${n}`).join(' · ');
