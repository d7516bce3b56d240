import type { BodyRef } from '../../../organisation/body';
import type { BodyExpression, Receiver } from '../../../rule-pack/types';
import type { LevelExpression } from '../../../rule-pack/row-head';
import type { Level } from '../../../organisation/level';
import { LEVELS } from '../../../organisation/level';
import type { Jurisdiction } from '../jurisdiction';

/** One level up; the country has nothing above it and answers itself. */
const superiorLevel = (level: Level): Level => LEVELS[LEVELS.indexOf(level) + 1] ?? level;

function resolveLevel(level: LevelExpression, { body, gradeLevel }: Jurisdiction): Level {
  if (level === 'investigator') return body.level;
  return level === 'grade' ? gradeLevel : level;
}

/** The body a pack row means in this case. */
export const bodyMeant = ({ kind, level }: BodyExpression, jurisdiction: Jurisdiction): BodyRef =>
  ({ kind: kind === 'investigator' ? jurisdiction.body.kind : kind, level: resolveLevel(level, jurisdiction) });

const OFFICE = 'safety-committee-office';

/** Who is told, in order and once each. */
export function resolveReceivers(receivers: readonly Receiver[], owner: BodyRef): BodyRef[] {
  const bodies: Record<Receiver, BodyRef> = {
    owner, office: { kind: OFFICE, level: owner.level }, 'superior-office': { kind: OFFICE, level: superiorLevel(owner.level) },
  };
  const refs = receivers.map((receiver) => bodies[receiver]);
  return refs.filter((ref, i) => refs.findIndex((other) => other.kind === ref.kind && other.level === ref.level) === i);
}
