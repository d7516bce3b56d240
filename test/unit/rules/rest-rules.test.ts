import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { loadCalendarYears, loadStatutory } from '../../../rules/calendar';
import { checkYear } from '../../../rules/calendar-check';
import { restRules, weeklyDoubt } from '../../../rules/rest-rules';
import { type CalendarFile, statutorySchema } from '../../../rules/schema/calendar';
import { computeStatutoryYear } from '../../../rules/statutory-days';

/** Since when each rule of rest days holds, and a table that takes one from outside its span. */

const statutory = loadStatutory();
const FILE = join(__dirname, '../../../rules/calendar/statutory.yaml');
const raw = (): Record<string, unknown> & { versions: Record<string, unknown>[]; weekly: Record<string, unknown> } =>
  parse(readFileSync(FILE, 'utf8')) as ReturnType<typeof raw>;

const year = (wanted: number): CalendarFile => {
  const found = loadCalendarYears().find(({ table }) => table.year === wanted);
  if (!found) throw new Error(`no table of ${wanted}`);
  return found.table;
};
const withOff = (table: CalendarFile, from: string, to: string, name: string): CalendarFile => ({ ...table, off: [...table.off, { from, to, name }] });
const provisional = (wanted: number, notice: string): CalendarFile => ({
  year: wanted, status: 'provisional', sources: [{ notice, issuedOn: '2007-01-01' }], worked: [],
  off: Object.entries(computeStatutoryYear(wanted, statutory).off).map(([day, name]) => ({ from: day, to: day, name })),
});
const remarks = (table: CalendarFile) => checkYear(table, statutory).map(({ code, text }) => [code, text]);

test('each version of the 办法 holds from its own day to the day before the next; two rest days a week since May 1995', () => {
  expect(restRules(statutory).map(({ kind, from, to, days }) => [kind, from, to, days])).toEqual([
    ['holidays', '2025-01-01', null, 13], ['holidays', '2014-01-01', '2024-12-31', 11], ['holidays', '2008-01-01', '2013-12-31', 11],
    ['holidays', '1999-09-18', '2007-12-31', 10], ['holidays', '1949-12-23', '1999-09-17', 7], ['weekly', '1995-05-01', null, null],
  ]);
});

test.each([
  [1998, 7, 'the text of 1949'], [2000, 10, 'the text of 1999'], [2007, 10, 'its last year'], [2008, 11, 'three new holidays, Labour Day one day'],
  [2013, 11, 'the last year with the eve'], [2014, 11, 'the third day of the new year instead'], [2024, 11, 'its last year'], [2025, 13, 'the eve and 2 May'],
])('%i has %i statutory days: %s', (of, count) => {
  expect(Object.keys(computeStatutoryYear(of, statutory).off)).toHaveLength(count);
});

test('1999 changed on 18 September: Labour Day was one day, National Day three, and both texts are named', () => {
  const { off, basis } = computeStatutoryYear(1999, statutory);
  expect(Object.keys(off).filter((day) => day > '1999-04').sort()).toEqual(['1999-05-01', '1999-10-01', '1999-10-02', '1999-10-03']);
  expect(basis).toBe('全国年节及纪念日放假办法，国务院令第270号（1999年修订），政务院1949年12月23日发布的文本，推算');
});

