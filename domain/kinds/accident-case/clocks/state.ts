import type { ClockRow } from '../../../rule-pack/types';
import type { Clock } from '../../../time/clock';
import type { Instant, PlainDate } from '../../../time/instant';
import { startOfDate } from '../../../time/instant';
import type { Act } from '../facts';
import type { Voiding } from './ending';

export type Standing = Pick<Clock, 'state' | 'voidReason' | 'metAt' | 'lateByMs' | 'metBy'>;

export interface StandingInput {
  row: ClockRow;
  opensOn: PlainDate | null;
  dueDate: PlainDate | null;
  dueAt: Instant | null;
  met: Act | undefined;
  voiding: Voiding | null;
  paused: boolean;
  asOf: Instant;
}

const standing = (state: Clock['state'], rest: Partial<Standing> = {}): Standing =>
  ({ state, voidReason: null, metAt: null, lateByMs: null, metBy: null, ...rest });

/** A limit in days is late from `dueAt` on; one in hours after it (以内包括本数). A draft makes nothing late. */
export const isLate = ({ row, dueDate, dueAt }: Pick<StandingInput, 'row' | 'dueDate' | 'dueAt'>, at: Instant): boolean =>
  !row.draft && dueAt !== null && (dueDate === null ? at > dueAt : at >= dueAt);

/** Ends by itself, or earlier by the act. */
function ownEnd({ row, dueAt, opensOn, met, asOf }: StandingInput): Standing {
  const end = row.ends === 'opens' && opensOn !== null ? startOfDate(opensOn) : dueAt ?? Infinity;
  if (met && met.at < end) return standing('met', { metAt: met.at, metBy: met.do });
  return asOf >= end ? standing('met', { metAt: end }) : standing('pending');
}

/** How a limit stands at `asOf`. Met late is met; lateness is told, never refused. */
export function standingOf(input: StandingInput): Standing {
  const { row, dueAt, met, paused, asOf } = input;
  if (row.ends === 'itself' || row.ends === 'opens') return ownEnd(input);
  const metBy = row.met?.acts[0] ?? null;
  if (input.voiding) return standing('void', { voidReason: input.voiding.reason, metBy });
  if (met) {
    const late = isLate(input, met.at);
    return standing(late ? 'met-late' : 'met', { metAt: met.at, metBy: met.do, lateByMs: late && dueAt !== null ? met.at - dueAt : null });
  }
  if (paused) return standing('paused', { metBy });
  if (!isLate(input, asOf)) return standing('pending', { metBy });
  return row.ends === 'lapse' ? standing('void', { voidReason: row.voidReason ?? null, metBy }) : standing('overdue', { metBy });
}
