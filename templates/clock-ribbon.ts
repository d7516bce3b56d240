import { bodyRefName } from '../domain/organisation/names';
import type { Clock } from '../domain/time/clock';
import { dateOf, MS_PER_DAY, startOfDate, type Instant, type PlainDate } from '../domain/time/instant';
import { addDays } from '../domain/time/plain-date';
import { formatDay, formatMoment } from '../domain/time/words';
import { remaining, shortDate, shortDateTime, span, timeOfDay } from './format';
import { LIGHTS, lightOf, type Light } from './lights';

/**
 * 时限带: one line per clock on a shared time axis. Geometry is in percent of the axis, written as SVG attributes, so
 * that the same picture needs no script, no inline style and no fixed width (page, ledger row, PDF).
 */

export type BarKind = 'run' | 'before-window' | 'pause' | 'extension' | 'late';
export interface Bar { kind: BarKind; x: string; width: string; label: string }
export interface Tick { x: string; label: string }

export interface RibbonRow {
  code: string;
  title: string;
  party: string | null;
  light: Light;
  /** `还剩 3 天`, `按期办结`, `逾期 2 天办结` … */
  standing: string;
  /** `8月13日止` or the like; empty where nothing ends. */
  due: string;
  owner: string;
  provisional: boolean;
  bars: Bar[];
  reminders: Tick[];
  /** Where it was met, or null. */
  met: Tick | null;
  /** One sentence for a screen reader: everything the bars show. */
  description: string;
}

export interface Ribbon { ticks: Tick[]; now: Tick | null; rows: RibbonRow[] }

interface Axis { from: Instant; to: Instant }

/** More labels than this run into each other in the narrowest ribbon. */
const MAX_TICKS = 9;

/** Shortest bar that can still be seen, in percent. */
const MIN_WIDTH = 0.4;

const clamp = (value: number): number => Math.min(100, Math.max(0, value));
const place = (axis: Axis, at: Instant): number => clamp(((at - axis.from) / (axis.to - axis.from)) * 100);
const percent = (value: number): string => `${value.toFixed(2)}%`;

function bar(axis: Axis, kind: BarKind, from: Instant, to: Instant, label: string): Bar {
  const x = place(axis, from);
  const width = Math.max(MIN_WIDTH, place(axis, to) - x);
  return { kind, x: percent(Math.min(x, 100 - width)), width: percent(width), label };
}

const pausesOf = (clock: Clock) => clock.proof.flatMap((step) => (step.kind === 'pause' ? [step] : []));

const extensionDaysOf = (clock: Clock): number =>
  clock.proof.reduce((total, step) => (step.kind === 'extension' ? total + step.days : total), 0);

/** Where the picture of a clock ends: due, met or, for a late one, now. */
function endOf(clock: Clock, now: Instant): Instant {
  const due = clock.dueAt ?? (clock.opensOn === null ? clock.triggeredAt : startOfDate(clock.opensOn));
  if (clock.metAt !== null) return Math.max(due, clock.metAt);
  return clock.state === 'overdue' ? Math.max(due, now) : due;
}

function barsOf(clock: Clock, axis: Axis, now: Instant): Bar[] {
  const bars: Bar[] = [];
  const opens = clock.opensOn === null ? null : startOfDate(clock.opensOn);
  const due = clock.dueAt ?? opens ?? clock.triggeredAt;
  const start = opens !== null && clock.dueAt !== null ? opens : clock.triggeredAt;
  if (start > clock.triggeredAt) {
    bars.push(bar(axis, 'before-window', clock.triggeredAt, start, `自${shortDateTime(clock.triggeredAt, now)}起等待开始`));
  }
  const extension = extensionDaysOf(clock) * MS_PER_DAY;
  bars.push(bar(axis, clock.dueAt === null ? 'before-window' : 'run', start, due - extension, '法定时限'));
  if (extension > 0) bars.push(bar(axis, 'extension', due - extension, due, `批准延长 ${extension / MS_PER_DAY} 日`));
  for (const pause of pausesOf(clock)) {
    bars.push(bar(axis, 'pause', startOfDate(pause.from), startOfDate(addDays(pause.to, 1)), `${pause.name} 扣除 ${pause.days} 日`));
  }
  const lateUntil = clock.metAt ?? (lightOf(clock, now) === 'overdue' ? now : null);
  if (clock.dueAt !== null && lateUntil !== null && lateUntil > clock.dueAt) {
    bars.push(bar(axis, 'late', clock.dueAt, lateUntil, `逾期 ${span(lateUntil - clock.dueAt)}`));
  }
  return bars;
}

/** What the light says in words, with the figure that matters. */
export function ribbonStanding(clock: Clock, now: Instant): string {
  switch (lightOf(clock, now)) {
    case 'done': return clock.state === 'met-late' && clock.lateByMs !== null ? `逾期 ${span(clock.lateByMs)}后办结` : clock.metBy === null ? '已届满' : '按期办结';
    case 'void': return '不适用';
    case 'paused': return '暂停计时';
    case 'waiting': return `${formatDay(clock.opensOn ?? dateOf(now))}开始`;
    default: return clock.dueAt === null ? '进行中' : remaining(clock.dueAt, now);
  }
}

/** `2021年8月12日（周四）` for limits in days, with the time for limits in hours. */
export function dueWords(clock: Clock): string {
  if (clock.dueDate !== null) return formatDay(clock.dueDate);
  if (clock.dueAt !== null) return formatMoment(clock.dueAt);
  return clock.opensOn === null ? '' : formatDay(clock.opensOn);
}

