import { unreachable } from '../../domain/trigger/unreachable';
import type { PackCheck } from './pack-check';

/** Trigger rows whose condition contradicts itself. */
export const checkTriggers: PackCheck = ({ loaded: { triggers = [] }, rules }) => triggers.flatMap((row) => {
  const why = unreachable(row, rules.grading);
  return why === null ? [] : [`${row.code}：永远不会触发，${why}`];
});
