import { z } from 'zod';
import { GRADES } from '../../domain/vocabulary/grade';
import { INDUSTRIES } from '../../domain/vocabulary/industry';
import { LEVELS } from '../../domain/organisation/level';
import { AGENCIES } from '../../domain/rule-pack/types';
import { type Length } from '../../domain/rule-pack/row-head';
import { type Condition, type ConditionKey, SHARED, type TriggerRow, WORDS_OF, WORDS_OF_COUNTED } from '../../domain/trigger/row';
import {
  ACCIDENT_TAGS, AREA_FIGURES, AREA_TAGS, FINDINGS, MEASURES, PERSONS, PLACES, ROLES, SUBJECTS, type SubjectKind, UNIT_TRAITS,
} from '../../domain/trigger/vocabulary';
import { plainDateSchema } from './plain-date';

/** Trigger rows of a pack (`<version>.triggers.yaml`). The words are closed; anything else is refused with its path. */

const MAX_DEPTH = 8;
const MAX_PARTS = 20;

const keysOf = <K extends string>(table: Readonly<Record<K, string>>) => z.enum(Object.keys(table) as [K, ...K[]]);
const positive = z.number().int().positive();
const figure = z.number().min(0).max(1_000_000);
const order = 'min 不得大于 max';

const range = z.strictObject({ min: figure.optional(), max: figure.optional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, '须写 min 或 max')
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, order);
const grade = z.enum(GRADES);
const gradeRange = z.strictObject({ min: grade.optional(), max: grade.optional() })
  .refine(({ min, max }) => min ?? max, '须写 min 或 max')
  .refine(({ min, max }) => !min || !max || GRADES.indexOf(min) <= GRADES.indexOf(max), order);

const one = '须且只须写一项';
const period = z.strictObject({ days: positive.max(3660).optional(), months: positive.max(120).optional(), calendarYear: z.literal(true).optional() })
  .refine((value) => Object.values(value).filter((part) => part !== undefined).length === 1, one);
const same = z.array(z.enum(SHARED)).min(1);

const condition: z.ZodType<unknown> = z.lazy(() => z.strictObject({
  all: z.array(condition).min(1).max(MAX_PARTS).optional(), any: z.array(condition).min(1).max(MAX_PARTS).optional(),
  not: condition.optional(),
  grade: gradeRange.optional(), deaths: range.optional(), missing: range.optional(),
  industry: z.array(z.enum(INDUSTRIES)).min(1).optional(), liability: z.boolean().optional(),
  tag: keysOf(ACCIDENT_TAGS).optional(), investigator: z.array(z.enum([...LEVELS, ...AGENCIES])).min(1).optional(),
  gradeRose: z.literal(true).optional(), unitIs: keysOf(UNIT_TRAITS).optional(), capacity: range.optional(),
  count: z.strictObject({ min: positive, within: period, same: same.optional(), where: condition.optional() }).optional(),
  earlier: z.strictObject({ measures: z.array(keysOf(MEASURES)).min(1), within: period, same }).optional(),
  assessment: z.literal('failed').optional(), score: z.strictObject({ below: positive }).optional(),
  overQuota: keysOf(AREA_FIGURES).optional(), rise: z.strictObject({ percent: positive }).optional(),
  areaTag: keysOf(AREA_TAGS).optional(), proposal: keysOf(MEASURES).optional(),
  found: z.array(keysOf(FINDINGS)).min(1).optional(), serious: z.boolean().optional(),
}).refine((value) => Object.values(value).filter((part) => part !== undefined).length === 1, one));

