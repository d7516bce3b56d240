import { z } from 'zod';
import { ACT_NAMES, type ActName } from '../../domain/kinds/accident-case/acts';
import { GRADES } from '../../domain/vocabulary/grade';
import { INDUSTRIES } from '../../domain/vocabulary/industry';
import { LEVELS } from '../../domain/organisation/level';
import { PROCESS_NAMES } from '../../domain/kinds/accident-case/process-names';
import { BODY_KINDS } from '../../domain/organisation/body';
import { GATE_CONDITIONS } from '../../domain/rule-pack/gate';
import {
  AGENCIES, EVENT_INSTANTS, type EventInstant, type LengthVariant, type MetBy, type Pack, RECEIVERS, type Trigger,
} from '../../domain/rule-pack/types';
import { VOID_REASONS, type VoidReason } from '../../domain/time/clock';
import { shared, spanOf } from '../../domain/rule-pack/span';
import { LOCAL_ROWS } from './local-rows';
import { plainDateSchema } from './plain-date';
import { cite, length, rowHead as head } from './row-parts';

/** The closed vocabulary of pack rows. Anything else in a pack file is refused with its path. */

const count = z.number().int().nonnegative();
const positive = z.number().int().positive();
const grade = z.enum(GRADES);
const industry = z.enum(INDUSTRIES);
const level = z.enum(LEVELS);
const actName = z.enum(ACT_NAMES as [ActName, ...ActName[]]);
const listOf = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);

const figures = z.strictObject({ deaths: positive, seriousInjuries: positive, directLossYuan: positive });
const grading = z.strictObject({
  ...head, kind: z.literal('grading'),
  thresholds: z.strictObject({ larger: figures, major: figures, extraordinary: figures }),
  advisories: z.array(z.strictObject({ industries: z.array(industry).min(1), cite, text: z.string().min(2) })).optional(),
});

const byGrade = <T extends z.ZodType>(cell: T) =>
  z.strictObject({ general: cell, larger: cell, major: cell, extraordinary: cell });
const terminus = z.strictObject({ ...head, kind: z.literal('report-terminus'), byGrade: byGrade(level) });

const investigatorCell = z.strictObject({
  investigator: z.enum([...LEVELS, ...AGENCIES]), level, kind: z.enum(BODY_KINDS),
});
const investigator = z.strictObject({
  ...head, kind: z.literal('investigator'), byGrade: byGrade(investigatorCell),
  exceptions: z.array(z.strictObject({
    industries: z.array(industry).min(1), from: plainDateSchema.optional(), byGrade: byGrade(investigatorCell), cite, note: z.string().optional(),
  })),
});

const fieldFilters = {
  by: z.array(z.string()).min(1).optional(), to: z.array(z.string()).min(1).optional(),
  opinion: z.array(z.string()).min(1).optional(), decision: z.array(z.string()).min(1).optional(),
  exceptDecision: z.array(z.string()).min(1).optional(),
};
const trigger = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('accident') }),
  z.strictObject({
    from: z.literal('act'), act: listOf(actName), ...fieldFilters,
    pick: z.enum(['first', 'latest', 'last-before-met']), instant: z.enum(Object.keys(EVENT_INSTANTS) as [EventInstant, ...EventInstant[]]).optional(),
  }),
  z.strictObject({ from: z.literal('lapse'), clock: z.string() }),
]).transform((value): Trigger => {
  if (value.from !== 'act') return value;
  const { act, ...rest } = value;
  return { ...rest, acts: act };
});
const met = z.strictObject({ act: listOf(actName), ...fieldFilters, pick: z.enum(['first', 'first-after-trigger']) })
  .transform(({ act, ...rest }): MetBy => ({ ...rest, acts: act }));

const variant = z.strictObject({
  grades: z.array(grade).min(1).optional(), industries: z.array(industry).min(1).optional(),
  length: length.optional(), opens: length.optional(), extensionCapDays: count.default(0),
  cite: cite.optional(), note: z.string().optional(),
}).transform((value): LengthVariant => value);

