import chineseDays from 'chinese-days/dist/chinese-days.json';
import { addDays, weekdayOf } from '../../../domain/time/plain-date';
import { loadRules } from '../../../rules';
import { loadCalendarYears, loadStatutory } from '../../../rules/calendar';
import { layCalendar, parseCalendarText } from '../../../rules/local-calendar';
import { computeStatutoryYear } from '../../../rules/statutory-days';

const { calendar } = loadRules();
const years = loadCalendarYears();
const { holidays, workdays } = chineseDays as Record<'holidays' | 'workdays', Record<string, string>>;

const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) days.push(day);
  return days;
};

const PUBLISHED = Array.from({ length: 20 }, (_, i) => 2007 + i);

describe('published years', () => {
  test('are 2007 to 2026, each with the number of its notice; 2027 is provisional', () => {
    expect(years.map(({ table }) => [table.year, table.status])).toEqual([
      ...PUBLISHED.map((year) => [year, 'published']), [2027, 'provisional'],
    ]);
    const published = years.filter(({ table }) => table.status === 'published');
    expect(published.every(({ table }) => table.sources.every(({ notice }) => /^国(办)?发明电〔\d{4}〕\d+号$/.test(notice)))).toBe(true);
  });

  test.each(PUBLISHED)('%i: every day is on or off as the independent data set says', (year) => {
    const wrong = daysOf(year).filter((day) => {
      const expected = workdays[day] !== undefined || (holidays[day] === undefined && weekdayOf(day) < 6);
      return calendar.day(day).working !== expected;
    });
    expect(wrong).toEqual([]);
  });

  // Counted in the notices themselves; 2019 without 2018-12-29, which its notice also names.
  test.each([
    [2007, 7], [2008, 5], [2009, 6], [2010, 8], [2011, 6], [2012, 6], [2013, 12], [2014, 5], [2015, 5], [2016, 6],
    [2017, 5], [2018, 7], [2019, 6], [2020, 6], [2021, 7], [2022, 7], [2023, 7], [2024, 8], [2025, 5], [2026, 6],
  ])(
    '%i has %i weekend days that are worked (T14)', (year, n) => {
      expect(daysOf(year).filter((day) => weekdayOf(day) >= 6 && calendar.day(day).working)).toHaveLength(n);
    });

  test.each([
    ['2026-10-10', true, '调休上班'], ['2026-10-11', false, '周末'], ['2026-09-20', true, '调休上班'], ['2020-02-01', false, '春节'],
    ['2024-02-09', true, null], ['2025-10-06', false, '中秋节'], ['2023-01-30', true, null],
  ])('%s: working %s, because of %s (T14, both directions)', (day, working, reason) => {
    expect(calendar.day(day)).toMatchObject({ working, reason });
  });
});

describe('provisional years', () => {
  const statutory = loadStatutory();

  test('2027 starts its Spring Festival from 2027-02-06, so 2027-02-08 (初三) is off and 2027-02-09 is worked', () => {
    expect(['2027-02-04', '2027-02-05', '2027-02-08', '2027-02-09'].map((day) => calendar.day(day).working)).toEqual([true, false, false, true]);
  });

  test('the file of 2027 is what the statutory days of 2027 compute to', () => {
    const { off, worked } = computeStatutoryYear(2027, statutory);
    const files = daysOf(2027).filter((day) => calendar.day(day).reason !== null && calendar.day(day).reason !== '周末');
    expect(Object.keys(off).sort()).toEqual(files);
    expect(worked).toEqual({});
  });

  test('the correction of 2027 holds even if the lunar tables said 02-07', () => {
    const late = computeStatutoryYear(2027, { ...statutory, newYearDays: [{ year: 2027, date: '2027-02-07', note: '' }] });
    expect([late.off['2027-02-05'], late.off['2027-02-09']]).toEqual([undefined, '春节']);
    expect(statutory.newYearDays.find(({ year }) => year === 2027)?.date).toBe('2027-02-06');
  });

  test('the versions of the 办法 differ: the eve is off in 2013 and 2028, not in 2015', () => {
    const eves = [[2013, '2013-02-09'], [2015, '2015-02-18'], [2028, '2028-01-25']] as const;
    expect(eves.map(([year, day]) => computeStatutoryYear(year, statutory).off[day])).toEqual(['春节', undefined, '春节']);
  });

  test('the statutory days of every published year lie within its notice, so the computation can be trusted', () => {
    const missing = PUBLISHED
      .flatMap((year) => Object.keys(computeStatutoryYear(year, statutory).off)).filter((day) => calendar.day(day).working);
    expect(missing).toEqual([]);
  });

  test('a year without a file is never published', () => {
    expect(['2005-06-02', '2006-12-31', '2027-01-04', '2028-01-04'].map((day) => calendar.isPublished(day))).toEqual([false, false, false, false]);
  });
});

describe('a calendar with something laid over it', () => {
  const read = (text: string) => {
    const result = parseCalendarText(text);
    if (!result.ok) throw new Error(result.faults.map(({ path, reason }) => `${path}: ${reason}`).join());
    return result.calendar;
  };

  test('another table of 2027 changes the days of 2027 and leaves those of other years', () => {
    const laid = layCalendar(calendar, read(`year: 2027
status: published
sources: [{ notice: 国办发明电〔2026〕0号, issuedOn: 2026-11-20 }]
off: [{ from: 2027-01-01, to: 2027-01-03, name: 元旦 }]
worked: []
`));
    expect(laid.day('2027-01-01')).toEqual({ working: false, reason: '元旦', basis: '国办发明电〔2026〕0号' });
    expect([laid.isPublished('2027-02-08'), laid.day('2027-02-08').working]).toEqual([true, true]);
    expect([laid.isPublished('2028-01-04'), laid.day('2026-10-10')]).toEqual([false, calendar.day('2026-10-10')]);
  });

  test("a body's own days hide the national ones under them and make no year certain", () => {
    const laid = layCalendar(calendar, read(`overlay: x
title: 某局
sources: [某办〔2026〕1号]
off: [{ from: 2026-10-10, to: 2026-10-10, name: 检修 }]
worked: [{ date: 2027-02-08, for: 值班 }]
`));
    expect(laid.day('2026-10-10')).toEqual({ working: false, reason: '检修', basis: '某局，某办〔2026〕1号' });
    expect([laid.day('2027-02-08').working, laid.isPublished('2027-02-08')]).toEqual([true, false]);
    expect(laid.day('2026-10-01')).toEqual(calendar.day('2026-10-01'));
  });
});
