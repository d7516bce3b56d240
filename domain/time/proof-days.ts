import type { PlainDate } from './instant';
import { dateOf } from './instant';
import { addDays, daysBetween, weekdayOf } from './plain-date';
import type { ProofStep } from './proof';

/** One day of a proof that is unfolded. */
export interface ProofDay {
  date: PlainDate;
  /** Its number in the count; null for a day that is not counted. */
  number: number | null;
  /** Why it is not counted, or what it is besides: the start, the last day. */
  reason: string;
}

/** Longer counts are told in ranges only; no limit in days comes near it. */
export const MAX_PROOF_DAYS = 4_000;

const SATURDAY = 6;

type Ranged = Extract<ProofStep, { kind: 'count' | 'skip' | 'pause' }>;

/** A counted weekend, where weekends are otherwise left out, is worked in lieu. */
const isMadeUp = (date: PlainDate, workingDays: boolean): boolean => workingDays && weekdayOf(date) >= SATURDAY;

function daysOfStep(step: Ranged, workingDays: boolean): ProofDay[] {
  const length = Math.min(MAX_PROOF_DAYS, daysBetween(step.from, step.to) + 1);
  return Array.from({ length: Math.max(0, length) }, (_, i): ProofDay => {
    const date = addDays(step.from, i);
    switch (step.kind) {
      case 'count': return { date, number: step.firstDay + i, reason: isMadeUp(date, workingDays) ? '调休上班' : '' };
      case 'skip': return { date, number: null, reason: step.reason };
      case 'pause': return { date, number: null, reason: '鉴定扣除' };
    }
  });
}

/**
 * Every day of a proof with its number or the reason why it has none, oldest first: what the steps fold into ranges.
 * Empty for limits that are not counted in days.
 */
export function daysOfProof(steps: readonly ProofStep[]): ProofDay[] {
  const workingDays = steps.some(({ kind }) => kind === 'skip');
  const days = steps.flatMap((step) => (
    step.kind === 'count' || step.kind === 'skip' || step.kind === 'pause' ? daysOfStep(step, workingDays) : []));
  if (!days.length) return [];
  const due = steps.find((step) => step.kind === 'due')?.date ?? null;
  const start = steps.find((step) => step.kind === 'trigger');
  const startDay = start && dateOf(start.at);
  const marked = days.map((day) => ({ ...day, reason: [day.reason, ...(day.date === due ? ['最后一日'] : [])].filter(Boolean).join('，') }));
  const first: ProofDay[] = startDay === undefined || days.some(({ date }) => date === startDay) ? []
    : [{ date: startDay, number: null, reason: '起算之日，不计入' }];
  return [...first, ...marked].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)).slice(0, MAX_PROOF_DAYS);
}
