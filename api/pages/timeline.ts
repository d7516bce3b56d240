import { determinationText } from '../../domain/accident-case/determinations';
import type { CaseEvent, FindingsChanged } from '../../domain/accident-case/events';
import { actRow } from '../../domain/accident-case/acts';
import type { Clock } from '../../domain/time/clock';
import { dateOf, startOfDate, type Instant } from '../../domain/time/instant';
import { FINDING_DECISIONS, changeText } from '../../domain/trigger/stored-finding';
import { MEASURES } from '../../domain/trigger/vocabulary';
import { bodyRefName } from '../../domain/organisation/names';
import type { CaseNotice, StoredEvent } from '../../prisma/repositories/case-queries';
import { longDate, longDateTime, remaining, span, timeOfDay } from '../../templates/format';
import { LIGHTS, lightOf, type Light } from '../../templates/lights';
import { GRADE_WORDS } from '../../templates/words';
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
}

export interface TimelineDay { date: string; entries: TimelineEntry[] }
export interface RunningLine { title: string; light: Light; standing: string; since: string; href: string }
export interface Timeline { past: TimelineDay[]; now: string; running: RunningLine[]; coming: TimelineDay[] }

const STRUCK_WORDS = { opens: '可以开始', reminder: '提醒', due: '到期未办', escalation: '升级报告' } as const;
const COMING_WORDS = { opens: '将可以开始', reminder: '将提醒', due: '到期', escalation: '仍未办结的，将报告' } as const;

const clockHref = (caseId: string, code: string): string =>
  `/cases/${encodeURIComponent(caseId)}/clocks/${encodeURIComponent(code)}`;

type Dated = TimelineEntry & { at: Instant };
type PastEntry = Omit<Dated, 'time' | 'at'>;

const toldWords = (notices: readonly CaseNotice[], clock: string, at: Instant): string =>
  [...new Set(notices.filter((notice) => notice.clockCode === clock && notice.at === at).map((notice) => notice.bodyName))].join('、');

/** A window that closes by itself is no failure of anybody. */
const isOwnEnd = (event: Extract<CaseEvent, { type: 'clock-struck' }>, clocks: readonly Clock[]): boolean =>
  event.threshold.kind === 'due' && clocks.some((clock) => clock.code === event.clock && clock.metBy === null);

const findingEntry = (caseId: string, title: string, detail: string): PastEntry =>
  ({ kind: 'past', title, detail, people: '', href: `/cases/${encodeURIComponent(caseId)}/measures` });

function pastEntries(event: CaseEvent, caseId: string, notices: readonly CaseNotice[], clocks: readonly Clock[]): PastEntry[] {
  if (event.type === 'findings-changed') return event.findings.map((change) => findingEntry(caseId, changeText(change), change.because.join('；')));
  const entry = pastEntry(event, caseId, notices, clocks);
  return entry ? [entry] : [];
}

