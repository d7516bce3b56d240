import type { Level } from './level';

export const BODY_KINDS = [
  'government', 'safety-committee', 'safety-committee-office', 'emergency-management', 'procuratorate',
  'supervisory-commission', 'public-security', 'union', 'human-resources', 'justice', 'efficiency-office',
  'industry-regulator', 'enterprise',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/**
 * A body named by what it is, not by a typed-in name: the kind, and the level of the region tree above the place of the
 * accident. `{ kind: 'procuratorate', level: 'city' }` of an accident in 420303 is the procuratorate of 420300.
 * An `enterprise` has no level of its own; it is the unit of the accident.
 */
export interface BodyRef {
  kind: BodyKind;
  level: Level;
}

export interface Body extends BodyRef {
  id: string;
  regionCode: string;
  name: string;
}
