import type { Clock } from '../../time/clock';
import { formatDay, formatLimit, formatMoment, formatSpan, ifProvisional } from '../../time/words';
import { FINDING_DECISIONS, changeText } from '../../trigger/stored-finding';
import { MEASURES } from '../../trigger/vocabulary';
import { actRow } from './acts';
import type { CaseView } from './case-view';
import { determinationText } from './determinations';
import type { CaseEvent } from './events';
import { ACCIDENT_NAMES } from '../../vocabulary/grade';
import { WITHDRAWALS } from './withdrawal';

const limitOf = (clock: Clock): string =>
  (clock.dueDate ? `${formatDay(clock.dueDate)}${ifProvisional(clock)}` : clock.dueAt === null ? '' : formatMoment(clock.dueAt));

function eventLine(event: CaseEvent): string[] {
  switch (event.type) {
    case 'case-registered': return ['事故已登记。'];
    case 'act-done': return [`${actRow(event.act.do).title}：已记录（${formatMoment(event.at)}）。`];
    case 'counts-recorded': return ['伤亡和损失数字已更新。'];
    case 'grade-changed': return [event.from === null
      ? `事故等级：${ACCIDENT_NAMES[event.to]}。` : `事故等级由${ACCIDENT_NAMES[event.from]}变为${ACCIDENT_NAMES[event.to]}。`];
    case 'clock-met': return [event.lateByMs === null
      ? event.corrected ? `“${event.title}”更正为按时完成，不再要求说明逾期原因。` : `“${event.title}”按时完成。` : `“${event.title}”已完成，逾期${formatSpan(event.lateByMs)}，请说明原因。`];
    case 'clock-struck': return [];
    case 'clock-held': return event.until > event.at
      ? [`“${event.title}”登记时已有期限或节点过去：${formatMoment(event.until)}以前登记办理情况的，不发通知。`] : [];
    case 'thresholds-passed-over': return [`导入以前的 ${event.thresholds.length} 个时限节点不再通知。`];
    case 'clock-set-aside': return [];
    case 'notices-withdrawn': return [`“${event.title}”的逾期通知已撤回（${WITHDRAWALS[event.why]}）。`];
    case 'rules-adopted': return [`${event.title}已适用于本案。`];
    case 'determined': return [`已记录：${determinationText(event)}。`];
    case 'measure-proposed': return [`已记录：${event.by}书面提出${MEASURES[event.measure]}。`];
    case 'findings-changed': return event.findings.map((change) => `${changeText(change)}。`);
    case 'finding-decided': return [`${FINDING_DECISIONS[event.decision]}：${event.title}。`];
    case 'lateness-explained': return ['逾期原因已记录。'];
  }
}

function clockLines(before: readonly Clock[], after: readonly Clock[]): string[] {
  const old = new Map(before.map((clock) => [clock.code, clock]));
  return after.flatMap((clock) => {
    const was = old.get(clock.code);
    if (clock.state === 'paused') return was?.state === 'paused' ? [] : [`“${clock.title}”暂停计时。`];
    if (clock.state !== 'pending' || clock.dueAt === null) return [];
    if (!was) return [`开始计时：“${clock.title}”，${limitOf(clock)}为止。`];
    return was.dueAt === clock.dueAt ? [] : [`“${clock.title}”的期限改为${limitOf(clock)}。`];
  });
}

/** What happened and what is next, one Chinese sentence a line; shown to whoever gave the command. */
export function summarise(events: readonly CaseEvent[], clocksBefore: readonly Clock[], view: CaseView): string[] {
  const next = view.ball ? [`下一步：${view.ball.title}${view.ball.until === null ? '' : `，${formatLimit(view.ball.until)}`}。`] : [];
  return [...events.flatMap(eventLine), ...clockLines(clocksBefore, view.assessment.clocks), ...next];
}
