import type { BodyKind, BodyRef } from '../../organisation/body';
import { levelAbove } from '../../organisation/organisation';
import type { Assessment } from './assessment';
import type { Level } from '../../organisation/level';

/** Roles of bodies in a case, found by kind and level from who investigates; never typed in. */

export interface CaseBodies {
  team: BodyRef;
  government: BodyRef;
  office: BodyRef;
  /** Safety-committee office of the level above: supervises, reviews, takes filings. */
  superiorOffice: BodyRef;
  procuratorate: BodyRef;
  enterprise: BodyRef;
}

export function caseBodies(assessment: Pick<Assessment, 'investigatorBody'>): CaseBodies {
  const { level } = assessment.investigatorBody;
  const at = (kind: BodyKind, where: Level = level): BodyRef => ({ kind, level: where });
  return {
    team: assessment.investigatorBody,
    government: at('government'),
    office: at('safety-committee-office'),
    superiorOffice: at('safety-committee-office', levelAbove(level) ?? level),
    procuratorate: at('procuratorate'),
    enterprise: at('enterprise', 'county'),
  };
}

export const sameBody = (a: BodyRef, b: BodyRef): boolean => a.kind === b.kind && a.level === b.level;
