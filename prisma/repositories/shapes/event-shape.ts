import { z } from 'zod';
import type { CaseEvent, ThresholdRef } from '../../../domain/kinds/accident-case/events';
import { WITHDRAWALS } from '../../../domain/kinds/accident-case/withdrawal';
import { FINDING_DECISIONS } from '../../../domain/trigger/stored-finding';
import { accidentShape, actShape, calendarPinShape, countsShape, gradeShape, packPinShape } from './case-shape';
import { clockShape, movedClockShape, thresholdKind, thresholdShape } from './clock-shape';
import { determinationFields, findingChangeShape, proposalFields } from './finding-shape';
import { instantShape, keysOf, maybe, shapeOf, textShape, texts, variantShapes } from './shape';

/** Events of a case, in the newest version of each type. */

const thresholdRef = { kind: thresholdKind, index: z.number(), at: instantShape };
const struck = { at: instantShape, clock: textShape, title: textShape };

export const caseEventShapes = variantShapes<CaseEvent, 'type'>('type', {
  'case-registered': { at: instantShape, title: textShape, accident: accidentShape, sources: texts },
  'act-done': { at: instantShape, event: textShape, act: actShape },
  'counts-recorded': { at: instantShape, counts: countsShape },
  'grade-changed': { at: instantShape, from: gradeShape.nullable(), to: gradeShape },
  'clock-struck': { ...struck, threshold: thresholdShape, dueAt: instantShape.nullable(), lateMs: maybe(z.number()) },
  'clock-met': { ...struck, lateByMs: z.number().nullable(), corrected: maybe(z.literal(true)) },
  'clock-held': { ...struck, triggeredAt: instantShape, until: instantShape },
  'thresholds-passed-over': { at: instantShape, thresholds: z.array(shapeOf<ThresholdRef & { clock: string }>({ clock: textShape, ...thresholdRef })) },
  'clock-set-aside': { ...struck, threshold: shapeOf<ThresholdRef>(thresholdRef), reason: textShape },
  'notices-withdrawn': { ...struck, why: keysOf(WITHDRAWALS), thresholds: z.array(shapeOf<ThresholdRef>(thresholdRef)) },
  'lateness-explained': { at: instantShape, clock: textShape, reason: textShape },
  determined: determinationFields,
  'measure-proposed': proposalFields,
  'findings-changed': { at: instantShape, findings: z.array(findingChangeShape) },
  'finding-decided': { at: instantShape, finding: textShape, title: textShape, decision: keysOf(FINDING_DECISIONS), reason: textShape },
  'rules-adopted': {
    at: instantShape, change: textShape, title: textShape, packs: z.array(packPinShape), calendars: z.array(calendarPinShape),
    moved: z.array(movedClockShape), settled: z.array(clockShape),
  },
});
