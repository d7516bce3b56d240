import type { BodyRef } from '../../../organisation/body';
import type { LadderRow } from '../../../rule-pack/types';
import type { Length } from '../../../rule-pack/row-head';
import type { Threshold } from '../../../time/clock';
import type { Instant, PlainDate } from '../../../time/instant';
import { MS_PER_HOUR, dateOf, startOfDate } from '../../../time/instant';
import { addDays, daysBetween } from '../../../time/plain-date';
import { resolveReceivers } from './bodies';

const MS_PER_MINUTE = 60_000;
const OFFICE_OPENS_AT_HOUR = 9;

/** 0–59, the same for the same key everywhere and for ever (FNV-1a): spreads cases over the hour after 09:00. */
export function spreadMinutes(key: string): number {
  let hash = 0x811c9dc5;
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash % 60;
}

export interface ThresholdInput {
  ladder: LadderRow;
  /** Null where the row only opens. */
  length: Length | null;
  /** Whether anything can be late: reminders and escalations make sense only then. */
  canBeLate: boolean;
  owner: BodyRef;
  /** Where the accident happened; levels may be missing there. */
  region: string;
  triggeredAt: Instant;
  /** Reminders that lie before the last act that moved the limit are not sent again. */
  movedAt: Instant | null;
  opensOn: PlainDate | null;
  dueDate: PlainDate | null;
  dueAt: Instant | null;
  spreadKey: string;
}

interface Raw {
  kind: Threshold['kind'];
  at: Instant;
  to: BodyRef[];
}

const inOffice = (date: PlainDate, spreadKey: string): Instant =>
  startOfDate(date) + OFFICE_OPENS_AT_HOUR * MS_PER_HOUR + spreadMinutes(spreadKey) * MS_PER_MINUTE;

function hourThresholds({ ladder, length, owner, region, dueAt }: ThresholdInput & { dueAt: Instant }): Raw[] {
  const hours = length?.amount ?? 0;
  const minutesBefore = ladder.hours.reminders.find(({ upToHours }) => hours <= upToHours)?.minutesBefore ?? [];
  return [
    ...minutesBefore.map((minutes): Raw => (
      { kind: 'reminder', at: dueAt - minutes * MS_PER_MINUTE, to: resolveReceivers(ladder.remind, owner, region) })),
    ...ladder.hours.escalations.map(({ minutesAfter, to }): Raw => (
      { kind: 'escalation', at: dueAt + minutesAfter * MS_PER_MINUTE, to: resolveReceivers(to, owner, region) })),
  ];
}

/** Days before count back from the last day; days after count from the first late day, which is day 0. */
function dayThresholds(input: ThresholdInput & { dueDate: PlainDate }): Raw[] {
  const { ladder, owner, region, triggeredAt, dueDate, spreadKey } = input;
  const span = daysBetween(dateOf(triggeredAt), dueDate);
  const daysBefore = ladder.days.reminders.find(({ upToDays }) => upToDays === null || span <= upToDays)?.daysBefore ?? [];
  return [
    ...daysBefore.map((days): Raw => (
      { kind: 'reminder', at: inOffice(addDays(dueDate, -days), spreadKey), to: resolveReceivers(ladder.remind, owner, region) })),
    ...ladder.days.escalations.map(({ daysAfter, to }): Raw => (
      { kind: 'escalation', at: inOffice(addDays(dueDate, 1 + daysAfter), spreadKey), to: resolveReceivers(to, owner, region) })),
  ];
}

function ladderThresholds(input: ThresholdInput): Raw[] {
  const { dueAt, dueDate, length, canBeLate, movedAt, triggeredAt } = input;
  if (dueAt === null || !canBeLate) return [];
  const all = length?.unit === 'hours' ? hourThresholds({ ...input, dueAt })
    : dueDate === null ? [] : dayThresholds({ ...input, dueDate });
  const basis = Math.max(triggeredAt, movedAt ?? triggeredAt);
  return all.filter(({ kind, at }) => kind !== 'reminder' || at > basis);
}

const ORDER: readonly Threshold['kind'][] = ['opens', 'reminder', 'due', 'escalation'];

/**
 * When whom is told of a limit, oldest first. Reminders and escalations of limits in days lie in working hours, each
 * case at its own minute; the moment a limit ends is exact. Limits in hours are told by the minute, day and night.
 */
export function thresholdsOf(input: ThresholdInput): Threshold[] {
  const { ladder, owner, region, opensOn, dueAt, spreadKey } = input;
  const raw: Raw[] = [
    ...(opensOn === null ? [] : [{ kind: 'opens' as const, at: inOffice(opensOn, spreadKey), to: resolveReceivers(ladder.remind, owner, region) }]),
    ...(dueAt === null ? [] : [{ kind: 'due' as const, at: dueAt, to: resolveReceivers(ladder.due, owner, region) }]),
    ...ladderThresholds(input),
  ].sort((a, b) => a.at - b.at || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return raw.map((threshold, i) => ({
    ...threshold, index: raw.slice(0, i).filter(({ kind }) => kind === threshold.kind).length,
  }));
}
