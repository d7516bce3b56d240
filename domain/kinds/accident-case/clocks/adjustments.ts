import type { ClockRow, Investigator, LengthVariant } from '../../../rule-pack/types';
import type { Instant, PlainDate } from '../../../time/instant';
import { dateOf } from '../../../time/instant';
import { addDays, chineseDate, daysBetween, maxDate } from '../../../time/plain-date';
import type { Extension, Pause } from '../../../time/reckoning';
import type { Warning } from '../assessment';
import type { Act } from '../facts';
import { isLevel } from '../../../organisation/level';
import { LEVEL_NAMES } from '../../../organisation/names';
import { levelTakenOver } from '../jurisdiction';

/** An appraisal: `[from, to)` in days; `to` is null while it runs. */
interface Appraisal {
  name: string;
  from: PlainDate;
  to: PlainDate | null;
}

export interface Adjustments {
  pauses: Pause[];
  extensions: Extension[];
  /** True while an appraisal runs and the limit therefore stands still. */
  paused: boolean;
  /** The last act that moved the limit. */
  movedAt: Instant | null;
  warnings: Warning[];
}

/** Overlapping and touching appraisals become one, so that no day is left out twice. */
function unite(appraisals: readonly Appraisal[], today: PlainDate): (Appraisal & { to: PlainDate; open: boolean })[] {
  const united: (Appraisal & { to: PlainDate; open: boolean })[] = [];
  const sorted = appraisals.map((a) => ({ ...a, to: a.to ?? today, open: a.to === null }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const next of sorted) {
    const last = united.at(-1);
    if (!last || next.from > last.to) {
      united.push(next);
      continue;
    }
    if (!last.name.split('、').includes(next.name)) last.name = `${last.name}、${next.name}`;
    last.to = maxDate(last.to, next.to);
    last.open ||= next.open;
  }
  return united;
}

const pausedDays = (appraisals: readonly Appraisal[], today: PlainDate): number =>
  unite(appraisals, today).reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);

/** Days that do not count. A day that is not counted anyway (the trigger's) is not left out again. */
function toPauses(appraisals: readonly Appraisal[], trigger: PlainDate, today: PlainDate): Pause[] {
  return unite(appraisals, today).filter(({ from, to, open }) => open || from < to).map(({ name, from, to, open }) => (
    from <= trigger ? { name, open, from: addDays(from, 1), to } : { name, open, from, to: addDays(to, -1) }));
}

interface Walk {
  appraisals: Appraisal[];
  extensions: Extension[];
  movedAt: Instant | null;
  warnings: Warning[];
}

interface Limit {
  code: string;
  row: ClockRow;
  variant: LengthVariant;
  trigger: Instant;
  /** By grade and industry; whoever took the case over stands in the acts. */
  byLaw: Investigator;
  /** Last day of the limit as it stands after what has been walked so far, seen on a day. */
  lastDay(walk: Walk, today: PlainDate): PlainDate;
}

/** Why the approving level had no say in it; null where it had, or where nobody says who approved (493号令 第29条). */
function wrongLevel(act: Act, acts: readonly Act[], byLaw: Investigator): string | null {
  const investigator = levelTakenOver(acts, act.at) ?? byLaw;
  if (!isLevel(act.by) || !isLevel(investigator) || act.by === investigator) return null;
  return `批准的是${LEVEL_NAMES[act.by]}，负责调查的是${LEVEL_NAMES[investigator]}`;
}

/** Days asked for up to then that nobody has granted yet. */
const daysAsked = ({ extensions }: Walk, act: Act, acts: readonly Act[], code: string): number =>
  acts.filter((other) => other.do === 'request-extension' && other.clock === code && other.at <= act.at)
    .reduce((sum, { days = 0 }) => sum + days, 0) - extensions.reduce((sum, { days }) => sum + days, 0);

function extend(walk: Walk, act: Act, acts: readonly Act[], { code, row, variant, trigger, byLaw, lastDay }: Limit): void {
  const days = act.days ?? 0;
  const warn = (id: string, why: string) => {
    walk.warnings.push({ code: id, text: `${chineseDate(dateOf(act.at))}批准“${row.title}”（${code}）延长${days}日无效：${why}。` });
  };
  const cap = variant.extensionCapDays;
  const granted = walk.extensions.reduce((sum, extension) => sum + extension.days, 0);
  if (act.at < trigger) return warn('extension-before-start', '批准时期限尚未起算');
  if (cap === 0) return warn('extension-not-allowed', '规则没有规定可以延长');
  const end = lastDay(walk, dateOf(act.at));
  if (dateOf(act.at) > end) return warn('extension-after-end', `期限已于${chineseDate(end)}届满`);
  if (granted + days > cap) return warn('extension-over-cap', `累计${granted + days}日，超过上限${cap}日`);
  const refused = wrongLevel(act, acts, byLaw);
  if (refused !== null) return warn('extension-by-other-level', refused);
  const asked = daysAsked(walk, act, acts, code);
  if (days > asked) {
    const text = `${chineseDate(dateOf(act.at))}批准“${row.title}”（${code}）延长${days}日，多于请示的${asked}日，按批准的日数计算，请核对。`;
    walk.warnings.push({ code: 'extension-more-than-asked', text });
  }
  walk.extensions.push({ days, at: act.at });
  walk.movedAt = act.at;
}

function commission(walk: Walk, act: Act, { row, lastDay }: Limit): void {
  const name = act.name ?? '';
  const today = dateOf(act.at);
  const end = lastDay(walk, today);
  if (walk.appraisals.some((appraisal) => appraisal.name === name && appraisal.to === null)) return;
  if (today > end) {
    const text = `${chineseDate(today)}委托的技术鉴定“${name}”在“${row.title}”的最后一日${chineseDate(end)}之后，不影响期限。`;
    walk.warnings.push({ code: 'appraisal-after-end', text });
    return;
  }
  walk.appraisals.push({ name, from: today, to: null });
  walk.movedAt = act.at;
}

function receive(walk: Walk, act: Act): void {
  const running = walk.appraisals.find((appraisal) => appraisal.name === act.name && appraisal.to === null);
  if (!running) {
    const text = `${chineseDate(dateOf(act.at))}收到的鉴定结论“${act.name ?? ''}”没有对应的在办委托，不影响期限。`;
    walk.warnings.push({ code: 'appraisal-unmatched', text });
    return;
  }
  running.to = dateOf(act.at);
  walk.movedAt = act.at;
}

/**
 * Pauses and extensions of one limit, each judged by how the limit stood when it happened. An appraisal that was not
 * received ends when the limit is met, and nothing stands still after that.
 */
export function findAdjustments(limit: Limit, acts: readonly Act[], met: Act | undefined, asOf: Instant): Adjustments {
  const walk: Walk = { appraisals: [], extensions: [], movedAt: null, warnings: [] };
  const { pause } = limit.row;
  let over = false;
  for (const act of acts) {
    if (act === met) {
      over = true;
      for (const appraisal of walk.appraisals) appraisal.to ??= dateOf(act.at);
    }
    if (act.do === 'approve-extension' && act.clock === limit.code) extend(walk, act, acts, limit);
    else if (!over && pause && act.do === pause.from) commission(walk, act, limit);
    else if (!over && pause && act.do === pause.to) receive(walk, act);
  }
  const today = dateOf(asOf);
  return {
    pauses: toPauses(walk.appraisals, dateOf(limit.trigger), today), extensions: walk.extensions,
    paused: walk.appraisals.some(({ to }) => to === null), movedAt: walk.movedAt, warnings: walk.warnings,
  };
}

export { pausedDays };
