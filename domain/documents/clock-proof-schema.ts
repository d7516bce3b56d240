import { z } from 'zod';

const text = z.string().min(1).max(1_000);

const day = z.strictObject({ kind: z.string(), day: z.string(), mark: z.string(), last: z.boolean(), makeUp: z.boolean() });
const month = z.strictObject({ title: text, weeks: z.array(z.array(day).length(7)).min(4).max(6) });

/** Everything that is printed on the proof of one limit. */
export const clockProofSchema = z.strictObject({
  caseTitle: text,
  caseNo: z.string(),
  title: text,
  party: z.string(),
  triggeredAt: text,
  due: text,
  provisional: z.boolean(),
  standing: text,
  owner: text,
  metAt: z.string(),
  cite: z.array(text).min(1),
  /** The reasoning in sentences, days of one kind folded into ranges. */
  steps: z.array(text).min(1),
  /** Months with something in them; runs of empty months are one line. */
  calendar: z.array(z.union([z.strictObject({ folded: z.literal(false), month }), z.strictObject({ folded: z.literal(true), text })])),
  /** The unfolded days, for the annex. */
  days: z.array(z.strictObject({ date: text, number: z.string(), reason: z.string() })),
  packs: z.array(z.strictObject({ id: text, version: text, sha256: z.string().regex(/^[0-9a-f]{64}$/) })).min(1),
  madeAt: text,
});

export type ClockProof = z.infer<typeof clockProofSchema>;
