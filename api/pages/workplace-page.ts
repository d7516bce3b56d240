import type { Instant } from '../../domain/time/instant';
import type { ListedNotice, ListedTask, WorkCounts } from '../../prisma/repositories/task-queries';
import { ifProvisional } from '../../domain/time/words';
import { formatLimit, formatMoment } from '../../domain/time/words';
import { remaining, shortDateTime } from '../../templates/format';
import { LIGHTS, type Light } from '../../templates/lights';
import { COMMAND_FORMS } from '../input/field-specs';

export const WORK_TABS = ['open', 'done', 'copies', 'mine', 'reminders'] as const;
export type WorkTab = (typeof WORK_TABS)[number];

const TITLES: Readonly<Record<WorkTab, string>> = { open: '待办', done: '已办', copies: '抄送', mine: '我发起', reminders: '提醒' };

export function workTabs(current: WorkTab, counts: WorkCounts, mine: number) {
  const numbers: Record<WorkTab, number> = { open: counts.open, done: counts.ended, copies: counts.copies, mine, reminders: counts.reminders };
  return WORK_TABS.map((tab) => ({ href: tab === 'open' ? '/' : `/?tab=${tab}`, title: TITLES[tab], count: numbers[tab], current: tab === current }));
}

export interface TaskLine {
  title: string; href: string; caseTitle: string; caseHref: string; caseNo: string; light: Light; due: string; standing: string; since: string; end: string;
}

/** Amber for the last two days, for short limits the last fifth: the tasks carry no reminders of their own. */
const SOON_MS = 2 * 86_400_000;
const SOON_SHARE = 0.2;

/** The end that counts: the task's own; for a supervisor's task without one, that of the clock it looks after. */
const endOf = (task: ListedTask): Instant | null => task.dueAt ?? (task.act === null ? task.clockDueAt : null);

function taskLight(task: ListedTask, now: Instant): Light {
  if (task.state !== 'open') return task.state === 'done' ? LIGHTS.done : LIGHTS.void;
  if (task.clockState === 'paused') return LIGHTS.paused;
  const end = endOf(task);
  if (end === null) return LIGHTS.running;
  if (now >= end) return LIGHTS.overdue;
  return end - now < Math.min(SOON_MS, (end - task.createdAt) * SOON_SHARE) ? LIGHTS.soon : LIGHTS.running;
}

function standingOf(task: ListedTask, now: Instant): string {
  const end = endOf(task);
  if (task.state !== 'open' || end === null) return '';
  return task.clockState === 'paused' ? '暂停计时' : remaining(end, now);
}

function hrefOf(task: ListedTask): string {
  const base = `/cases/${encodeURIComponent(task.caseId)}`;
  if (task.state !== 'open' || task.act === null || !COMMAND_FORMS.has(task.act)) {
    return task.clockCode === null ? base : `${base}/clocks/${encodeURIComponent(task.clockCode)}`;
  }
  // There the sources and what speaks for the measure are in sight; the form alone would only ask for a yes.
  const tab = COMMAND_FORMS.get(task.act)?.tab;
  if (tab) return `${base}/${tab}`;
  const clock = task.act === 'explain-lateness' && task.clockCode !== null ? `?clock=${encodeURIComponent(task.clockCode)}` : '';
  return `${base}/acts/${task.act}${clock}`;
}

export function taskLine(task: ListedTask, wallNow: Instant): TaskLine {
  const now = wallNow + task.shiftMs;
  const end = endOf(task);
  return {
    title: task.title, href: hrefOf(task), caseTitle: task.caseTitle, caseHref: `/cases/${encodeURIComponent(task.caseId)}`, caseNo: task.caseNo,
    light: taskLight(task, now), due: end === null || task.clockState === 'paused' ? '' : `${formatLimit(end)}${ifProvisional(task)}`, standing: standingOf(task, now), since: shortDateTime(task.createdAt, now),
    end: task.endedAt === null ? '' : formatMoment(task.endedAt),
  };
}

const NOTICE_WORDS: Readonly<Record<string, string>> = { reminder: '提醒', due: '到期', escalation: '升级', opens: '开始', copy: '抄送', finding: '交办' };

export function noticeLine(notice: ListedNotice) {
  const base = `/cases/${encodeURIComponent(notice.caseId)}`;
  return {
    id: notice.id, unread: !notice.read && notice.withdrawn === null, withdrawn: notice.withdrawn ?? '',
    kind: NOTICE_WORDS[notice.kind] ?? '通知', isLate: notice.withdrawn === null && (notice.kind === 'escalation' || notice.kind === 'due'), title: notice.title, text: notice.text,
    cite: notice.cite.join('；'), at: formatMoment(notice.at), caseTitle: notice.caseTitle, caseNo: notice.caseNo,
    href: notice.kind === 'finding' ? `${base}/measures` : notice.clockCode === null ? base : `${base}/clocks/${encodeURIComponent(notice.clockCode)}`,
  };
}
