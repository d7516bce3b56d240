import { z } from 'zod';
import { ACT_NAMES, type ActName } from '../../domain/accident-case/acts';
import { GRADES, INDUSTRIES, type Facts } from '../../domain/accident-case/facts';
import { LEVELS } from '../../domain/organisation/level';
import { PROCESS_NAMES } from '../../domain/kernel/process';
import { BODY_KINDS } from '../../domain/organisation/body';
import { type Clock, VOID_REASONS, type VoidReason } from '../../domain/time/clock';
import { determinationShape, findingShape, proposalShape } from './finding-shapes';

/** JSON columns of the record, parsed on the way out. Unknown extra keys pass: stored shapes are only ever extended. */

const instant = z.number();
const date = z.string();
const bodyRef = z.object({ kind: z.enum(BODY_KINDS), level: z.enum(LEVELS) });

const proofStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trigger'), text: z.string(), at: instant }),
  z.object({ kind: z.literal('count'), text: z.string(), from: date, to: date, firstDay: z.number(), lastDay: z.number() }),
  z.object({ kind: z.literal('skip'), text: z.string(), from: date, to: date, reason: z.string() }),
  z.object({ kind: z.literal('pause'), text: z.string(), from: date, to: date, days: z.number(), name: z.string(), open: z.boolean() }),
  z.object({ kind: z.literal('extension'), text: z.string(), days: z.number(), at: instant }),
  z.object({ kind: z.literal('span'), text: z.string() }),
  z.object({ kind: z.literal('roll'), text: z.string(), from: date, to: date }),
  z.object({ kind: z.literal('opens'), text: z.string(), date }),
  z.object({ kind: z.literal('due'), text: z.string(), date: date.nullable(), at: instant.nullable() }),
  z.object({ kind: z.literal('met'), text: z.string(), at: instant }),
  z.object({ kind: z.literal('note'), text: z.string() }),
]);

export const clockShape: z.ZodType<Clock> = z.object({
  code: z.string(),
  party: z.string().nullable(),
  title: z.string(),
  triggeredAt: instant,
  opensOn: date.nullable(),
  dueDate: date.nullable(),
  dueAt: instant.nullable(),
  state: z.enum(['pending', 'paused', 'met', 'met-late', 'overdue', 'void']),
  voidReason: z.enum(Object.keys(VOID_REASONS) as [VoidReason, ...VoidReason[]]).nullable(),
  metAt: instant.nullable(),
  lateByMs: z.number().nullable(),
  provisional: z.boolean(),
  cite: z.array(z.string()),
  note: z.string().nullable(),
  proof: z.array(proofStep),
  process: z.enum(PROCESS_NAMES),
  owner: bodyRef,
  metBy: z.string().nullable(),
  thresholds: z.array(z.object({
    kind: z.enum(['opens', 'reminder', 'due', 'escalation']), index: z.number(), at: instant, to: z.array(bodyRef),
  })),
});

const figures = {
  deaths: z.number().exactOptional(),
  missing: z.number().exactOptional(),
  seriousInjuries: z.number().exactOptional(),
  minorInjuries: z.number().exactOptional(),
  directLossYuan: z.number().exactOptional(),
};

const text = z.string().exactOptional();

export const factsShape: z.ZodType<Facts> = z.object({
  accident: z.object({
    occurredAt: instant, region: z.string(), unitRegion: text, industry: z.enum(INDUSTRIES), place: text, unit: text,
  }),
  counts: z.array(z.object({ at: instant, ...figures })),
  acts: z.array(z.object({
    at: instant, do: z.enum(ACT_NAMES as [ActName, ...ActName[]]), by: text, to: text, body: text, party: text,
    name: text, clock: text, days: z.number().exactOptional(), opinion: text, decision: text, stage: text, ground: text,
    leader: text, amountYuan: z.number().exactOptional(), hearingAt: instant.exactOptional(), powerCutAt: instant.exactOptional(),
  })),
});

export const stateShape = z.object({
  facts: factsShape,
  sources: z.array(z.string()).default([]),
  late: z.array(z.object({ clock: z.string(), reason: z.string().nullable() })).default([]),
  determinations: z.array(determinationShape).default([]),
  proposals: z.array(proposalShape).optional(),
  findings: z.array(findingShape).optional(),
});

/** Who acts next. `act` is null where the case only waits for time to pass. */
export const ballShape = z.object({
  act: z.string().nullable(),
  title: z.string(),
  body: z.object({ kind: z.enum(BODY_KINDS), level: z.enum(LEVELS), name: z.string().nullish() }),
  since: instant.nullable(),
  until: instant.nullable(),
});
export type Ball = z.infer<typeof ballShape>;

export const packsShape = z.array(z.object({
  id: z.string(), version: z.string(), sha256: z.string(),
  adopted: z.array(z.object({ version: z.string(), sha256: z.string(), rows: z.array(z.string()) })).optional(),
}));
export const calendarsShape = z.array(z.object({ year: z.number(), sha256: z.string() }));
export type PackPin = z.infer<typeof packsShape>[number];

export const blockedShape = z.record(z.string(), z.string());
export const gradeShape = z.enum(GRADES);
export const industryShape = z.enum(INDUSTRIES);
