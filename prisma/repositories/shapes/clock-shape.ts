import { z } from 'zod';
import { PROCESS_NAMES } from '../../../domain/kinds/accident-case/process-names';
import { BODY_KINDS, type BodyRef } from '../../../domain/organisation/body';
import { LEVELS } from '../../../domain/organisation/level';
import type { ClockDates, MovedClock } from '../../../domain/time/moves';
import { type Clock, type Threshold, VOID_REASONS } from '../../../domain/time/clock';
import type { ProofStep } from '../../../domain/time/proof';
import { instant, keysOf, maybe, shapeOf, text, texts, unionOf } from './shape';

/** Clocks with their proofs, as they stand in `clock.body`, in states and in events. */

const date = text;
const count = z.number();

const bodyFields = { kind: z.enum(BODY_KINDS), level: z.enum(LEVELS) };
export const bodyRefShape = shapeOf<BodyRef>(bodyFields);
export const namedBodyShape = shapeOf<BodyRef & { name: string }>({ ...bodyFields, name: text });

const range = { text, from: date, to: date };
const proofStepShape = unionOf<ProofStep, 'kind'>('kind', {
  trigger: { text, at: instant },
  count: { ...range, firstDay: count, lastDay: count, reason: maybe(text) },
  skip: { ...range, reason: text },
  pause: { ...range, days: count, name: text, open: z.boolean() },
  extension: { text, days: count, at: instant },
  span: { text },
  roll: range,
  opens: { text, date },
  due: { text, date: date.nullable(), at: instant.nullable() },
  met: { text, at: instant },
  note: { text },
});

export const thresholdKind = z.enum(['opens', 'reminder', 'due', 'escalation']);
export const thresholdShape = shapeOf<Threshold>({
  kind: thresholdKind, index: count, at: instant, to: z.array(bodyRefShape),
});

const dates = { opensOn: date.nullable(), dueDate: date.nullable(), dueAt: instant.nullable() };

export const clockShape = shapeOf<Clock>({
  code: text, party: text.nullable(), title: text, triggeredAt: instant, ...dates,
  state: z.enum(['pending', 'paused', 'met', 'met-late', 'overdue', 'void']), voidReason: keysOf(VOID_REASONS).nullable(),
  metAt: instant.nullable(), lateByMs: count.nullable(), provisional: z.boolean(), cite: texts, note: text.nullable(),
  proof: z.array(proofStepShape), process: z.enum(PROCESS_NAMES), owner: bodyRefShape, metBy: text.nullable(),
  thresholds: z.array(thresholdShape),
});

const datesShape = shapeOf<ClockDates>(dates).nullable();
export const movedClockShape = shapeOf<MovedClock>({
  code: text, party: text.nullable(), title: text, old: datesShape, new: datesShape, why: texts, overdueAtOnce: z.boolean(),
});