/** Refuses words that cannot be asked of the subject, and conditions too deep to read. */
function wordFaults(value: unknown, words: readonly ConditionKey[], path: (string | number)[], depth: number): { path: (string | number)[]; message: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const [word, wanted] = Object.entries(value).find(([, part]) => part !== undefined) ?? [];
  if (word === undefined) return [];
  const here = [...path, word];
  if (depth > MAX_DEPTH) return [{ path: here, message: `条件嵌套不得超过${MAX_DEPTH}层` }];
  if (!words.includes(word as ConditionKey)) return [{ path: here, message: '这里不能用这个条件' }];
  if (Array.isArray(wanted) && (word === 'all' || word === 'any')) return wanted.flatMap((part, i) => wordFaults(part, words, [...here, i], depth + 1));
  if (word === 'not') return wordFaults(wanted, words, here, depth + 1);
  return word === 'count' ? wordFaults((wanted as { where?: unknown }).where, WORDS_OF_COUNTED, [...here, 'where'], depth + 1) : [];
}

const hours = { hours: 'hours', days: 'days', workingDays: 'working-days', months: 'months', years: 'years' } as const;
const limit = z.strictObject({
  hours: positive.optional(), days: positive.optional(), workingDays: positive.optional(), months: positive.optional(), years: positive.optional(),
  from: z.enum(['accident', 'flag', 'finding']), default: z.boolean().default(false),
}).transform(({ from, default: advice, ...units }, ctx) => {
  const [[unit, amount] = [], ...others] = Object.entries(units).filter(([, value]) => value !== undefined) as [keyof typeof hours, number][];
  if (unit === undefined || amount === undefined || others.length) {
    ctx.addIssue({ code: 'custom', message: '期限须且只须写一个单位' });
    return z.NEVER;
  }
  const length: Length = { unit: hours[unit], amount };
  return { length, from, default: advice };
});

const text = z.string().min(2).max(300);
const party = z.strictObject({
  role: keysOf(ROLES), level: keysOf(PLACES).optional(), name: z.string().min(1).max(100).optional(), persons: z.array(keysOf(PERSONS)).min(1).optional(),
});
const measure = z.strictObject({
  kind: keysOf(MEASURES), force: z.enum(['shall', 'may']), by: z.array(party).default([]), on: z.array(party).default([]),
  detail: text.optional(), limit: limit.optional(),
});

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(:[a-z0-9]+(-[a-z0-9]+)*)?$/;
const code = z.string().regex(CODE, '代码写作 t02 或 case-supervision:major');

/** A row as it stands in its file, without `kind`: the file holds nothing else. */
export const triggerRowSchema = z.strictObject({
  code, title: text, subject: keysOf<SubjectKind>(SUBJECTS),
  cite: z.array(z.string().min(2)).min(1),
  effective: z.strictObject({ from: plainDateSchema.optional(), to: plainDateSchema.optional() }).optional(),
  note: z.string().min(1).optional(), default: z.boolean().optional(),
  when: condition, measures: z.array(measure).min(1), replaces: z.array(code).min(1).optional(),
  inactive: text.optional(),
}).superRefine((row, ctx) => {
  for (const fault of wordFaults(row.when, WORDS_OF[row.subject], ['when'], 1)) ctx.addIssue({ code: 'custom', ...fault });
  for (const [i, { limit: each }] of row.measures.entries()) {
    if (each?.default && !row.note && !row.default) ctx.addIssue({ code: 'custom', path: ['measures', i, 'limit'], message: '来源没有给出的期限，须在 note 里说明' });
  }
  if (row.default && !row.note) ctx.addIssue({ code: 'custom', path: ['note'], message: '来源没有给出的数字，须在 note 里说明' });
}).transform(({ when, ...row }): TriggerRow => ({ kind: 'trigger', ...row, when: when as Condition }));

export const triggerFileSchema = z.strictObject({
  pack: z.string(), version: z.string(), triggers: z.array(triggerRowSchema).min(1).max(200),
}).superRefine(({ triggers }, ctx) => {
  for (const [index, { code: own }] of triggers.entries()) {
    if (triggers.findIndex((row) => row.code === own) < index) {
      ctx.addIssue({ code: 'custom', path: ['triggers', index, 'code'], message: `同一个包里有两行 ${own}` });
    }
  }
});
