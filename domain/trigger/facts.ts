import type { Grade } from '../vocabulary/grade';
import type { Industry } from '../vocabulary/industry';
import type { Investigator } from '../rule-pack/types';
import type { Instant, PlainDate } from '../time/instant';
import type { AccidentTag, AreaTag, FindingKind, MeasureKind, UnitTrait } from './vocabulary';

/**
 * What triggers are judged by. A fact that is absent is not at hand; `undecided` means that somebody has yet to decide
 * it (nature of an accident under investigation). The two are told apart in every answer.
 */
export type Answer = boolean | 'undecided';

/** Where something happened or on whom it was laid. `area` names a division, park or body that has no code. */
export interface Placed {
  /** GB/T 2260, six digits. */
  region?: string | undefined;
  area?: string | undefined;
  unit?: string | undefined;
  industry?: Industry | undefined;
}

export interface TriggerAccident extends Placed {
  id: string;
  /** What texts call it; without it its id in quotes. */
  name?: string | undefined;
  at: Instant;
  grade?: Grade | undefined;
  deaths?: number | undefined;
  missing?: number | undefined;
  /** 责任事故 or not. */
  liability?: Answer | undefined;
  investigator?: Investigator | undefined;
  gradeRose?: boolean | undefined;
  tags?: Partial<Record<AccidentTag, Answer | undefined>> | undefined;
  /** When a tag was set; a measure may have to follow within so many days. */
  taggedAt?: Partial<Record<AccidentTag, Instant | undefined>> | undefined;
  /** What hints at a tag without deciding it, in Chinese. */
  clues?: Partial<Record<AccidentTag, string | undefined>> | undefined;
  proposals?: Proposal[] | undefined;
}

/** A measure that somebody asks for in writing. */
export interface Proposal {
  measure: MeasureKind;
  ground: string;
  by: string;
  at: Instant;
}

/** One area, government, department or firm in one year. */
export interface AreaYear extends Placed {
  area: string;
  year: number;
  deaths?: number | undefined;
  deathsQuota?: number | undefined;
  deathsYearBefore?: number | undefined;
  larger?: number | undefined;
  largerQuota?: number | undefined;
  assessment?: 'passed' | 'failed' | 'undecided' | undefined;
  score?: number | undefined;
  tags?: Partial<Record<AreaTag, Answer | undefined>> | undefined;
  proposals?: Proposal[] | undefined;
}

export interface UnitFacts {
  unit: string;
  traits?: Partial<Record<UnitTrait, boolean | undefined>> | undefined;
  /** 万吨 a year. */
  capacity?: number | undefined;
}

export interface Inspection extends Placed {
  id: string;
  at: Instant;
  found: FindingKind[];
  /** Nothing else will be found; until then an absent finding may still come. */
  concluded: boolean;
  serious?: Answer | undefined;
}

export interface TakenMeasure extends Placed {
  measure: MeasureKind;
  at: Instant;
}

export interface TriggerFacts {
  accidents: TriggerAccident[];
  areas: AreaYear[];
  units: UnitFacts[];
  inspections: Inspection[];
  measures: TakenMeasure[];
  /** Since when the lists above leave nothing out for the areas and units they name. Absent: they may have gaps. */
  completeSince: { accidents?: PlainDate | undefined; measures?: PlainDate | undefined };
}

export const NO_FACTS: TriggerFacts = {
  accidents: [], areas: [], units: [], inspections: [], measures: [], completeSince: {},
};

/** What people say of the accident of the case itself. */
export type CaseAnswers = Pick<TriggerAccident, 'area' | 'liability' | 'tags' | 'taggedAt' | 'proposals'>;

/** What is known besides the record of a case. */
export interface FactsFile extends TriggerFacts {
  case: CaseAnswers;
}
