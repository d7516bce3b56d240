import { z } from 'zod';
import { weekdayOf } from '../../domain/time/plain-date';
import { plainDate } from './plain-date';

const year = z.number().int().min(1900).max(2200);

/** One year's table as it stands in its file. */
export const calendarYearSchema = z.strictObject({
  year,
  status: z.enum(['published', 'provisional']),
  sources: z.array(z.strictObject({ notice: z.string().min(2), issuedOn: plainDate })).min(1),
  note: z.string().optional(),
  off: z.array(z.strictObject({ from: plainDate, to: plainDate, name: z.string().min(2) })),
  worked: z.array(z.strictObject({ date: plainDate, for: z.string().min(2) })),
}).superRefine((table, ctx) => {
  const fault = (path: (string | number)[], message: string) => { ctx.addIssue({ code: 'custom', path, message }); };
  for (const [i, { from, to }] of table.off.entries()) {
    if (from > to || [from, to].some((d) => !d.startsWith(`${table.year}-`))) fault(['off', i], '放假日须在本年之内，且起日不晚于止日');
  }
  for (const [i, { date }] of table.worked.entries()) {
    if (!date.startsWith(`${table.year}-`)) fault(['worked', i], '调休上班日须在本年之内');
    if (weekdayOf(date) < 6) fault(['worked', i], '调休上班日须为周六或周日');
    if (table.off.some(({ from, to }) => from <= date && date <= to)) fault(['worked', i], '同一天既放假又上班');
  }
  if (table.status === 'provisional' && table.worked.length) fault(['worked'], '未公布的年份不得列调休上班日');
});
export type CalendarFile = z.output<typeof calendarYearSchema>;

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/);
/** The statutory days by version of the 办法, and new-year days where lunar tables err. */
export const statutorySchema = z.strictObject({
  versions: z.array(z.strictObject({
    fromYear: year, source: z.string(), note: z.string().optional(),
    days: z.array(z.strictObject({
      name: z.string(), dates: z.array(monthDay).optional(), lunar: z.array(monthDay).optional(), term: z.string().optional(),
    })),
  })).min(1),
  newYearDays: z.array(z.strictObject({ year, date: plainDate, note: z.string() })),
});
export type StatutoryFile = z.output<typeof statutorySchema>;
