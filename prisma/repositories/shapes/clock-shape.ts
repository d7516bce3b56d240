import { z } from 'zod';
import { PROCESS_NAMES } from '../../../domain/kinds/accident-case/process-names';
import { BODY_KINDS, type BodyRef } from '../../../domain/organisation/body';
import { LEVELS } from '../../../domain/organisation/level';
import type { ClockDates, MovedClock } from '../../../domain/time/moves';
import { type Clock, type Threshold, VOID_REASONS } from '../../../domain/time/clock';
import type { ProofStep } from '../../../domain/time/proof';
import { instantShape, keysOf, maybe, shapeOf, textShape, texts, unionOf } from './shape';

/** Clocks with their proofs, as they stand in `clock.body`, in states and in events. */

const date = textShape;
const count = z.number();

const bodyFields = { kind: z.enum(BODY_KINDS), level: z.enum(LEVELS) };
export const bodyRefShape = shapeOf<BodyRef>(bodyFields);
export const namedBodyShape = shapeOf<BodyRef & { name: string }>({ ...bodyFields, name: textShape });

const range = { text: textShape, from: date, to: date };
const proofStepShape = unionOf<ProofStep, 'kind'>('kind', {
  trigger: { text: textShape, at: instantShape },
  count: { ...range, firstDay: count, lastDay: count, reason: maybe(textShape) },
  skip: { ...range, reason: textShape },
  pause: { ...range, days: count, name: textShape, open: z.boolean() },
  extension: { text: textShape, days: count, at: instantShape },
  span: { text: textShape },
  roll: range,
  opens: { text: textShape, date },
  due: { text: textShape, date: date.nullable(), at: instantShape.nullable() },
  met: { text: textShape, at: instantShape },
  note: { text: textShape },
});

export const thresholdKind = z.enum(['opens', 'reminder', 'due', 'escalation']);
export const thresholdShape = shapeOf<Threshold>({
  kind: thresholdKind, index: count, at: instantShape, to: z.array(bodyRefShape),
});

const dates = { opensOn: date.nullable(), dueDate: date.nullable(), dueAt: instantShape.nullable() };

export const clockShape = shapeOf<Clock>({
  code: textShape, party: textShape.nullable(), title: textShape, triggeredAt: instantShape, ...dates,
  state: z.enum(['pending', 'paused', 'met', 'met-late', 'overdue', 'void']), voidReason: keysOf(VOID_REASONS).nullable(),
  metAt: instantShape.nullable(), lateByMs: count.nullable(), provisional: z.boolean(), cite: texts, note: textShape.nullable(),
  proof: z.array(proofStepShape), process: z.enum(PROCESS_NAMES), owner: bodyRefShape, metBy: textShape.nullable(),
  thresholds: z.array(thresholdShape),
});

const datesShape = shapeOf<ClockDates>(dates).nullable();
export const movedClockShape = shapeOf<MovedClock>({
  code: textShape, party: textShape.nullable(), title: textShape, old: datesShape, new: datesShape, why: texts, overdueAtOnce: z.boolean(),
});
