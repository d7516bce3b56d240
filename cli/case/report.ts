import { actRow, isActName } from '../../domain/kinds/accident-case/acts';
import { REFUSALS } from '../../domain/kernel/refusals';
import type { PlayResult } from '../../api/simulation/player';
import type { LedgerRow } from '../../api/simulation/ledger';
import { countRows, countsText, ledgerRows, ledgerText } from '../../api/simulation/ledger';
import type { Clock, ClockState } from '../../domain/time/clock';
import { formatInstant } from '../../domain/time/instant';
import { textTable } from '../text-table';
import type { LedgerSource } from '../../prisma/repositories/ledger';

/** What a play is called: the file's id, and the case it became. */
export interface Played {
  id: string;
  caseId: string;
  seconds: number;
}

const toJson = ({ at, ...row }: LedgerRow) => ({ at: formatInstant(at), ...row });

const STATE_WORDS: Record<ClockState, string> = {
  pending: '未到期', paused: '已暂停', met: '按期办结', 'met-late': '逾期办结', overdue: '逾期', void: '未发生',
};
const minute = (at: number | null): string => (at === null ? '' : formatInstant(at).slice(0, 16).replace('T', ' '));

const clockTable = (clocks: readonly Clock[]): string => textTable(['时限', '起算', '期限', '状态', '办结'], clocks.map((clock) => [
  clock.party ? `${clock.title}（${clock.party}）` : clock.title, minute(clock.triggeredAt), clock.dueDate ?? minute(clock.dueAt),
  STATE_WORDS[clock.state], minute(clock.metAt),
]));

const clockJson = ({ code, title, triggeredAt, dueDate, dueAt, state, metAt, cite }: Clock) => ({
  code, title, triggeredAt: formatInstant(triggeredAt), dueDate, dueAt: dueAt && formatInstant(dueAt), state,
  metAt: metAt && formatInstant(metAt), cite,
});

/** One JSON object: the ledger row by row, its counts, what is still open. */
export function reportJson({ id, caseId, seconds }: Played, source: LedgerSource, result: PlayResult): string {
  const rows = ledgerRows(source);
  const { title, closedAt, openTasks } = source;
  return JSON.stringify({
    id, caseId, title, closedAt: closedAt && formatInstant(closedAt), lastAt: formatInstant(result.lastAt),
    steps: result.steps, seconds, counts: countRows(rows), rows: rows.map(toJson), clocks: source.clocks.map(clockJson),
    openTasks: openTasks.map((task) => ({ ...task, dueAt: task.dueAt && formatInstant(task.dueAt) })),
  });
}

/** The same for people. */
export function reportText({ caseId, seconds }: Played, source: LedgerSource, result: PlayResult): string {
  const rows = ledgerRows(source);
  const lastAt = formatInstant(result.lastAt).slice(0, 16).replace('T', ' ');
  const end = source.closedAt === null ? `停在 ${lastAt}，案件尚未结束，待办 ${source.openTasks.length} 项` : '案件已经结束';
  return [
    source.title, '', ledgerText(rows), '', clockTable(source.clocks), '', countsText(countRows(rows)),
    `${end}。${result.steps} 步，用时 ${seconds.toFixed(1)} 秒。`, `在页面上查看：/cases/${caseId}`,
  ].join('\n');
}

/** Which commands of the file were refused, at what instant and why, one line each. */
export const refusalLines = ({ refused }: PlayResult): string[] => refused.map(({ command: { at, command }, outcome: { refusal } }) =>
  `${formatInstant(at)} ${isActName(command.do) ? actRow(command.do).title : command.do}：${refusal.field === undefined ? '' : `${refusal.field}：`}`
  + `${REFUSALS[refusal.code].text}${refusal.missing?.length ? `还缺：${refusal.missing.join('、')}。` : ''}`);
