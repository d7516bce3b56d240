import { z } from 'zod';
import { addDays, weekdayOf } from '../../domain/time/plain-date';
import { plainDateSchema } from './plain-date';

const year = z.number().int('须为年份').min(1900, '不得早于 1900 年').max(2200, '不得晚于 2200 年');
const name = z.string().min(2, '至少两个字').max(100, '不得超过100字');
const MAX_ROWS = 100;
const DAYS_PER_YEAR = 366;
const SATURDAY = 6;

const off = z.array(z.strictObject({ from: plainDateSchema, to: plainDateSchema, name })).max(MAX_ROWS);
const worked = z.array(z.strictObject({ date: plainDateSchema, for: name })).max(MAX_ROWS);

type Fault = (path: (string | number)[], message: string) => void;
interface Days { off: z.output<typeof off>; worked: z.output<typeof worked> }

/** Ranges run forward, no day is named twice, and none is both off and worked. */
function checkDays(table: Days, fault: Fault): void {
  for (const [i, { from, to }] of table.off.entries()) {
    if (from > to) fault(['off', i], '起日晚于止日');
    else if (addDays(from, DAYS_PER_YEAR) <= to) fault(['off', i], '一段不得超过一年');
    if (table.off.slice(0, i).some((other) => other.from <= to && from <= other.to)) fault(['off', i], '与前面的一段重叠');
  }
  for (const [i, { date }] of table.worked.entries()) {
    if (table.off.some(({ from, to }) => from <= date && date <= to)) fault(['worked', i], '同一天既放假又上班');
    if (table.worked.slice(0, i).some((other) => other.date === date)) fault(['worked', i], '同一天写了两次');
  }
}

/** One year's table as it stands in its file. */
export const calendarYearSchema = z.strictObject({
  year,
  status: z.enum(['published', 'provisional']),
  /** `unverified`: what of the number or date could not be read in the notice itself. */
  sources: z.array(z.strictObject({ notice: name, issuedOn: plainDateSchema, unverified: name.optional() })).min(1, '须写明通知文号').max(10),
  note: z.string().max(500).optional(),
  /** Days the notice itself gives although no statute does. */
  granted: z.array(plainDateSchema).max(MAX_ROWS).optional(),
  /** Against which other listings each day of the table was held. */
  compared: z.array(name).max(10).optional(),
  off, worked,
}).superRefine((table, ctx) => {
  const fault: Fault = (path, message) => { ctx.addIssue({ code: 'custom', path, message }); };
  const inYear = (date: string): boolean => date.startsWith(`${table.year}-`);
  checkDays(table, fault);
  for (const [i, date] of (table.granted ?? []).entries()) {
    if (!table.off.some(({ from, to }) => from <= date && date <= to)) fault(['granted', i], '通知给的假日须列在放假日里');
  }
  for (const [i, { from, to }] of table.off.entries()) if (!inYear(from) || !inYear(to)) fault(['off', i], '放假日须在本年之内');
  for (const [i, { date }] of table.worked.entries()) {
    if (!inYear(date)) fault(['worked', i], '调休上班日须在本年之内');
    if (weekdayOf(date) < SATURDAY) fault(['worked', i], '调休上班日须为周六或周日');
  }
  if (table.status === 'provisional' && table.worked.length) fault(['worked'], '未公布的年份不得列调休上班日');
});
export type CalendarFile = z.output<typeof calendarYearSchema>;

/** A body's own days: whose they are, by which paper, and on which dates they depart from the national calendar. */
export const overlaySchema = z.strictObject({
  overlay: z.string().max(60, '不得超过60字符').regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只能用小写字母、数字和中间的连字符'),
  title: name,
  sources: z.array(name).min(1, '须写明依据').max(10),
  note: z.string().max(500).optional(),
  off: off.default([]), worked: worked.default([]),
}).superRefine((table, ctx) => {
  checkDays(table, (path, message) => { ctx.addIssue({ code: 'custom', path, message }); });
  if (!table.off.length && !table.worked.length) ctx.addIssue({ code: 'custom', path: ['off'], message: '没有写任何一天' });
});
export type OverlayFile = z.output<typeof overlaySchema>;

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/);
const version = z.strictObject({
  /** First day in force. `fromYear` stands in texts of earlier programs, which cases under way have pinned. */
  from: plainDateSchema.optional(), fromYear: year.optional(), issuedOn: plainDateSchema.optional(),
  source: z.string(), note: z.string().optional(),
  days: z.array(z.strictObject({
    name: z.string(), dates: z.array(monthDay).optional(), lunar: z.array(monthDay).optional(), term: z.string().optional(),
  })),
});

/** A rule holds from a day not before it was issued, and each version ends where the one above it begins. */
function checkSpans(versions: readonly z.output<typeof version>[], fault: Fault): void {
  const starts = versions.map(({ from, fromYear }) => from ?? (fromYear === undefined ? undefined : `${fromYear}-01-01`));
  for (const [i, start] of starts.entries()) {
    const { from, fromYear, issuedOn } = versions[i] ?? {};
    const above = i > 0 ? starts[i - 1] : undefined;
    if (start === undefined || (from !== undefined && fromYear !== undefined)) fault(['versions', i], '须写明施行日 from（或旧式的 fromYear），只写一项');
    else if (issuedOn !== undefined && start < issuedOn) fault(['versions', i, 'from'], '施行日不得早于发布日');
    else if (above !== undefined && above <= start) fault(['versions', i, 'from'], '须从新到旧排列，施行日不得相同');
  }
}

/** The statutory days by version of the 办法, since when two days a week are free, and new-year days where lunar tables err. */
export const statutorySchema = z.strictObject({
  versions: z.array(version).min(1),
  weekly: z.strictObject({ from: plainDateSchema, issuedOn: plainDateSchema, source: z.string(), note: z.string().optional() })
    .refine(({ from, issuedOn }) => issuedOn <= from, { path: ['from'], message: '施行日不得早于发布日' }).optional(),
  newYearDays: z.array(z.strictObject({ year, date: plainDateSchema, note: z.string() })),
}).superRefine(({ versions }, ctx) => {
  checkSpans(versions, (path, message) => { ctx.addIssue({ code: 'custom', path, message }); });
});
export type StatutoryFile = z.output<typeof statutorySchema>;
