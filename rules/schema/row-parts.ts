import { z } from 'zod';
import type { Length } from '../../domain/rule-pack/row-head';
import { plainDateSchema } from './plain-date';

/** What rows of every kind share. */

export const cite = z.array(z.string().min(2)).min(1);
/** A thousand of any unit is far beyond every law, and near enough to be counted day by day. */
const positive = z.number().int().positive().max(1_000, '期限过长，最多 1000');

export const rowHead = {
  code: z.string().regex(/^[a-z][a-z-]*(:[a-z-]+)?$/),
  cite,
  effective: z.strictObject({ from: plainDateSchema.optional(), to: plainDateSchema.optional(), retroactive: z.string().min(4).optional() })
    .refine(({ from, retroactive }) => !retroactive || from !== undefined, '写了 retroactive 须写明 from').optional(),
  note: z.string().min(1).optional(),
  default: z.boolean().optional(),
  appliesToRunning: z.boolean().optional(),
  against: z.strictObject({ standing: z.enum(['void', 'holds']), since: plainDateSchema.optional(), reason: z.string().min(4), basis: cite }).optional(),
};

const UNITS = { hours: 'hours', days: 'days', workingDays: 'working-days', months: 'months', years: 'years' } as const;
/** `{ days: 60 }`, exactly one unit. */
export const length = z.strictObject({
  hours: positive.optional(), days: positive.optional(), workingDays: positive.optional(),
  months: positive.optional(), years: positive.optional(),
}).transform((value, ctx): Length => {
  const given = Object.entries(value).filter(([, amount]) => amount !== undefined);
  const [key, amount] = given[0] ?? [];
  if (given.length !== 1 || !key || amount === undefined) {
    ctx.addIssue({ code: 'custom', message: '期限须且只须写一个单位' });
    return z.NEVER;
  }
  return { unit: UNITS[key as keyof typeof UNITS], amount };
});
