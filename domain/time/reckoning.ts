import type { CalendarDay, WorkCalendar } from './calendar';
import type { Instant, PlainDate } from './instant';
import { MS_PER_HOUR, dateOf, startOfDate } from './instant';
import { addDays, addMonths, addYears, chineseDate, daysBetween, maxDate, yearOf } from './plain-date';
import type { ProofStep } from './proof';
import { chineseRange } from './words-of-proof';

/**
 * Counting of one limit, step by step. Every function here is one rule of counting; which of them a limit uses is said
 * by its pack row. `steps` explain the date in full Chinese sentences.
 */
export interface Reckoning {
  dueDate: PlainDate | null;
  dueAt: Instant;
  /** Consulted a working calendar year that is not published. */
  provisional: boolean;
  steps: ProofStep[];
}

/** Days that do not count, both ends included; given in order and without overlap. What lies before day 1 takes nothing away. */
export interface Pause {
  from: PlainDate;
  to: PlainDate;
  name: string;
  open: boolean;
}

export interface Extension {
  days: number;
  at: Instant;
}

const endOf = (dueDate: PlainDate): { dueDate: PlainDate; dueAt: Instant } =>
  ({ dueDate, dueAt: startOfDate(addDays(dueDate, 1)) });

/** Hours run from the instant; the last instant is still in time. */
export function afterHours(trigger: Instant, hours: number): Reckoning {
  return {
    dueDate: null, dueAt: trigger + hours * MS_PER_HOUR, provisional: false,
    steps: [{ kind: 'span', text: `自起算时刻起连续计算${hours}小时，以内包括本数。` }],
  };
}

/** Hours before an instant; an act at the very instant is in time. */
export function beforeInstant(event: Instant, hours: number): Reckoning {
  return {
    dueDate: null, dueAt: event - hours * MS_PER_HOUR, provisional: false,
    steps: [{ kind: 'span', text: `自该时刻起向前连续计算${hours}小时，恰好提前${hours}小时也为按期。` }],
  };
}

/** Day numbers run on across pauses and extensions. */
function countStep(from: PlainDate, days: number, firstDay: number, label: string): Extract<ProofStep, { kind: 'count' }> {
  const to = addDays(from, days - 1);
  const lastDay = firstDay + days - 1;
  const numbers = days === 1 ? `第${firstDay}日` : `第${firstDay}日至第${lastDay}日`;
  return { kind: 'count', text: `${chineseRange(from, to)}，计为${numbers}${label}。`, from, to, firstDay, lastDay };
}

function pauseStep({ from, to, name, open }: Pause, cite: string): ProofStep {
  const days = daysBetween(from, to) + 1;
  const until = open ? '（尚未收到鉴定结论，暂计至当前）' : '';
  const when = days > 0 ? `${chineseRange(from, to)}，鉴定扣除${days}日` : `${chineseDate(from)}起，鉴定扣除`;
  const text = `${when}，技术鉴定“${name}”期间不计入期限${until}${cite}。`;
  return { kind: 'pause', text, from, to, days, name, open };
}

export interface NaturalDays {
  trigger: PlainDate;
  days: number;
  pauses: readonly Pause[];
  extensions: readonly Extension[];
  /** Citation of the rule that days of an appraisal do not count, in brackets, or empty. */
  pauseCite: string;
}

/**
 * Natural days: the trigger's day is not counted; days of a pause are left out; extensions continue the count. The
 * last day is kept even on a holiday.
 */
