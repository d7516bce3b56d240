import { actRow } from '../../domain/kinds/accident-case/acts';
import { determinationText } from '../../domain/kinds/accident-case/determinations';
import type { CaseEvent, ClockStruck, FindingsChanged } from '../../domain/kinds/accident-case/events';
import { WITHDRAWALS } from '../../domain/kinds/accident-case/withdrawal';
import { bodyRefName } from '../../domain/organisation/names';
import type { Clock, Threshold } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import { FINDING_DECISIONS, changeText } from '../../domain/trigger/stored-finding';
import { MEASURES } from '../../domain/trigger/vocabulary';
import type { CaseNotice, StoredEvent } from '../../prisma/repositories/case-queries';
import { formatMoment } from '../../domain/time/words';
import { span } from '../../templates/format';
import { GRADE_NAMES } from '../../domain/vocabulary/grade';
import { actDetail, figuresInWords } from './act-words';

/** Past solid, running clocks open, coming reminders and escalations dotted. */
export type EntryKind = 'past' | 'told' | 'late' | 'coming' | 'window';

export interface TimelineEntry {
  time: string;
  kind: EntryKind;
  title: string;
  detail: string;
  /** Who was or will be told. */
  people: string;
  href: string;
  /** Why what was told is withdrawn; empty where it stands. */
  withdrawn: string;
}

export type PastEntry = Omit<TimelineEntry, 'time'>;

/** What stands around one event and bears on how it reads. */
export interface Around {
  caseId: string;
  notices: readonly CaseNotice[];
  clocks: readonly Clock[];
  /** What each event was withdrawn with, by the number of the event. */
  withdrawn: ReadonlyMap<number, string>;
}

export const clockHref = (caseId: string, code: string): string =>
  `/cases/${encodeURIComponent(caseId)}/clocks/${encodeURIComponent(code)}`;

/** Strikes that a later event takes back. The same threshold may have struck again since: only what came before is meant. */
export function withdrawnStrikes(events: readonly StoredEvent[]): Map<number, string> {
  const keyOf = (clock: string, { kind, at }: Pick<Threshold, 'kind' | 'at'>): string => `${clock}|${kind}|${at}`;
  const struck = new Map<string, number>();
  const withdrawn = new Map<number, string>();
  for (const { seq, event } of events) {
    if (event.type === 'clock-struck') struck.set(keyOf(event.clock, event.threshold), seq);
    if (event.type !== 'notices-withdrawn') continue;
    for (const threshold of event.thresholds) {
      const strike = struck.get(keyOf(event.clock, threshold));
      if (strike !== undefined) withdrawn.set(strike, WITHDRAWALS[event.why]);
    }
  }
  return withdrawn;
}

const toldWords = (notices: readonly CaseNotice[], clock: string, ats: readonly Instant[]): string =>
  [...new Set(notices.filter((notice) => notice.clockCode === clock && ats.includes(notice.at)).map((notice) => notice.bodyName))].join('、');

const entryOf = (kind: EntryKind, title: string, rest: Partial<PastEntry> = {}): PastEntry =>
  ({ kind, title, detail: '', people: '', href: '', withdrawn: '', ...rest });

const STRUCK_WORDS = { opens: '可以开始', reminder: '提醒', due: '到期未办', escalation: '升级报告' } as const;

function struckEntry(event: ClockStruck, seq: number, { caseId, notices, clocks, withdrawn }: Around): PastEntry {
  const { threshold, clock, title, lateMs } = event;
  // A window that closes by itself is no failure of anybody.
  const isOwnEnd = threshold.kind === 'due' && clocks.some(({ code, metBy }) => code === clock && metBy === null);
  const taken = withdrawn.get(seq) ?? '';
  const kind = isOwnEnd ? 'past' : taken || threshold.kind === 'reminder' || threshold.kind === 'opens' ? 'told' : 'late';
  return entryOf(kind, `${isOwnEnd ? '届满' : STRUCK_WORDS[threshold.kind]}：${title}`, {
    detail: lateMs === undefined ? '' : `因系统停顿迟发${span(lateMs)}，已补发`, withdrawn: taken, href: clockHref(caseId, clock),
    people: toldWords(notices, clock, [event.at]) || threshold.to.map(bodyRefName).join('、'),
  });
}

export function pastEntries({ event, seq }: StoredEvent, around: Around): PastEntry[] {
  const measures = { href: `/cases/${encodeURIComponent(around.caseId)}/measures` };
  if (event.type === 'findings-changed') {
    return event.findings.map((change) => entryOf('past', changeText(change), { detail: change.because.join('；'), ...measures }));
  }
  const entry = event.type === 'clock-struck' ? struckEntry(event, seq, around) : pastEntry(event, around, measures);
  return entry ? [entry] : [];
}

function pastEntry(
  event: Exclude<CaseEvent, FindingsChanged | ClockStruck>, { caseId, notices }: Around, measures: Pick<PastEntry, 'href'>,
): PastEntry | null {
  const ofClock = (clock: string) => ({ href: clockHref(caseId, clock) });
  switch (event.type) {
    case 'case-registered': return entryOf('past', '事故登记', { detail: event.title });
    case 'act-done': return entryOf('past', actRow(event.act.do).title, { detail: actDetail(event.act) });
    case 'counts-recorded': return entryOf('past', '伤亡和损失', { detail: figuresInWords(event.counts) });
    case 'grade-changed': return entryOf('past', '等级认定', {
      detail: `${event.from === null ? '' : `${GRADE_NAMES[event.from]} → `}${GRADE_NAMES[event.to]}事故`,
    });
    case 'clock-met':
      if (event.lateByMs !== null) return entryOf('late', `逾期办结：${event.title}`, { detail: `逾期 ${span(event.lateByMs)}`, ...ofClock(event.clock) });
      return event.corrected ? entryOf('past', `更正为按期办结：${event.title}`, ofClock(event.clock)) : null;
    case 'clock-held': return event.until === event.at ? null : entryOf('past', `暂不通知：${event.title}`, {
      detail: `登记时已有节点过去；${formatMoment(event.until)}以前登记办理情况的，不发通知`, ...ofClock(event.clock),
    });
    case 'thresholds-passed-over': return entryOf('past', '导入以前的时限节点不再通知', { detail: `${event.thresholds.length} 个` });
    case 'clock-set-aside': return entryOf('past', `未能触发，已搁置：${event.title}`, { detail: event.reason, ...ofClock(event.clock) });
    case 'notices-withdrawn': return entryOf('past', `撤回逾期通知：${event.title}`, {
      detail: WITHDRAWALS[event.why], people: toldWords(notices, event.clock, event.thresholds.map(({ at }) => at)), ...ofClock(event.clock),
    });
    case 'rules-adopted': return entryOf('past', '规则变更', {
      href: `/rule-changes/${encodeURIComponent(event.change)}`,
      detail: `${event.title}${event.moved.length ? `，${event.moved.length} 个时限改期` : '，期限不变'}`,
    });
    case 'determined': return entryOf('past', determinationText(event), { detail: event.ground });
    case 'measure-proposed': return entryOf('past', `${event.by}书面提出${MEASURES[event.measure]}`, { detail: event.ground, ...measures });
    case 'finding-decided': return entryOf('past', `${FINDING_DECISIONS[event.decision]}：${event.title}`, { detail: event.reason, ...measures });
    case 'lateness-explained': return entryOf('past', '说明逾期原因', { detail: event.reason, ...ofClock(event.clock) });
    default: return event satisfies never;
  }
}
