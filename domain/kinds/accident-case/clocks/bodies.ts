import type { BodyRef } from '../../../organisation/body';
import type { BodyExpression, Receiver } from '../../../rule-pack/types';
import type { LevelExpression } from '../../../rule-pack/row-head';
import type { Level } from '../../../organisation/level';
import { standingLevel, superiorLevel } from '../../../organisation/levels-of-place';
import type { Jurisdiction } from '../jurisdiction';

function resolveLevel(level: LevelExpression, { body, gradeLevel }: Jurisdiction): Level {
  if (level === 'investigator') return body.level;
  return level === 'grade' ? gradeLevel : level;
}

/** The body a pack row means in this case. */
export const bodyMeant = ({ kind, level }: BodyExpression, jurisdiction: Jurisdiction, region: string): BodyRef =>
  ({ kind: kind === 'investigator' ? jurisdiction.body.kind : kind, level: standingLevel(region, resolveLevel(level, jurisdiction)) });

const OFFICE = 'safety-committee-office';

/** Who is told, in order and once each. */
export function resolveReceivers(receivers: readonly Receiver[], owner: BodyRef, region: string): BodyRef[] {
  const bodies: Record<Receiver, BodyRef> = {
    owner, office: { kind: OFFICE, level: owner.level }, 'superior-office': { kind: OFFICE, level: superiorLevel(region, owner.level) },
  };
  const refs = receivers.map((receiver) => bodies[receiver]);
  return refs.filter((ref, i) => refs.findIndex((other) => other.kind === ref.kind && other.level === ref.level) === i);
}
