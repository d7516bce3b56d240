import type { Author } from '../../kernel/actor';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';
import type { Level } from '../../organisation/level';
import { LEVELS, isLevel } from '../../organisation/level';
import { LEVEL_NAMES } from '../../organisation/names';
import type { Seat } from './act-row';
import { actRow } from './acts';
import type { Assessment } from './assessment';
import type { Act, Facts } from './facts';
import { isDone } from './history';

/** Who may do an act, by kind of body and by level. Asked inside the transaction, of people only: files say what was done. */

/** Who investigates as the record stands, and whether it handed that to a department or another level. */
export interface Investigating {
  level: Level;
  delegated: boolean;
}

export const investigatingIn = (facts: Facts, { investigatorBody }: Pick<Assessment, 'investigatorBody'>): Investigating =>
  ({ level: investigatorBody.level, delegated: isDone(facts, 'delegate-investigation') });

const above = (level: Level): Level[] => (level === 'state' ? ['state'] : LEVELS.slice(LEVELS.indexOf(level) + 1));

/** The levels that may do it; null where the row or the act itself leaves it open. */
function levelsOf(seat: Seat | undefined, { by, to }: Pick<Act, 'by' | 'to'>, { level: investigating, delegated }: Investigating): Level[] | null {
  switch (seat) {
    case 'investigating': return [investigating];
    case 'team': return delegated ? null : [investigating];
    case 'above': return above(investigating);
    // What a unit tells is written down by whoever is told.
    case 'by': return isLevel(by) ? [by] : by === 'unit' && isLevel(to) ? [to] : null;
    case 'to': return isLevel(to) ? [to] : null;
    default: return null;
  }
}

const rank = (level: string | undefined): number => LEVELS.findIndex((each) => each === level);
/** True too where one of them names no level. */
const isUpward = (from: string | undefined, to: string | undefined): boolean => !isLevel(from) || !isLevel(to) || rank(to) > rank(from);

function directionRefusal(act: Act, { level }: Investigating): Refusal | null {
  if (act.do === 'report' && !isUpward(act.by, act.to)) return refuse('REPORT_NOT_UPWARD', { field: 'to' });
  if (act.do === 'elevate' && !isUpward(level, act.to)) return refuse('ELEVATION_NOT_UPWARD', { field: 'to' });
  return null;
}

export function seatRefusal(act: Act, author: Author, investigating: Investigating): Refusal | null {
  const { doneBy, seat } = actRow(act.do);
  if (author.kind === null || !doneBy.includes(author.kind)) return refuse('NOT_YOUR_BODY');
  const levels = author.kind === 'enterprise' ? null : levelsOf(seat, act, investigating);
  if (levels && !levels.some((level) => author.sits.includes(level))) {
    return refuse('NOT_YOUR_LEVEL', { missing: [levels.map((level) => `${LEVEL_NAMES[level]}机关`).join('或')] });
  }
  return directionRefusal(act, investigating);
}

/** Whether a body of that kind and seat may be offered the form at all; what the fields decide is asked afterwards. */
export const maySit = ({ seat }: { seat?: Seat | undefined }, { kind, sits }: Pick<Author, 'kind' | 'sits'>, investigating: Investigating): boolean =>
  kind === 'enterprise' || (levelsOf(seat, {}, investigating)?.some((level) => sits.includes(level)) ?? true);
