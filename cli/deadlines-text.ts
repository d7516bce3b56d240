import { LEVEL_NAMES } from '../domain/organisation/names';
import { GRADE_NAMES } from '../domain/vocabulary/grade';
import { type Clock, type ClockState, VOID_REASONS } from '../domain/time/clock';
import type { Instant } from '../domain/time/instant';
import { formatInstant } from '../domain/time/instant';
import { formatSpan } from '../domain/time/words';
import { renderProof } from '../domain/time/words-of-proof';
import type { Deadlines } from './deadlines-json';
import { textTable } from './text-table';

/** The same as the JSON, for people: one table per file. */

const STATE_WORDS: Record<ClockState, string> = {
  pending: '未到期', paused: '暂停', met: '已办结', 'met-late': '逾期办结', overdue: '已逾期', void: '失效',
};
const LEVEL_WORDS: Record<string, string> = {
  ...LEVEL_NAMES,
  'mine-safety-agency': '矿山安全监察机构', 'railway-regulator': '铁路监管机构', 'power-regulator': '电力监管机构',
  'maritime-agency': '海事管理机构',
};
const BASIS_WORDS: Record<string, string> = { deaths: '死亡（含下落不明）', seriousInjuries: '重伤', directLossYuan: '直接经济损失' };

export const minute = (at: Instant): string => formatInstant(at).slice(0, 16).replace('T', ' ');

/** `2021-08-12`, with the opening day in front and the word for a calendar that is not published. */
export function dueText({ dueDate, dueAt, opensOn, provisional }: Clock): string {
  const due = dueDate ?? (dueAt === null ? '—' : minute(dueAt));
  return `${opensOn === null ? '' : `${opensOn} 起，`}${due}${provisional ? '（暂定）' : ''}`;
}

export const stateText = ({ state, lateByMs, voidReason }: Clock): string =>
  `${STATE_WORDS[state]}${lateByMs === null ? '' : formatSpan(lateByMs)}${voidReason === null ? '' : `（${VOID_REASONS[voidReason].word}）`}`;

export function deadlinesText({ file, asOf, assessment, warnings }: Deadlines, withProof: boolean): string {
  const { grade, gradeBasis, reportTerminus, investigator, clocks } = assessment;
  const basis = gradeBasis.length ? `（${gradeBasis.map((key) => BASIS_WORDS[key]).join('、')}）` : '';
  const head = [
    `${file.title}（${file.id}）`,
    `截至 ${minute(asOf)}：${GRADE_NAMES[grade]}事故${basis}，上报至${LEVEL_WORDS[reportTerminus]}，由${LEVEL_WORDS[investigator]}负责调查`,
  ];
  const rows = clocks.map((clock) => [
    clock.code, clock.title, minute(clock.triggeredAt), dueText(clock), stateText(clock), clock.metAt === null ? '' : minute(clock.metAt),
  ]);
  const proofs = withProof
    ? clocks.flatMap((clock) => ['', `${clock.code} ${clock.title}`, ...renderProof(clock.proof).map((line) => `  · ${line}`)]) : [];
  const notes = warnings.map(({ text }) => `提示：${text}`);
  return [...head, '', textTable(['时限', '事项', '起算', '期限', '状态', '办理'], rows), ...proofs, ...(notes.length ? ['', ...notes] : [])].join('\n');
}
