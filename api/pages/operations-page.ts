import { CHANGE_PROCESS } from '../../domain/rule-change/change';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import type { Instant } from '../../domain/time/instant';
import { type AlarmKind, type OpenAlarm, type Remedy, remedyFor } from '../../prisma/repositories/alarms';
import { type EnginePart, type EngineState, type EngineStatus, isSilent } from '../../prisma/repositories/engine-status';
import type { WorkSubject } from '../../prisma/repositories/operations';
import type { Backlog } from '../../prisma/repositories/outbox';
import type { Unstruck } from '../../prisma/repositories/sweep';
import { formatMoment } from '../../domain/time/words';
import { shortDateTime, span } from '../../templates/format';
import { PROCESS_WORDS } from '../../templates/words';

/** 运行状况: what the machine does beside people, and what it could not do. */

const PARTS: Readonly<Record<EnginePart, string>> = { start: '启动', relay: '传达办理结果', pollers: '接取任务' };
const STATES: Readonly<Record<EngineState, string>> = { starting: '启动中', ready: '正常', away: '停止' };
const WORKS: Readonly<Record<AlarmKind, string>> = { effect: '生成公文', strike: '时限到点', relay: '传达办理结果' };
const BUTTONS: Readonly<Record<Remedy, string>> = { offer: '重试', tell: '重试', settle: '已另行通知' };

/** What never said anything is not there. */
const partLine = (part: EnginePart, status: EngineStatus | undefined, now: Instant) => ({
  title: PARTS[part],
  isWell: status?.state === 'ready' && !isSilent(status, now),
  state: status === undefined ? '没有运行过' : isSilent(status, now) ? '没有应答' : STATES[status.state],
  since: status === undefined ? '' : shortDateTime(isSilent(status, now) ? status.seenAt : status.since, now),
  detail: status?.detail ?? '',
});

/** The start has nothing more to say once the others are at work. */
function partLines(parts: readonly EngineStatus[], now: Instant) {
  const known = (name: EnginePart): EngineStatus | undefined => parts.find(({ part }) => part === name);
  const start = known('start');
  const shown: EnginePart[] = start === undefined || start.state === 'ready' || isSilent(start, now) ? ['relay', 'pollers'] : ['start', 'relay', 'pollers'];
  return shown.map((part) => partLine(part, known(part), now));
}

function subjectLine(id: string, seen: ReadonlyMap<string, WorkSubject>) {
  const { title = '', caseNo = '' } = seen.get(id) ?? {};
  const isChange = caseNo === null;
  return { title, caseNo: caseNo ?? '规则变更', href: `${isChange ? '/rule-changes' : '/cases'}/${encodeURIComponent(id)}` };
}

const processWords = (process: string): string =>
  (process === CHANGE_PROCESS ? '规则变更' : PROCESS_WORDS[process as ProcessName] as string | undefined ?? '办理');

const workOf = (alarm: OpenAlarm): string =>
  (remedyFor(alarm) === 'settle' ? `时限搁置：${alarm.clockTitle ?? '已不适用'}` : WORKS[alarm.kind]);

export interface Operations {
  parts: readonly EngineStatus[];
  backlog: Backlog;
  alarms: readonly OpenAlarm[];
  unstruck: readonly Unstruck[];
  /** Of the cases and rule changes in question, those that the post may know of. */
  seen: ReadonlyMap<string, WorkSubject>;
}

/** @param now wall time */
export function operationsPage({ parts, backlog, alarms, unstruck, seen }: Operations, now: Instant) {
  const isSeen = ({ matterId }: { matterId: string }): boolean => seen.has(matterId);
  return {
    parts: partLines(parts, now),
    waiting: backlog.waiting, oldest: backlog.waiting > 0 ? span(backlog.oldestMs) : '',
    alarms: alarms.filter(isSeen).map((alarm) => ({
      ...subjectLine(alarm.matterId, seen), id: alarm.id, work: `${processWords(alarm.process)} · ${workOf(alarm)}`,
      button: BUTTONS[remedyFor(alarm)], reason: alarm.reason, times: alarm.times,
      raised: shortDateTime(alarm.raisedAt, now), last: shortDateTime(alarm.lastAt, now),
    })),
    unstruck: unstruck.filter(isSeen).map(({ matterId, process, wakeAt, lateMs }) => (
      { ...subjectLine(matterId, seen), work: processWords(process), at: formatMoment(wakeAt), late: span(lateMs) })),
    elsewhere: alarms.filter((each) => !isSeen(each)).length, unstruckElsewhere: unstruck.filter((each) => !isSeen(each)).length,
  };
}