describe('a rule applied before it held, or after', () => {
  test('a published 2007 with Qingming off is told that the day came with the text of 2008', () => {
    expect(remarks(withOff(year(2007), '2007-04-05', '2007-04-05', '清明节'))).toEqual([
      ['rule-not-in-force', '2007年4月5日（清明节）在2007年不是法定节假日：国务院令第513号（2007年修订）自2008年1月1日起施行。'],
    ]);
  });

  test.each([
    [2024, '2024-05-02', '国务院令第795号（2024年修订）自2025年1月1日起施行'], [2014, '2014-01-30', '国务院令第513号（2007年修订）只施行到2013年12月31日'],
    [2008, '2008-05-03', '国务院令第270号（1999年修订）只施行到2007年12月31日'],
  ])('a %i without a notice that is off on %s: %s', (of, day, words) => {
    const [remark, ...rest] = remarks(withOff(provisional(of, '全国年节及纪念日放假办法'), day, day, '某节'));
    expect([remark?.[0], rest]).toEqual(['rule-not-in-force', []]);
    expect(remark?.[1]).toContain(words);
  });

  test('a 2024 that cites the order of 2025, and a 2025 that cites that of 2014', () => {
    expect(remarks(provisional(2024, '国务院令第795号'))).toEqual([
      ['rule-not-in-force', '2024年的表以国务院令第795号为依据，而国务院令第795号（2024年修订）自2025年1月1日起施行。'],
    ]);
    expect(remarks(provisional(2025, '国务院令第644号'))).toEqual([
      ['rule-not-in-force', '2025年的表以国务院令第644号为依据，而国务院令第644号（2013年修订）只施行到2024年12月31日。'],
    ]);
  });

  test.each([['2024', provisional(2024, '国务院令第644号')], ['2027', year(2027)]])('%s by the order of its own year has no remark', (_, table) => {
    expect(remarks(table)).toEqual([]);
  });

  test('a year without a notice lists statutory days only, and all of them', () => {
    const table = provisional(2024, '国务院令第644号');
    expect(remarks(withOff(table, '2024-08-01', '2024-08-01', '某节'))).toEqual([
      ['off-without-statutory-day', '2024年8月1日不是法定节假日；没有通知的年份只列法定节假日。'],
    ]);
    expect(remarks({ ...table, off: table.off.slice(1) })).toEqual([['statutory-day-worked', '2024年1月1日是法定节假日（元旦），表中没有放假。']]);
  });

  test('two rest days a week in 1994 and in 1995 before May; none is said of 1996', () => {
    expect(remarks(provisional(1994, '放假办法'))).toEqual([['rule-not-in-force', weeklyDoubt(1994, statutory)]]);
    expect([1995, 1996].map((of) => weeklyDoubt(of, statutory)?.slice(0, 30))).toEqual(['星期六和星期日为周休息日自1995年5月1日起施行（国务院关', undefined]);
  });
});

describe('the file of the rules', () => {
  const faults = (change: (file: ReturnType<typeof raw>) => void) => {
    const file = raw();
    change(file);
    return statutorySchema.safeParse(file).error?.issues.map(({ path, message }) => [path.join('.'), message]);
  };

  test('is refused where a rule holds before it was issued', () => {
    expect(faults(({ versions }) => { versions[2]!['from'] = '2007-01-01'; })).toEqual([['versions.2.from', '施行日不得早于发布日']]);
    expect(faults(({ weekly }) => { weekly['from'] = '1995-01-01'; })).toEqual([['weekly.from', '施行日不得早于发布日']]);
  });

  test('is refused where versions overlap or have no first day', () => {
    expect(faults(({ versions }) => { versions[1]!['from'] = '2025-01-01'; })).toEqual([['versions.1.from', '须从新到旧排列，施行日不得相同']]);
    expect(faults(({ versions }) => { delete versions[0]!['from']; })).toEqual([['versions.0', '须写明施行日 from（或旧式的 fromYear），只写一项']]);
  });

  test('as earlier programs wrote it, by years, is still read: cases under way have pinned it', () => {
    const { versions, newYearDays } = raw();
    const old = { newYearDays, versions: versions.map(({ from, issuedOn: _, ...rest }) => ({ ...rest, fromYear: Number(String(from).slice(0, 4)) })) };
    const read = statutorySchema.parse(old);
    expect([restRules(read)[1]?.to, weeklyDoubt(1990, read)]).toEqual(['2024-12-31', null]);
    expect(computeStatutoryYear(2031, read)).toEqual(computeStatutoryYear(2031, statutory));
  });
});
