import type { Grade } from '../../domain/vocabulary/grade';
import { bodyRefName } from '../../domain/organisation/names';
import type { BodyRef } from '../../domain/organisation/body';
import { type Clock, isRunning } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import { type FindingChange, changeText } from '../../domain/trigger/stored-finding';
import { ifProvisional } from '../../domain/time/words';
import { span } from '../../templates/format';
import { dueWords } from '../../templates/clock-ribbon';
import { GRADE_NAMES } from '../../domain/vocabulary/grade';

/** What an act will lead to, said before it is confirmed: which limits start, stop or move, and who will be told. */
export interface Consequences { lines: string[]; told: string }


const endWords = (clock: Clock): string => `${dueWords(clock)}${ifProvisional(clock)}`;
const untilWords = (clock: Clock): string => (dueWords(clock) ? `，至${endWords(clock)}` : '');

function started(clock: Clock): string {
  const opens = clock.opensOn === null || clock.dueAt === null ? '' : '，届时';
  return `“${clock.title}”开始计时${opens}${untilWords(clock)}。`;
}

function stopped(clock: Clock): string {
  const late = clock.lateByMs === null ? '按期办结' : `逾期 ${span(clock.lateByMs)}办结，需要说明原因`;
  return `“${clock.title}”到此为止，记为${late}。`;
}

function changeOf(before: Clock | undefined, after: Clock | undefined): string | null {
  if (after === undefined) return before && isRunning(before) ? `“${before.title}”不再适用。` : null;
  if (before === undefined) return isRunning(after) ? started(after) : null;
  if (isRunning(before) && !isRunning(after)) return after.state === 'void' ? `“${after.title}”不再适用。` : stopped(after);
  if (before.state !== 'paused' && after.state === 'paused') return `“${after.title}”暂停计时。`;
  if (before.triggeredAt !== after.triggeredAt && isRunning(after)) return `“${after.title}”重新计时${untilWords(after)}。`;
  if (before.dueAt !== after.dueAt && isRunning(after)) return `“${after.title}”由${endWords(before)}改为${endWords(after)}。`;
  return null;
}

/** Bodies on the ladder of what starts or moves: those the system will remind or report to if nothing happens. */
function toldBy(clocks: readonly Clock[], now: Instant): string {
  const refs = clocks.flatMap((clock) => clock.thresholds.filter((threshold) => threshold.at >= now).flatMap((threshold) => threshold.to));
  return [...new Set(refs.map((ref: BodyRef) => bodyRefName(ref)))].join('、');
}

/** From a foresight: everything that differs between the clocks now and the clocks after, and the measures that follow. */
export function consequencesOf(
  before: { grade: Grade; clocks: readonly Clock[] },
  after: { grade: Grade; clocks: readonly Clock[]; findings: readonly FindingChange[] }, now: Instant,
): Consequences {
  const codes = new Set([...before.clocks, ...after.clocks].map((clock) => clock.code));
  const find = (clocks: readonly Clock[], code: string): Clock | undefined => clocks.find((clock) => clock.code === code);
  const changed = [...codes].flatMap((code) => {
    const line = changeOf(find(before.clocks, code), find(after.clocks, code));
    return line === null ? [] : [{ code, line }];
  });
  const graded = before.grade === after.grade ? []
    : [`事故等级由${GRADE_NAMES[before.grade]}改为${GRADE_NAMES[after.grade]}，负责调查的机关和报告终点随之变化。`];
  const touched = after.clocks.filter((clock) => isRunning(clock) && changed.some((row) => row.code === clock.code));
  return { lines: [...graded, ...changed.map((row) => row.line), ...after.findings.map((change) => `${changeText(change)}。`)], told: toldBy(touched, now) };
}

/** Without a foresight: the limits that end with this act, as the record has them. */
export function metBy(clocks: readonly Clock[], act: string, now: Instant): Consequences {
  const lines = clocks.filter((clock) => clock.metBy === act && isRunning(clock)).map((clock) => {
    const late = clock.dueAt !== null && now > clock.dueAt ? `已逾期 ${span(now - clock.dueAt)}，需要说明原因` : '未逾期';
    return `“${clock.title}”到此为止（${late}）。`;
  });
  return { lines, told: '' };
}
