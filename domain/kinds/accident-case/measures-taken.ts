import type { Act, Facts } from './facts';
import { journalOf } from './journal';
import type { ActName } from './acts';
import type { Measure } from '../../trigger/row';
import type { MeasureKind } from '../../trigger/vocabulary';

/** Acts of a case by which a measure is taken; the others happen outside it. */
const ACT_OF: Partial<Record<MeasureKind, ActName>> = { 'case-supervision': 'open-supervision', elevation: 'elevate' };

/** The acts on record by which some of the measures have been taken already, oldest first. */
export function takenActs(measures: readonly Measure[], { acts }: Pick<Facts, 'acts'>): Act[] {
  return acts.filter((act) => measures.some(({ kind }) => ACT_OF[kind] === act.do));
}

/** The acts by which these measures would be taken, each once; empty where all of them happen outside the case. */
export const actsTaking = (measures: readonly Measure[]): ActName[] =>
  [...new Set(measures.flatMap(({ kind }) => ACT_OF[kind] ?? []))];

/** Whether the record shows every commanded measure as taken. */
export const isTaken = (measures: readonly Measure[], { acts }: Pick<Facts, 'acts'>): boolean =>
  measures.filter(({ force }) => force === 'shall').every(({ kind }) => {
    const name = ACT_OF[kind];
    return name !== undefined && journalOf(acts).of(name).length > 0;
  });
