import { z } from 'zod';
import { INDUSTRIES } from '../vocabulary/industry';
import type { Instant } from '../time/instant';
import { isPlainDate } from '../time/plain-date';
import { parseInstant } from './instant-text';
import { isProvinceCode } from './provinces';

/** Shape of a case file v1; the single events have schemas of their own (`acts-schema`). Sizes are bounded. */

const MAX_EVENTS = 5_000;
const MAX_COUNTS = 2_000;
export const MAX_TEXT = 500;
export const MAX_PROSE = 4_000;

export const instantSchema = z.string().transform((text, ctx): Instant => {
  const parsed = parseInstant(text);
  if ('at' in parsed) return parsed.at;
  ctx.addIssue({ code: 'custom', message: parsed.reason });
  return z.NEVER;
});

export const textSchema = z.string().max(MAX_TEXT, `不得超过${MAX_TEXT}字`)
  .refine((value) => value.trim() !== '', '不得为空');
export const proseSchema = z.string().max(MAX_PROSE, `不得超过${MAX_PROSE}字`).refine((value) => value.trim() !== '', '不得为空');
export const dateSchema = z.string().refine(isPlainDate, '须为存在的日期，写作 YYYY-MM-DD');
const people = z.number().int().min(0).max(1_000_000);
/** Whole yuan. */
export const yuanSchema = z.number().int().min(0).max(1_000_000_000_000);

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const slug = z.string().max(100, '不得超过100字符').regex(SLUG, '只能用小写字母、数字和中间的连字符');

const region = z.string().regex(/^\d{6}$/, '须为六位数字的行政区划代码（加引号）')
  .refine((code) => !/^\d{6}$/.test(code) || isProvinceCode(code.slice(0, 2)), '前两位不是任何省级行政区的代码');

const accident = z.strictObject({
  occurredAt: instantSchema,
  region,
  unitRegion: region.optional(),
  industry: z.enum(INDUSTRIES),
  place: textSchema.optional(),
  unit: textSchema.optional(),
});

const countRow = z.strictObject({
  at: instantSchema,
  deaths: people.optional(), missing: people.optional(), seriousInjuries: people.optional(),
  minorInjuries: people.optional(), directLossYuan: yuanSchema.optional(),
});

export const caseFileSchema = z.strictObject({
  ancha: z.literal('case/1'),
  id: slug,
  title: textSchema,
  sources: z.array(textSchema).max(100).optional(),
  packs: z.array(slug).min(1, '至少写一个规则包').max(20),
  accident,
  counts: z.array(countRow).max(MAX_COUNTS).optional(),
  events: z.array(z.unknown()).max(MAX_EVENTS).optional(),
});