const clock = z.strictObject({
  ...head, kind: z.literal('clock'), title: z.string().min(2), trigger, met: met.optional(),
  ends: z.enum(['act', 'itself', 'lapse', 'opens']).default('act'),
  voidReason: z.literal('not-requested').optional(),
  voidBy: z.array(z.strictObject({ act: listOf(actName), reason: z.enum(Object.keys(VOID_REASONS) as [VoidReason, ...VoidReason[]]).exclude(['not-requested', 'unrecorded']) })
    .transform(({ act, reason }) => ({ acts: act, reason }))).min(1).optional(),
  when: z.strictObject({
    grades: z.array(grade).min(1).optional(), industries: z.array(industry).min(1).optional(),
    exceptIndustries: z.array(industry).min(1).optional(), terminusAtLeast: level.optional(),
    has: z.array(level).min(1).optional(), lacks: z.array(level).min(1).optional(), unlessNot: z.literal('production-accident').optional(),
    whileOpen: z.string().optional(), before: z.array(actName).min(1).optional(), done: z.array(actName).min(1).optional(),
  }).optional(),
  lengths: z.array(variant).min(1),
  direction: z.enum(['after', 'before']).default('after'),
  startDay: z.enum(['next', 'same']).default('next'),
  roll: z.enum(['none', 'next-working-day']).default('none'),
  pause: z.strictObject({ from: actName, to: actName, cite }).optional(),
  perParty: z.boolean().default(false),
  shownBy: z.array(actName).min(1).optional(), needsRecordOf: z.string().optional(), anewAfter: z.array(actName).min(1).optional(),
  expects: z.strictObject({ act: listOf(actName), ...fieldFilters, warning: z.string() })
    .transform(({ act, ...rest }) => ({ ...rest, acts: act })).optional(),
  process: z.enum(PROCESS_NAMES),
  owner: z.strictObject({
    kind: z.enum([...BODY_KINDS, 'investigator']), level: z.enum([...LEVELS, 'investigator', 'grade']),
  }),
  ladder: z.string().default('standard'),
}).superRefine((row, ctx) => {
  const fault = (path: string, message: string) => { ctx.addIssue({ code: 'custom', path: [path], message }); };
  if ((row.ends === 'act' || row.ends === 'lapse') && !row.met) fault('met', '由办理行为结束的时限须写明 met');
  if (row.direction === 'before' && !(row.trigger.from === 'act' && row.trigger.instant)) fault('trigger.instant', '倒数的期限须写明 instant，即事件的时刻在哪一项');
  if (row.voidBy && (row.ends === 'itself' || row.ends === 'opens')) fault('voidBy', '自行结束的时限没有提前失效');
  if (row.ends === 'lapse' && !row.voidReason) fault('voidReason', '届满失效的时限须写明 voidReason');
  if (row.direction === 'before' && row.roll !== 'none') fault('roll', '倒数的期限不得顺延：顺延后提前的日数就不够了');
  if (row.direction === 'before' && row.pause) fault('pause', '倒数的期限没有可以扣除的期间');
  for (const [index, { length: limit, opens, extensionCapDays }] of row.lengths.entries()) {
    if (row.ends === 'opens' ? !opens || limit : !limit) fault(`lengths.${index}`, '缺少期限，或写了用不到的期限');
    if (row.direction === 'before' && limit && !['hours', 'days', 'working-days'].includes(limit.unit)) fault(`lengths.${index}`, '倒数的期限只能用小时、日或工作日');
    if (row.pause && limit?.unit !== 'days') fault(`lengths.${index}`, '只有自然日期限可以扣除期间');
    if (row.roll !== 'none' && limit?.unit === 'hours') fault(`lengths.${index}`, '以小时计的期限没有最后一日，不能顺延');
    if (extensionCapDays > 0 && (row.direction === 'before' || limit?.unit === 'hours')) {
      fault(`lengths.${index}.extensionCapDays`, '倒数的期限和以小时计的期限不能按日延长');
    }
    if (opens && ['hours', 'working-days'].includes(opens.unit)) fault(`lengths.${index}.opens`, '可以办理的第一日只能以日、月、年计');
    const countsDays = limit?.unit === 'days' || limit?.unit === 'working-days';
    if (row.startDay === 'same' && (!countsDays || row.pause || row.direction === 'before')) {
      fault(`lengths.${index}`, '起算当日计入（startDay: same）只用于顺数的、没有扣除期间的日或工作日期限');
    }
  }
});

const receivers = z.array(z.enum(RECEIVERS)).min(1);
const ladder = z.strictObject({
  ...head, kind: z.literal('ladder'), remind: receivers, due: receivers,
  hours: z.strictObject({
    reminders: z.array(z.strictObject({ upToHours: positive, minutesBefore: z.array(positive) })),
    escalations: z.array(z.strictObject({ minutesAfter: count, to: receivers })),
  }),
  days: z.strictObject({
    reminders: z.array(z.strictObject({ upToDays: positive.nullable(), daysBefore: z.array(positive) })),
    escalations: z.array(z.strictObject({ daysAfter: count, to: receivers })),
  }),
});

const gate = z.strictObject({
  ...head, kind: z.literal('gate'), act: actName, condition: z.enum(GATE_CONDITIONS), chain: z.string().optional(),
  effect: z.enum(['refuse', 'warn']), note: z.string().nullable().default(null),
}).superRefine(({ condition, chain }, ctx) => {
  if ((condition !== 'supervision-review-agreed') !== (chain !== undefined)) {
    ctx.addIssue({ code: 'custom', path: ['chain'], message: '审核链的关口须写明是哪一条链，其他关口不写' });
  }
});

export const packSchema = z.strictObject({
  pack: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), version: z.string().regex(/^\d{4}\.\d+$/),
  title: z.string().min(2), status: z.enum(['draft', 'published']), publishedOn: plainDateSchema,
  locality: z.strictObject({ name: z.string().min(2), region: z.string().regex(/^\d{6}$/) }).optional(),
  source: z.strictObject({
    title: z.string().min(2), number: z.string().min(2).nullable(), issuedOn: plainDateSchema.nullable(), notBefore: plainDateSchema.optional(),
    note: z.string().min(2).optional(),
  }).refine(({ issuedOn, notBefore }) => issuedOn === null || notBefore === undefined, {
    path: ['notBefore'], message: '已有印发日期的不写 notBefore',
  }).optional(),
  rows: z.array(z.discriminatedUnion('kind', [grading, terminus, investigator, clock, ladder, gate, ...LOCAL_ROWS])).min(1),
}).superRefine(({ rows }, ctx) => {
  for (const [index, row] of rows.entries()) {
    const twins = rows.slice(0, index).filter(({ code }) => code === row.code);
    const fault = twins.some(({ kind }) => kind !== row.kind) ? '种类不同'
      : twins.some((twin) => shared(spanOf(twin), spanOf(row))) ? '施行期间重叠' : null;
    if (fault) ctx.addIssue({ code: 'custom', path: ['rows', index, 'code'], message: `同一个包里有两行 ${row.code}，${fault}` });
  }
}).transform(({ pack, ...rest }): Pack => ({ id: pack, ...rest }));
