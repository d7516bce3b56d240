import { z } from 'zod';
import { GRADES } from '../vocabulary/grade';
import { INDUSTRIES } from '../vocabulary/industry';
import { LEVELS } from '../organisation/level';
import { instantSchema, textSchema } from './schema';
import { isProvinceCode } from './provinces';
import { AGENCIES } from '../rule-pack/types';
import type { Instant, PlainDate } from '../time/instant';
import { dateOf } from '../time/instant';
import type { Answer } from '../trigger/facts';
import { ACCIDENT_TAGS, AREA_TAGS, FINDINGS, MEASURES, UNIT_TRAITS } from '../trigger/vocabulary';

/** A file of facts that no case file holds: other accidents, quotas, scores, inspections, what people have decided. */

const MAX_ROWS = 2_000;

const keysOf = <K extends string>(table: Readonly<Record<K, string>>) => z.enum(Object.keys(table) as [K, ...K[]]);
const people = z.number().int().min(0).max(1_000_000);
const answer = z.custom<Answer>((value) => typeof value === 'boolean' || value === 'undecided', '须为 true、false 或 undecided');
const region = z.string().regex(/^\d{6}$/, '须为六位数字的行政区划代码（加引号）')
  .refine((code) => !/^\d{6}$/.test(code) || isProvinceCode(code.slice(0, 2)), '前两位不是任何省级行政区的代码');
const day = instantSchema.transform((at: Instant): PlainDate => dateOf(at));
const year = z.number().int().min(1992).max(2099);
const id = textSchema.refine((value) => value.length <= 100, '不得超过100字');

const proposals = z.array(z.strictObject({ measure: keysOf(MEASURES), ground: textSchema, by: textSchema, at: instantSchema })).max(100);
const tags = z.partialRecord(keysOf(ACCIDENT_TAGS), answer);
const taggedAt = z.partialRecord(keysOf(ACCIDENT_TAGS), instantSchema);
const placed = { region: region.optional(), area: textSchema.optional(), unit: textSchema.optional(), industry: z.enum(INDUSTRIES).optional() };

/** What people say of the case's own accident. */
const ofCase = z.strictObject({
  area: textSchema.optional(), liability: answer.optional(), tags: tags.optional(), taggedAt: taggedAt.optional(), proposals: proposals.optional(),
});

const accident = z.strictObject({
  id, at: instantSchema, ...placed, grade: z.enum(GRADES).optional(), deaths: people.optional(), missing: people.optional(),
  liability: answer.optional(), investigator: z.enum([...LEVELS, ...AGENCIES]).optional(), gradeRose: z.boolean().optional(),
  tags: tags.optional(), taggedAt: taggedAt.optional(), proposals: proposals.optional(),
});

const area = z.strictObject({
  area: textSchema, region: region.optional(), year, deaths: people.optional(), deathsQuota: people.optional(), deathsYearBefore: people.optional(),
  larger: people.optional(), largerQuota: people.optional(), assessment: z.enum(['passed', 'failed', 'undecided']).optional(),
  score: z.number().min(0, '不得少于0').max(100, '不得多于100').optional(), tags: z.partialRecord(keysOf(AREA_TAGS), answer).optional(),
  proposals: proposals.optional(),
});

const unit = z.strictObject({
  unit: textSchema, traits: z.partialRecord(keysOf(UNIT_TRAITS), z.boolean()).optional(), capacity: z.number().min(0).max(100_000).optional(),
});

const inspection = z.strictObject({
  id, at: instantSchema, ...placed, found: z.array(keysOf(FINDINGS)).max(50), concluded: z.boolean(), serious: answer.optional(),
});

const measure = z.strictObject({ measure: keysOf(MEASURES), at: instantSchema, ...placed });

const list = <T extends z.ZodType>(item: T) => z.array(item).max(MAX_ROWS).default([]);

/** Two rows of one name would be two subjects that nobody can tell apart. */
function noTwins(ctx: { addIssue: (issue: { code: 'custom'; path: PropertyKey[]; message: string }) => void }, rows: readonly string[], path: string, what: string): void {
  for (const [i, name] of rows.entries()) {
    if (rows.indexOf(name) < i) ctx.addIssue({ code: 'custom', path: [path, i], message: `${what}“${name}”写了两次` });
  }
}

export const triggerFactsSchema = z.strictObject({
  ancha: z.literal('trigger-facts/1'),
  completeSince: z.strictObject({ accidents: day.optional(), measures: day.optional() }).default({}),
  case: ofCase.default({}),
  accidents: list(accident), areas: list(area), units: list(unit), inspections: list(inspection), measures: list(measure),
}).superRefine((facts, ctx) => {
  noTwins(ctx, facts.accidents.map((row) => row.id), 'accidents', '事故');
  noTwins(ctx, facts.areas.map((row) => `${row.area} ${row.year}`), 'areas', '年度');
  noTwins(ctx, facts.units.map((row) => row.unit), 'units', '单位');
  noTwins(ctx, facts.inspections.map((row) => row.id), 'inspections', '检查');
});
