import { addDays, weekdayOf } from '../../../domain/time/plain-date';
import { loadCalendar, loadCalendarYears, loadStatutory } from '../../../rules/calendar';
import { checkYear } from '../../../rules/calendar-check';
import { calendarYearSchema } from '../../../rules/schema/calendar';
import second from '../../fixtures/calendar/holiday-cn-2007-2018.json';

/** The years before the product's first notices, day by day against a listing that others keep (faults A7). */

const calendar = loadCalendar();
const tables = loadCalendarYears().map(({ table }) => table).filter(({ year }) => year < 2019);
const listed = Object.entries(second.years).map(([year, { off, worked }]) => ({ year: Number(year), off, worked }));

const dateOf = (year: number, monthDay: string): string => `${year}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`;

/** `0218-0224` is every day of that range, `0101` one day. */
function daysOf(year: number, text: string): string[] {
  return text.split(' ').flatMap((part) => {
    const [from = '', to = from] = part.split('-');
    const days: string[] = [];
    for (let day = dateOf(year, from); day <= dateOf(year, to); day = addDays(day, 1)) days.push(day);
    return days;
  });
}

/** The listing of 2015 lacks the second notice of that year. */
const SECOND_NOTICE: Record<string, boolean> = { '2015-09-03': false, '2015-09-04': false, '2015-09-05': false, '2015-09-06': true };

function differences({ year, off, worked }: (typeof listed)[number]): string[] {
  const [free, made] = [new Set(daysOf(year, off)), new Set(daysOf(year, worked))];
  const expected = (day: string): boolean => SECOND_NOTICE[day] ?? (made.has(day) || (weekdayOf(day) < 6 && !free.has(day)));
  return daysOf(year, '0101-1231').filter((day) => calendar.day(day).working !== expected(day));
}

test.each(listed)('$year: every day is on or off as the second listing says', (listing) => {
  expect(differences(listing)).toEqual([]);
});

test.each(tables)('$year makes sense by the statute of its year, and names three listings it was held against', (table) => {
  expect(checkYear(table, loadStatutory())).toEqual([]);
  expect(table.compared).toHaveLength(3);
});

test.each<[string, boolean, string | null, string]>([
  ['2007-05-07', false, '劳动节', 'a week of seven days under the text of 1999'],
  ['2007-04-05', true, null, 'Qingming before it was a holiday'],
  ['2007-12-29', true, '调休上班', 'a Saturday worked for New Year 2008, by the notice for 2008'],
  ['2007-12-31', false, '元旦', 'a Monday off for New Year 2008'],
  ['2008-02-06', false, '春节', 'the eve, a statutory day since 2008'],
  ['2008-05-02', false, '劳动节', 'a Friday in lieu of Sunday 4 May'],
  ['2008-05-04', true, '调休上班', 'that Sunday'],
  ['2009-10-08', false, '国庆节', 'the eighth day, with 中秋节 on 3 October'],
  ['2009-10-10', true, '调休上班', 'a Saturday worked for it'],
  ['2011-12-31', true, '调休上班', 'a Saturday worked for New Year 2012, by the notice for 2012'],
  ['2012-09-30', false, '中秋节', 'a Sunday joined to National Day'],
  ['2013-01-05', true, '调休上班', 'a Saturday worked after New Year'],
  ['2013-06-09', true, '调休上班', 'a Sunday worked before 端午节'],
  ['2013-09-22', true, '调休上班', 'a Sunday worked after 中秋节'],
  ['2014-01-30', true, null, 'the eve, no longer a statutory day'],
  ['2015-09-03', false, '抗战胜利70周年纪念日', 'a day given once'],
  ['2015-09-06', true, '调休上班', 'a Sunday worked for it'],
  ['2018-12-29', true, '调休上班', 'a Saturday worked for New Year 2019'],
  ['2018-12-31', false, '元旦', 'a Monday off for New Year 2019'],
])('%s: working %s, because of %s: %s', (day, working, reason) => {
  expect(calendar.day(day)).toMatchObject({ working, reason });
  expect(calendar.isPublished(day)).toBe(true);
});

test('days at the turn of a year follow the notice of the year they belong to, which the file names', () => {
  const notices = (year: number) => tables.find((table) => table.year === year)?.sources.map(({ notice }) => notice);
  expect([2007, 2011, 2018].map(notices)).toEqual([
    ['国办发明电〔2006〕49号', '国办发明电〔2007〕52号'], ['国办发明电〔2010〕40号', '国办发明电〔2011〕45号'],
    ['国办发明电〔2017〕12号', '国办发明电〔2018〕15号'],
  ]);
});

test('dates of issue that no copy of the notice bears are marked 未核对, those of 2008 and 2009', () => {
  const marked = tables.flatMap(({ year, sources }) => sources.flatMap(({ notice, unverified }) => (unverified?.includes('（未核对）') ? [[year, notice]] : [])));
  expect(marked).toEqual([[2007, '国办发明电〔2007〕52号'], [2008, '国办发明电〔2007〕52号'], [2009, '国办发明电〔2008〕42号']]);
});

test('a day given by the notice stands among the days off, or the table is refused', () => {
  const table = { ...tables.find(({ year }) => year === 2015), granted: ['2015-09-07'] };
  expect(calendarYearSchema.safeParse(table).error?.issues).toMatchObject([{ path: ['granted', 0], message: '通知给的假日须列在放假日里' }]);
});

test('without the mark of a given day, a holiday that no statute knows is remarked on', () => {
  const { granted: _, ...bare } = tables.find(({ year }) => year === 2015) ?? tables[0]!;
  expect(checkYear(bare, loadStatutory()).map(({ code }) => code)).toEqual(['off-without-statutory-day', 'lieu-days-unbalanced']);
});
