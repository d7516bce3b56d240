import type { Instant, PlainDate } from '../time/instant';
import { dateOf } from '../time/instant';
import type { AreaYear, Inspection, Placed, TriggerAccident, TriggerFacts } from './facts';

/** What a condition is asked about, with all facts at hand. */
export type Subject =
  | { kind: 'accident'; accident: TriggerAccident }
  | { kind: 'area'; area: AreaYear; asOf: Instant }
  | { kind: 'inspection'; inspection: Inspection };

export interface Scope {
  facts: TriggerFacts;
  subject: Subject;
}

/** Stable over time: a finding is the row and this key. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'accident': return `accident:${subject.accident.id}`;
    case 'area': return `area:${subject.area.area}:${subject.area.year}`;
    case 'inspection': return `inspection:${subject.inspection.id}`;
  }
}

export const placeOfSubject = (subject: Subject): Placed => {
  switch (subject.kind) {
    case 'accident': return subject.accident;
    case 'area': return subject.area;
    case 'inspection': return subject.inspection;
  }
};

/** The last instant that looking back includes; of a year gone by, its end. */
export function lastInstantOf(subject: Subject): Instant {
  switch (subject.kind) {
    case 'accident': return subject.accident.at;
    case 'area': return Math.min(subject.asOf, Date.parse(`${subject.area.year}-12-31T23:59:59.999+08:00`));
    case 'inspection': return subject.inspection.at;
  }
}

export const endDay = (subject: Subject): PlainDate => dateOf(lastInstantOf(subject));

/** “本案事故”, or 事故“a1”. */
export const accidentText = ({ id, name }: TriggerAccident): string => name ?? `事故“${id}”`;

/** As a sentence begins: 本案事故, 某地2026年度. */
export function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case 'accident': return accidentText(subject.accident);
    case 'area': return `${subject.area.area}${subject.area.year}年度`;
    case 'inspection': return `检查“${subject.inspection.id}”`;
  }
}