function pastEntry(
  event: Exclude<CaseEvent, FindingsChanged>, caseId: string, notices: readonly CaseNotice[], clocks: readonly Clock[],
): PastEntry | null {
  switch (event.type) {
    case 'case-registered': return { kind: 'past', title: '事故登记', detail: event.title, people: '', href: '' };
    case 'act-done': return { kind: 'past', title: actRow(event.act.do).title, detail: actDetail(event.act), people: '', href: '' };
    case 'counts-recorded': return { kind: 'past', title: '伤亡和损失', detail: figuresInWords(event.counts), people: '', href: '' };
    case 'grade-changed': return {
      kind: 'past', title: '等级认定', people: '', href: '',
      detail: `${event.from === null ? '' : `${GRADE_WORDS[event.from]} → `}${GRADE_WORDS[event.to]}事故`,
    };
    case 'clock-struck': return {
      kind: isOwnEnd(event, clocks) ? 'past' : event.threshold.kind === 'reminder' || event.threshold.kind === 'opens' ? 'told' : 'late',
      title: `${isOwnEnd(event, clocks) ? '届满' : STRUCK_WORDS[event.threshold.kind]}：${event.title}`, detail: '',
      people: toldWords(notices, event.clock, event.at) || event.threshold.to.map(bodyRefName).join('、'),
      href: clockHref(caseId, event.clock),
    };
    case 'clock-met': return event.lateByMs === null ? null : {
      kind: 'late', title: `逾期办结：${event.title}`, detail: `逾期 ${span(event.lateByMs)}`, people: '', href: clockHref(caseId, event.clock),
    };
    case 'rules-adopted': return {
      kind: 'past', title: '规则变更', people: '', href: `/rule-changes/${encodeURIComponent(event.change)}`,
      detail: `${event.title}${event.moved.length ? `，${event.moved.length} 个时限改期` : '，期限不变'}`,
    };
    case 'determined': return { kind: 'past', title: determinationText(event), detail: event.ground, people: '', href: '' };
    case 'measure-proposed': return findingEntry(caseId, `${event.by}书面提出${MEASURES[event.measure]}`, event.ground);
    case 'finding-decided': return findingEntry(caseId, `${FINDING_DECISIONS[event.decision]}：${event.title}`, event.reason);
    case 'lateness-explained': return { kind: 'past', title: '说明逾期原因', detail: event.reason, people: '', href: clockHref(caseId, event.clock) };
    default: return event satisfies never;
  }
}

function comingEntries(clocks: readonly Clock[], caseId: string, now: Instant): Dated[] {
  return clocks.filter((clock) => ['pending', 'overdue'].includes(clock.state)).flatMap((clock) => clock.thresholds
    .filter((threshold) => threshold.at > now)
    .map((threshold): Dated => ({
      at: threshold.at, time: timeOfDay(threshold.at), kind: 'coming', title: `${clock.metBy === null && threshold.kind === 'due' ? '届满' : COMING_WORDS[threshold.kind]}：${clock.title}`, detail: '',
      people: threshold.to.map(bodyRefName).join('、'), href: clockHref(caseId, clock.code),
    })));
}

function byDay(entries: readonly Dated[]): TimelineDay[] {
  const days = new Map<string, TimelineEntry[]>();
  for (const { at, ...entry } of entries) days.set(dateOf(at), [...(days.get(dateOf(at)) ?? []), entry]);
  return [...days].map(([date, list]) => ({ date: longDate(date), entries: list }));
}

function runningLines(clocks: readonly Clock[], caseId: string, now: Instant): RunningLine[] {
  return clocks.filter((clock) => ['pending', 'overdue', 'paused'].includes(clock.state)).map((clock) => ({
    title: clock.title, light: LIGHTS[lightOf(clock, now)], since: longDate(dateOf(clock.triggeredAt)),
    standing: clock.opensOn !== null && startOfDate(clock.opensOn) > now
      ? `${longDate(clock.opensOn)}开始` : clock.dueAt === null ? '' : clock.state === 'paused' ? '暂停计时' : remaining(clock.dueAt, now),
    href: clockHref(caseId, clock.code),
  }));
}

/** The whole life of a case around `now` (record time). */
export function timelineOf(
  caseId: string, events: readonly StoredEvent[], notices: readonly CaseNotice[], clocks: readonly Clock[], now: Instant,
): Timeline {
  const past = events.flatMap((stored): (Dated & { seq: number })[] => {
    const entries = pastEntries(stored.event, caseId, notices, clocks);
    return entries.map((entry) => ({ ...entry, at: stored.at, time: timeOfDay(stored.at), seq: stored.seq }));
  }).sort((a, b) => a.at - b.at || a.seq - b.seq).map(({ seq: _seq, ...entry }) => entry);
  const coming = comingEntries(clocks, caseId, now).sort((a, b) => a.at - b.at);
  return { past: byDay(past), now: longDateTime(now), running: runningLines(clocks, caseId, now), coming: byDay(coming) };
}
