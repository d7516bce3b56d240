import { weekdayOf } from '../../domain/time/plain-date';
import { type LoadedCalendarYear, loadCalendarYears, loadStatutory, toCalendarYear, toOverlay } from '../../rules/calendar';
import { type LocalCalendarFile, loadLocalCalendars, localCalendarFolder } from '../../rules/local-calendar';
import { weeklyDoubt } from '../../rules/rest-rules';
import type { CalendarFile } from '../../rules/schema/calendar';
import { computeStatutoryYear } from '../../rules/statutory-days';
import { textTable } from '../text-table';

export interface CalendarOptions {
  json?: boolean;
  data?: string;
}

interface Day {
  date: string;
  weekday: string;
  kind: 'off' | 'worked';
  name: string;
  /** A statutory day; other days off are weekends or days in lieu. */
  statutory: boolean;
  provisional: boolean;
}

interface ShownYear {
  year: number;
  status: 'published' | 'provisional';
  /** Where the table comes from; `computed` where there is none. */
  origin: 'on-board' | 'local' | 'draft' | 'computed';
  sources: { notice: string; issuedOn: string; unverified?: string | undefined }[];
  note: string | null;
  days: Day[];
  /** A body's own days that count on this installation, those of the year only. */
  overlays: { title: string; days: { date: string; kind: Day['kind']; name: string }[] }[];
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const ORIGIN_WORDS: Record<ShownYear['origin'], string> = {
  'on-board': '随产品', local: '本地日历', draft: '已导入、未生效', computed: '没有年度表，按法定节假日推算',
};

function daysOf(year: number, status: ShownYear['status'], off: Readonly<Record<string, string>>, worked: Readonly<Record<string, string>>): Day[] {
  const statutory = computeStatutoryYear(year, loadStatutory()).off;
  const day = (date: string, kind: Day['kind'], name: string): Day => ({
    date, weekday: WEEKDAYS[weekdayOf(date) - 1] ?? '', kind, name, statutory: kind === 'off' && statutory[date] !== undefined,
    provisional: status === 'provisional',
  });
  return [
    ...Object.entries(off).map(([date, name]) => day(date, 'off', name)), ...Object.entries(worked).map(([date, name]) => day(date, 'worked', name)),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function ofTable(table: CalendarFile, origin: ShownYear['origin']): ShownYear {
  const { year, status, sources, note } = table;
  const { off, worked } = toCalendarYear(table);
  return { year, status, origin, sources, note: note ?? null, days: daysOf(year, status, off, worked), overlays: [] };
}

function computed(year: number): ShownYear {
  const statutory = loadStatutory();
  const { status, basis, off, worked } = computeStatutoryYear(year, statutory);
  return { year, status, origin: 'computed', sources: [{ notice: basis, issuedOn: '' }], note: weeklyDoubt(year, statutory), days: daysOf(year, status, off, worked), overlays: [] };
}

const yearTable = (files: readonly LocalCalendarFile[], year: number): CalendarFile | undefined =>
  files.flatMap((file) => (file.kind === 'year' && file.table.year === year ? [file.table] : []))[0];

const onBoard = (years: readonly LoadedCalendarYear[], year: number): CalendarFile | undefined =>
  years.find(({ table }) => table.year === year)?.table;

function overlaysOf(files: readonly LocalCalendarFile[], year: number): ShownYear['overlays'] {
  return files.flatMap((file) => (file.kind === 'overlay' ? [toOverlay(file.table)] : [])).map(({ title, off, worked }) => ({
    title, days: [
      ...Object.entries(off).map(([date, name]) => ({ date, kind: 'off' as const, name })),
      ...Object.entries(worked).map(([date, name]) => ({ date, kind: 'worked' as const, name })),
    ].filter(({ date }) => date.startsWith(`${year}-`)).sort((a, b) => (a.date < b.date ? -1 : 1)),
  })).filter(({ days }) => days.length > 0);
}

/** The table that counts, and behind it a draft that does not yet. */
function shownYears(year: number, folder: string): ShownYear[] {
  const { inForce, drafts } = loadLocalCalendars(folder);
  const [local, shipped, draft] = [yearTable(inForce, year), onBoard(loadCalendarYears(), year), yearTable(drafts, year)];
  const national = local ? ofTable(local, 'local') : shipped ? ofTable(shipped, 'on-board') : computed(year);
  const counting = { ...national, overlays: overlaysOf(inForce, year) };
  return draft ? [counting, ofTable(draft, 'draft')] : [counting];
}

/** Why a day is off: by statute, as a weekend beside it, or in lieu. */
function offKind({ date, statutory }: Day): string {
  if (statutory) return '法定节假日';
  return weekdayOf(date) >= 6 ? '周末连休' : '调休放假';
}

function yearText({ year, status, origin, sources, note, days, overlays }: ShownYear): string {
  const mark = status === 'provisional' ? '（暂定）' : '';
  const rows = days.map((day) => [
    `${day.date}${mark}`, day.weekday, day.kind === 'off' ? '放假' : '上班', day.name, day.kind === 'off' ? offKind(day) : '调休上班',
  ]);
  return [
    `${year}年：${status === 'published' ? '已公布' : '暂定（国务院办公厅的通知没有公布，调休上班日未知）'}，${ORIGIN_WORDS[origin]}`,
    `依据：${sources.map(({ notice, issuedOn }) => `${notice}${issuedOn ? `（${issuedOn}）` : ''}`).join('、')}`,
    ...sources.flatMap(({ notice, unverified }) => (unverified === undefined ? [] : [`${notice}：${unverified}`])),
    ...(note === null ? [] : [`说明：${note}`]), '',
    textTable(['日期', '星期', '安排', '节日', '性质'], rows),
    ...overlays.flatMap(({ title, days: own }) => ['', `另计本机关日历“${title}”：`,
      ...own.map(({ date, kind, name }) => `${date}  ${kind === 'off' ? '休息' : '上班'}  ${name}`)]),
  ].join('\n');
}

export function showCalendar(text: string, { json, data }: CalendarOptions): void {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1992 || year > 2099) {
    process.stderr.write(`年份: 须为 1992 至 2099 之间的四位数字，现为 ${text.slice(0, 20)}\n`);
    process.exitCode = 2;
    return;
  }
  const years = shownYears(year, localCalendarFolder(data));
  process.stdout.write(json ? `${years.map((each) => JSON.stringify(each)).join('\n')}\n` : `${years.map(yearText).join('\n\n')}\n`);
}

/** On how many days a table departs from the one that counts. */
export function differingDays(draft: CalendarFile, folder: string): number {
  const [counting] = shownYears(draft.year, folder);
  const next = toCalendarYear(draft);
  const key = (date: string, off: boolean) => `${date}${off ? '-' : '+'}`;
  const before = new Set((counting?.days ?? []).map(({ date, kind }) => key(date, kind === 'off')));
  const after = new Set([...Object.keys(next.off).map((date) => key(date, true)), ...Object.keys(next.worked).map((date) => key(date, false))]);
  return [...before].filter((day) => !after.has(day)).length + [...after].filter((day) => !before.has(day)).length;
}
