import { checkFirstDay, checkForgottenDays, checkIdleReasons, checkLooser, checkVersions, checkVoidSince } from './law-checks';
import type { PackCheck } from './pack-check';
import { checkLeaning, checkNamedClocks } from './reference-checks';
import { checkBodies, checkCitations, checkDeadLengths, checkEffective, checkOverlaps } from './row-checks';
import { checkTriggers } from './trigger-checks';

/** Every check that each pack on board goes through, in this order; another one is one more line here. */
export const PACK_CHECKS: readonly PackCheck[] = [
  checkCitations, checkEffective, checkOverlaps, checkDeadLengths, checkBodies, checkNamedClocks, checkLeaning, checkVersions, checkFirstDay,
  checkForgottenDays,
  checkLooser, checkIdleReasons, checkVoidSince, checkTriggers,
];