const shortDue = (clock: Clock, now: Instant): string => {
  if (clock.state === 'paused') return '恢复后重新推算';
  if (clock.dueDate !== null) return `${shortDate(clock.dueDate, now)}止`;
  if (clock.dueAt !== null) return `${shortDateTime(clock.dueAt, now)}止`;
  return clock.opensOn === null ? '' : `${shortDate(clock.opensOn, now)}起`;
};

/** One clock as a line of the ribbon. */
export function ribbonRow(clock: Clock, axis: Axis, now: Instant): RibbonRow {
  const light = LIGHTS[lightOf(clock, now)];
  const standing = ribbonStanding(clock, now);
  const reminders = clock.thresholds
    .filter((threshold) => threshold.kind === 'reminder' && threshold.at >= axis.from && threshold.at <= axis.to)
    .map((threshold) => ({ x: percent(place(axis, threshold.at)), label: `${shortDateTime(threshold.at, now)}提醒` }));
  return {
    code: clock.code, title: clock.title, party: clock.party, light, standing, due: shortDue(clock, now),
    owner: bodyRefName(clock.owner), provisional: clock.provisional, bars: barsOf(clock, axis, now), reminders,
    met: clock.metAt === null ? null : { x: percent(place(axis, clock.metAt)), label: `${shortDateTime(clock.metAt, now)}办结` },
    description: `${clock.title}：${light.word}，${standing}，自${formatMoment(clock.triggeredAt)}起，至${dueWords(clock)}。`,
  };
}

/** Month starts, day starts or two-hour marks: the coarsest step that gives at least three marks. */
function ticksOf(axis: Axis): Tick[] {
  const days = (axis.to - axis.from) / MS_PER_DAY;
  if (days <= 3) return hourTicks(axis, days <= 0.5 ? 1 : days <= 1 ? 2 : 6);
  const months = monthStarts(axis).filter((date) => startOfDate(date) >= axis.from);
  const every = MONTH_STEPS.find((step) => months.length <= step * MAX_TICKS) ?? 120;
  return months.filter((date) => monthNumber(date) % every === 0)
    .map((date) => ({ x: percent(place(axis, startOfDate(date))), label: monthLabel(date) }));
}

/** Steps that meet every January, so that a long axis says its years. */
const MONTH_STEPS = [1, 2, 3, 4, 6, 12, 24, 60, 120] as const;
const monthNumber = (date: PlainDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** January carries the year instead of its own name: that fits where a month fits. */
const monthLabel = (date: PlainDate): string =>
  date.slice(5, 7) === '01' ? `${date.slice(0, 4)}年` : `${Number(date.slice(5, 7))}月`;

function monthStarts(axis: Axis): PlainDate[] {
  const [year, month] = dateOf(axis.from).split('-').map(Number) as [number, number, number];
  const count = Math.ceil((axis.to - axis.from) / (28 * MS_PER_DAY)) + 1;
  return Array.from({ length: count }, (_, index) => new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 10))
    .filter((date) => startOfDate(date) <= axis.to);
}

function hourTicks(axis: Axis, everyHours: number): Tick[] {
  const step = everyHours * 3_600_000;
  const first = startOfDate(dateOf(axis.from));
  return Array.from({ length: Math.ceil((axis.to - first) / step) + 1 }, (_, index) => first + index * step)
    .filter((at) => at >= axis.from && at <= axis.to)
    .map((at) => ({ x: percent(place(axis, at)), label: timeOfDay(at) }));
}

/** The axis all rows share: from the first trigger to the last end, with a little air. */
function axisOf(clocks: readonly Clock[], now: Instant): Axis {
  const from = Math.min(...clocks.map((clock) => clock.triggeredAt));
  const last = Math.max(...clocks.map((clock) => endOf(clock, now)));
  const air = Math.max((last - from) * 0.02, 600_000);
  return { from: from - air, to: last + air };
}

/** All clocks on one axis; an empty ribbon for none. */
export function clockRibbon(clocks: readonly Clock[], now: Instant): Ribbon {
  if (clocks.length === 0) return { ticks: [], now: null, rows: [] };
  const axis = axisOf(clocks, now);
  const shown = now >= axis.from && now <= axis.to;
  return {
    ticks: ticksOf(axis),
    now: shown ? { x: percent(place(axis, now)), label: `现在 ${shortDateTime(now, now)}` } : null,
    rows: clocks.map((clock) => ribbonRow(clock, axis, now)),
  };
}

/** Hours that lie further apart than this do not share an axis. */
const CLUSTER_MS = 3 * MS_PER_DAY;

function clusters(clocks: readonly Clock[]): Clock[][] {
  const sorted = [...clocks].sort((a, b) => a.triggeredAt - b.triggeredAt);
  return sorted.reduce<Clock[][]>((groups, clock) => {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && clock.triggeredAt - previous.triggeredAt < CLUSTER_MS) group.push(clock);
    else groups.push([clock]);
    return groups;
  }, []);
}

/** Limits in hours and limits in days do not fit one axis, nor do hours of different weeks. */
export function splitByUnit(clocks: readonly Clock[]): { days: Clock[]; hours: Clock[][] } {
  return {
    days: clocks.filter((clock) => clock.dueDate !== null || clock.dueAt === null),
    hours: clusters(clocks.filter((clock) => clock.dueDate === null && clock.dueAt !== null)),
  };
}