export function afterDays({ trigger, days, pauses, extensions, pauseCite }: NaturalDays): Reckoning {
  const steps: ProofStep[] = [];
  const waiting = [...pauses];
  let cursor = addDays(trigger, 1);
  let counted = 0;
  const count = (quota: number, label: string): void => {
    for (let left = quota; left > 0;) {
      const pause = waiting[0];
      if (pause && pause.from <= cursor) {
        waiting.shift();
        if (pause.to < cursor && !pause.open) continue;
        steps.push(pauseStep({ ...pause, from: maxDate(pause.from, cursor) }, pauseCite));
        cursor = maxDate(cursor, addDays(pause.to, 1));
        continue;
      }
      const taken = pause ? Math.min(left, daysBetween(cursor, pause.from)) : left;
      steps.push(countStep(cursor, taken, counted + 1, label));
      cursor = addDays(cursor, taken);
      counted += taken;
      left -= taken;
    }
  };
  count(days, '');
  for (const extension of extensions) {
    steps.push(extensionStep(extension));
    count(extension.days, '（延长期）');
  }
  return { ...endOf(addDays(cursor, -1)), provisional: false, steps };
}

const extensionStep = ({ days, at }: Extension): ProofStep => ({
  kind: 'extension', text: `${chineseDate(dateOf(at))}延期批准，延长${days}日，接在原期限之后计算。`, days, at,
});

/** Months and years end on the day of the same number, or on the last day of a month that has none. */
export function afterMonths(trigger: PlainDate, unit: 'months' | 'years', amount: number, extensions: readonly Extension[]): Reckoning {
  const end = unit === 'months' ? addMonths(trigger, amount) : addYears(trigger, amount);
  const shortened = end.slice(8) === trigger.slice(8) ? '' : '（当月没有同一日，为该月最后一日）';
  const span = unit === 'months' ? `${amount}个月` : `${amount}年`;
  const steps: ProofStep[] = [{ kind: 'span', text: `自${chineseDate(trigger)}起满${span}，到${chineseDate(end)}${shortened}。` }];
  let last = end;
  for (const extension of extensions) {
    steps.push(extensionStep(extension), countStep(addDays(last, 1), extension.days, daysBetween(end, last) + 1, '（延长期）'));
    last = addDays(last, extension.days);
  }
  return { ...endOf(last), provisional: false, steps };
}

/** Years that were asked and have no published table, told once each. */
function provisionalNotes(years: ReadonlySet<number>): ProofStep[] {
  return [...years].sort().map((year) => ({
    kind: 'note',
    text: `${year}年的放假调休安排没有已公布的日历，只按法定节假日推算，调休上班日未知；本期限为暂定，公布后须重算。`,
  }));
}

interface DayRun {
  kind: 'count' | 'skip';
  reason: string | null;
  basis: string | null;
  from: PlainDate;
  to: PlainDate;
  firstDay: number;
  lastDay: number;
}

/** `国庆节（国办发明电〔2025〕7号）`, `周末` */
const withBasis = ({ reason, basis }: Pick<CalendarDay, 'reason' | 'basis'>): string => `${reason ?? ''}${basis === null ? '' : `（${basis}）`}`;

/** `（工作日）`, `（调休上班，国办发明电〔2025〕7号）` */
const countLabel = ({ reason, basis }: Pick<CalendarDay, 'reason' | 'basis'>): string =>
  (reason === null ? '（工作日）' : `（${[reason, ...(basis === null ? [] : [basis])].join('，')}）`);

function runStep(run: DayRun): ProofStep {
  const { kind, reason, from, to, firstDay, lastDay } = run;
  if (kind === 'count') return { ...countStep(from, lastDay - firstDay + 1, firstDay, countLabel(run)), ...(reason === null ? {} : { reason }) };
  return { kind: 'skip', text: `${chineseRange(from, to)}，${withBasis(run)}，不计入。`, from, to, reason: reason ?? '' };
}

interface Walk {
  end: PlainDate;
  provisional: boolean;
  steps: readonly ProofStep[];
}

