import type { PlainDate } from './instant';
import { dateOf } from './instant';
import { addDays, daysBetween } from './plain-date';
import type { ProofStep } from './proof';

/** One day of a proof that is unfolded. */
export interface ProofDay {
  date: PlainDate;
  /** Its number in the count; null for a day that is not counted. */
  number: number | null;
  /** Why it is not counted, or what it is besides: the start, the last day. */
  reason: string;
}

/** Longer ranges are unfolded only so far; no limit of any law comes near it. */
const MAX_RANGE_DAYS = 4_000;

type Ranged = Extract<ProofStep, { kind: 'count' | 'skip' | 'pause' | 'roll' }>;

function daysOfStep(step: Ranged): ProofDay[] {
  // The day that rolls has its number already.
  const from = step.kind === 'roll' ? addDays(step.from, 1) : step.from;
  return Array.from({ length: Math.min(MAX_RANGE_DAYS, daysBetween(from, step.to) + 1) }, (_, i): ProofDay => {
    const date = addDays(from, i);
    switch (step.kind) {
      case 'count': return { date, number: step.firstDay + i, reason: step.reason ?? '' };
      case 'skip': return { date, number: null, reason: step.reason };
      case 'pause': return { date, number: null, reason: '鉴定扣除' };
      case 'roll': return { date, number: null, reason: '顺延' };
    }
  });
}

/**
 * Every day of a proof with its number or the reason why it has none, oldest first: what the steps fold into ranges.
 * Empty for limits that are not counted in days.
 */
export function daysOfProof(steps: readonly ProofStep[]): ProofDay[] {
  const days = steps.flatMap((step) => (
    step.kind === 'count' || step.kind === 'skip' || step.kind === 'pause' || step.kind === 'roll' ? daysOfStep(step) : []));
  if (!days.length) return [];
  const due = steps.find((step) => step.kind === 'due')?.date;
  const start = steps.find((step) => step.kind === 'trigger');
  const startDay = start && dateOf(start.at);
  const marked = days.map((day) => ({ ...day, reason: [day.reason, day.date === due ? '最后一日' : ''].filter(Boolean).join('，') }));
  const first: ProofDay[] = startDay === undefined || days.some(({ date }) => date === startDay) ? []
    : [{ date: startDay, number: null, reason: '起算之日，不计入' }];
  return [...first, ...marked].sort((a, b) => (a.date < b.date ? -1 : 1));
}
