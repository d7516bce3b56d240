import type { Clock } from '../domain/time/clock';
import { startOfDate, type Instant } from '../domain/time/instant';

/**
 * 亮灯: colour, word and shape together, so that print and colour-blind eyes lose nothing. `shape` is for plain text; pages
 * draw the same shapes, because few fonts have all of them.
 */

export const LIGHTS = {
  overdue: { name: 'overdue', word: '逾期', shape: '⬣' },
  soon: { name: 'soon', word: '将到期', shape: '▲' },
  running: { name: 'running', word: '进行中', shape: '●' },
  paused: { name: 'paused', word: '已暂停', shape: '❙❙' },
  waiting: { name: 'waiting', word: '待开始', shape: '○' },
  done: { name: 'done', word: '已办结', shape: '✓' },
  void: { name: 'void', word: '不适用', shape: '–' },
} as const;
export type LightName = keyof typeof LIGHTS;
export type Light = (typeof LIGHTS)[LightName];

/** Worst first: the order in which lists put them and in which a case takes its light from its clocks. */
export const LIGHT_ORDER = ['overdue', 'soon', 'paused', 'running', 'waiting', 'done', 'void'] as const satisfies readonly LightName[];

/** Without a reminder of its own a clock turns amber for the last fifth of its run: a choice of the eye, not of the law. */
const AMBER_SHARE = 0.2;

function dueSoon(clock: Clock, dueAt: Instant, now: Instant): boolean {
  const reminders = clock.thresholds.filter((threshold) => threshold.kind === 'reminder');
  const first = reminders.length > 0
    ? Math.min(...reminders.map((threshold) => threshold.at))
    : dueAt - (dueAt - clock.triggeredAt) * AMBER_SHARE;
  return now >= first;
}

/** True where somebody has to act before it ends; a casualty window or a dishonesty term only runs. */
export const isObligation = (clock: Clock): boolean => clock.metBy !== null;

/** The light of one clock at `now` (record time). A pending clock past its end is red even before the strike is recorded. */
export function lightOf(clock: Clock, now: Instant): LightName {
  switch (clock.state) {
    case 'met':
    case 'met-late': return 'done';
    case 'void': return 'void';
    case 'overdue': return 'overdue';
    case 'paused': return 'paused';
    case 'pending': break;
    default: return clock.state satisfies never;
  }
  if (clock.opensOn !== null && now < startOfDate(clock.opensOn)) return 'waiting';
  if (clock.dueAt === null || !isObligation(clock)) return 'running';
  if (now >= clock.dueAt) return 'overdue';
  return dueSoon(clock, clock.dueAt, now) ? 'soon' : 'running';
}

/** The light of a case: the worst of what somebody has to do; `done` once closed. */
export function caseLight(clocks: readonly Clock[], now: Instant, closed: boolean): LightName {
  if (closed) return 'done';
  const lights = new Set(clocks.filter(isObligation).map((clock) => lightOf(clock, now)));
  return LIGHT_ORDER.find((name) => lights.has(name) && name !== 'done' && name !== 'void') ?? 'running';
}