/** Walks from `start` (not counted) until `days` working days are counted, folding days of one kind. */
function walkWorkingDays(start: PlainDate, days: number, calendar: WorkCalendar): Walk {
  const runs: DayRun[] = [];
  const provisionalYears = new Set<number>();
  let date = start;
  for (let counted = 0; counted < days;) {
    date = addDays(date, 1);
    if (!calendar.isPublished(date)) provisionalYears.add(yearOf(date));
    const { working, reason, basis } = calendar.day(date);
    if (working) counted += 1;
    const kind = working ? 'count' : 'skip';
    const run = runs.at(-1);
    if (run && run.kind === kind && run.reason === reason && run.basis === basis) {
      run.to = date;
      run.lastDay = counted;
    } else {
      runs.push({ kind, reason, basis, from: date, to: date, firstDay: counted, lastDay: counted });
    }
  }
  return { end: date, provisional: provisionalYears.size > 0, steps: [...runs.map(runStep), ...provisionalNotes(provisionalYears)] };
}

/** A calendar never changes, and limits of many cases start on the same days: each walk is made once. */
const walks = new WeakMap<WorkCalendar, Map<string, Walk>>();

function walkOnce(start: PlainDate, days: number, calendar: WorkCalendar): Walk {
  const known = walks.get(calendar) ?? new Map<string, Walk>();
  walks.set(calendar, known);
  const key = `${start}+${days}`;
  const walk = known.get(key) ?? walkWorkingDays(start, days, calendar);
  known.set(key, walk);
  return walk;
}

/** Working days: Monday–Friday less published holidays plus make-up days; the trigger's day is not counted. */
export function afterWorkingDays(
  trigger: PlainDate, days: number, calendar: WorkCalendar, extensions: readonly Extension[],
): Reckoning {
  const total = extensions.reduce((sum, extension) => sum + extension.days, days);
  const { end, provisional, steps } = walkOnce(trigger, total, calendar);
  return { ...endOf(end), provisional, steps: [...extensions.map(extensionStep), ...steps] };
}

/** Counted backwards from an event whose own day is not counted; the n-th day back is still in time. */
export function beforeEvent(event: PlainDate, days: number, calendar: WorkCalendar | null): Reckoning {
  const steps: ProofStep[] = [];
  const provisionalYears = new Set<number>();
  let date = event;
  for (let counted = 0; counted < days;) {
    date = addDays(date, -1);
    if (calendar && !calendar.isPublished(date)) provisionalYears.add(yearOf(date));
    const day = calendar?.day(date) ?? { working: true, reason: null, basis: null };
    if (!day.working) {
      steps.push(runStep({ kind: 'skip', ...day, from: date, to: date, firstDay: 0, lastDay: 0 }));
      continue;
    }
    counted += 1;
    const text = `${chineseRange(date, date)}，计为倒数第${counted}日${day.reason === null ? '' : countLabel(day)}。`;
    steps.push({ kind: 'count', text, from: date, to: date, firstDay: counted, lastDay: counted, ...(day.reason === null ? {} : { reason: day.reason }) });
  }
  return { ...endOf(date), provisional: provisionalYears.size > 0, steps: [...steps, ...provisionalNotes(provisionalYears)] };
}

/** Moves a last day off work to the next working day; only where a row says so. */
export function rollToWorkingDay(reckoning: Reckoning, calendar: WorkCalendar, cite: string): Reckoning {
  const { dueDate } = reckoning;
  if (dueDate === null) return reckoning;
  const provisionalYears = new Set<number>();
  let to = dueDate;
  for (;;) {
    if (!calendar.isPublished(to)) provisionalYears.add(yearOf(to));
    if (calendar.day(to).working) break;
    to = addDays(to, 1);
  }
  const roll: ProofStep[] = to === dueDate ? [] : [{
    kind: 'roll', from: dueDate, to,
    text: `最后一日${chineseDate(dueDate)}是${withBasis(calendar.day(dueDate))}，顺延至其后第一个工作日${chineseDate(to)}${cite}。`,
  }];
  const told = new Set(reckoning.steps.map(({ text }) => text));
  return {
    ...endOf(to), provisional: reckoning.provisional || provisionalYears.size > 0,
    steps: [...reckoning.steps, ...roll, ...provisionalNotes(provisionalYears).filter(({ text }) => !told.has(text))],
  };
}
