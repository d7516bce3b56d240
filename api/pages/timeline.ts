import type { Clock } from '../../domain/time/clock';
import { dateOf, startOfDate, type Instant } from '../../domain/time/instant';
import { bodyRefName } from '../../domain/organisation/names';
import type { CaseNotice, StoredEvent } from '../../prisma/repositories/case-queries';
import { formatDay, formatMoment } from '../../domain/time/words';
import { remaining, timeOfDay } from '../../templates/format';
import { LIGHTS, lightOf, type Light } from '../../templates/lights';
import { clockHref, pastEntries, withdrawnStrikes, type TimelineEntry } from './timeline-past';

export interface TimelineDay { date: string; entries: TimelineEntry[] }
export interface RunningLine { title: string; light: Light; standing: string; since: string; href: string }
export interface Timeline { past: TimelineDay[]; now: string; running: RunningLine[]; coming: TimelineDay[] }

const COMING_WORDS = { opens: '将可以开始', reminder: '将提醒', due: '到期', escalation: '仍未办结的，将报告' } as const;

type Dated = TimelineEntry & { at: Instant };

function comingEntries(clocks: readonly Clock[], caseId: string, now: Instant): Dated[] {
  return clocks.filter((clock) => ['pending', 'overdue'].includes(clock.state)).flatMap((clock) => clock.thresholds
    .filter((threshold) => threshold.at > now)
    .map((threshold): Dated => ({
      at: threshold.at, time: timeOfDay(threshold.at), kind: 'coming', title: `${clock.metBy === null && threshold.kind === 'due' ? '届满' : COMING_WORDS[threshold.kind]}：${clock.title}`, detail: '',
      people: threshold.to.map(bodyRefName).join('、'), href: clockHref(caseId, clock.code), withdrawn: '',
    })));
}

function byDay(entries: readonly Dated[]): TimelineDay[] {
  const days = new Map<string, TimelineEntry[]>();
  for (const { at, ...entry } of entries) days.set(dateOf(at), [...(days.get(dateOf(at)) ?? []), entry]);
  return [...days].map(([date, list]) => ({ date: formatDay(date), entries: list }));
}

function runningLines(clocks: readonly Clock[], caseId: string, now: Instant): RunningLine[] {
  return clocks.filter((clock) => ['pending', 'overdue', 'paused'].includes(clock.state)).map((clock) => ({
    title: clock.title, light: LIGHTS[lightOf(clock, now)], since: formatDay(dateOf(clock.triggeredAt)),
    standing: clock.opensOn !== null && startOfDate(clock.opensOn) > now
      ? `${formatDay(clock.opensOn)}开始` : clock.dueAt === null ? '' : clock.state === 'paused' ? '暂停计时' : remaining(clock.dueAt, now),
    href: clockHref(caseId, clock.code),
  }));
}

/** The whole life of a case around `now` (record time). */
export function timelineOf(
  caseId: string, events: readonly StoredEvent[], notices: readonly CaseNotice[], clocks: readonly Clock[], now: Instant,
): Timeline {
  const around = { caseId, notices, clocks, withdrawn: withdrawnStrikes(events) };
  const past = events.flatMap((stored): (Dated & { seq: number })[] => pastEntries(stored, around)
    .map((entry) => ({ ...entry, at: stored.at, time: timeOfDay(stored.at), seq: stored.seq })),
  ).sort((a, b) => a.at - b.at || a.seq - b.seq).map(({ seq: _seq, ...entry }) => entry);
  const coming = comingEntries(clocks, caseId, now).sort((a, b) => a.at - b.at);
  return { past: byDay(past), now: formatMoment(now), running: runningLines(clocks, caseId, now), coming: byDay(coming) };
}
