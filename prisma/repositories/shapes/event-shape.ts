import { z } from 'zod';
import type { CaseEvent, ThresholdRef } from '../../../domain/kinds/accident-case/events';
import { WITHDRAWALS } from '../../../domain/kinds/accident-case/withdrawal';
import { FINDING_DECISIONS } from '../../../domain/trigger/stored-finding';
import { accidentShape, actShape, calendarPinShape, countsShape, gradeShape, packPinShape } from './case-shape';
import { clockShape, movedClockShape, thresholdKind, thresholdShape } from './clock-shape';
import { determinationFields, findingChangeShape, proposalFields } from './finding-shape';
import { instant, keysOf, maybe, shapeOf, text, texts, variantShapes } from './shape';

/** Events of a case, in the newest version of each type. */

const thresholdRef = { kind: thresholdKind, index: z.number(), at: instant };
const struck = { at: instant, clock: text, title: text };

export const caseEventShapes = variantShapes<CaseEvent, 'type'>('type', {
  'case-registered': { at: instant, title: text, accident: accidentShape, sources: texts },
  'act-done': { at: instant, event: text, act: actShape },
  'counts-recorded': { at: instant, counts: countsShape },
  'grade-changed': { at: instant, from: gradeShape.nullable(), to: gradeShape },
  'clock-struck': { ...struck, threshold: thresholdShape, dueAt: instant.nullable(), lateMs: maybe(z.number()) },
  'clock-met': { ...struck, lateByMs: z.number().nullable(), corrected: maybe(z.literal(true)) },
  'clock-held': { ...struck, triggeredAt: instant, until: instant },
  'thresholds-passed-over': { at: instant, thresholds: z.array(shapeOf<ThresholdRef & { clock: string }>({ clock: text, ...thresholdRef })) },
  'clock-set-aside': { ...struck, threshold: shapeOf<ThresholdRef>(thresholdRef), reason: text },
  'notices-withdrawn': { ...struck, why: keysOf(WITHDRAWALS), thresholds: z.array(shapeOf<ThresholdRef>(thresholdRef)) },
  'lateness-explained': { at: instant, clock: text, reason: text },
  determined: determinationFields,
  'measure-proposed': proposalFields,
  'findings-changed': { at: instant, findings: z.array(findingChangeShape) },
  'finding-decided': { at: instant, finding: text, title: text, decision: keysOf(FINDING_DECISIONS), reason: text },
  'rules-adopted': {
    at: instant, change: text, title: text, packs: z.array(packPinShape), calendars: z.array(calendarPinShape),
    moved: z.array(movedClockShape), settled: z.array(clockShape),
  },
});
