import { GRADE_NAMES } from '../../domain/vocabulary/grade';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import type { ClockChange, ComparedClock } from '../../domain/what-if/compare';
import type { AppliedChange } from '../../domain/what-if/set-path';
import type { WhatIf } from '../../domain/what-if/what-if';
import { dueText, minute, stateText } from '../deadlines-text';
import { textTable } from '../text-table';

const CHANGE_WORDS: Record<ClockChange, string> = {
  same: '不变', reason: '日期不变，理由不同', standing: '结果不同', moved: '移动', added: '新增', removed: '不再适用',
};

const valueText = (value: unknown): string => (value === undefined ? '（没有）' : typeof value === 'string' ? value : JSON.stringify(value));
const changeLine = ({ path, from, to }: AppliedChange): string => `  ${path}：${valueText(from)} → ${valueText(to)}`;

/** `+3 天`, `-0.5 天`; nothing where the limit does not move. */
const daysText = (days: number | null): string => (days === null || days === 0 ? '' : `${days > 0 ? '+' : ''}${days} 天`);

const side = (clock: Clock | null): [string, string] => (clock ? [dueText(clock), stateText(clock)] : ['—', '—']);

function reasonLines({ code, title, why }: ComparedClock): string[] {
  return ['', `${code} ${title}`, ...why.before.map((line) => `  - ${line}`), ...why.after.map((line) => `  + ${line}`)];
}

/** Every clock before and after, then the steps of reasoning that differ. */
export function compareText(
  { comparison, applied, before, after }: Extract<WhatIf, { ok: true }>, calendars: readonly string[], asOf: Instant,
): string {
  const { grade, clocks, warnings } = comparison;
  const rows = clocks.map((clock) => [
    clock.code, clock.title, ...side(clock.before), ...side(clock.after), daysText(clock.days), CHANGE_WORDS[clock.change],
  ]);
  const packs = (side: typeof before) => side.packs.map(({ id, version }) => `${id} ${version}`).join('、');
  return [
    `假设推算（不写入任何案卷）：${before.file.title}（${before.file.id}），截至 ${minute(asOf)}`,
    '改动：', ...applied.map(changeLine), ...calendars.map((file) => `  日历：加用 ${file}`),
    ...(grade.before === grade.after ? [] : [`等级：${GRADE_NAMES[grade.before]} → ${GRADE_NAMES[grade.after]}`]),
    ...(packs(before) === packs(after) ? [] : [`规则包：${packs(before)} → ${packs(after)}`]), '',
    textTable(['时限', '事项', '原期限', '原状态', '现期限', '现状态', '相差', '变化'], rows),
    ...clocks.filter(({ change }) => change !== 'same').flatMap(reasonLines),
    ...warnings.after.map(({ text }) => `提示（新）：${text}`), ...warnings.before.map(({ text }) => `提示（不再有）：${text}`),
  ].join('\n');
}
