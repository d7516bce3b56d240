import fc from 'fast-check';
import { civilOf, dayNumber, daysInMonth, formatCivil, parseCivil } from '../../../domain/time/civil';
import { dateOf, formatInstant, startOfDate } from '../../../domain/time/instant';
import { addDays, addMonths, addYears, chineseDate, daysBetween, maxDate, weekdayOf } from '../../../domain/time/plain-date';

const anyDay = fc.integer({ min: -30_000, max: 60_000 });
const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe('civil dates', () => {
  test('agree with the built-in Date on every day number from 1887 to 2134', () => {
    fc.assert(fc.property(anyDay, (day) => {
      expect(formatCivil(civilOf(day))).toBe(iso(day));
      expect(dayNumber(parseCivil(iso(day)))).toBe(day);
    }));
  });

  test('adding days is monotone and undone by subtracting them', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 4_000 }), (day, a, b) => {
      const date = iso(day);
      expect(addDays(addDays(date, a), -a)).toBe(date);
      expect(daysBetween(date, addDays(date, a))).toBe(a);
      if (a <= b) expect(addDays(date, a) <= addDays(date, b)).toBe(true);
    }));
  });

  test('the weekday of 2026-11-21 is Saturday, of 2026-11-22 Sunday; 1949-10-01 was a Saturday', () => {
    expect(['2026-11-21', '2026-11-22', '1970-01-01', '1969-12-28', '1949-10-01'].map(weekdayOf)).toEqual([6, 7, 4, 7, 6]);
  });

  test('2000-02-29, the last day of four hundred years, lies between the 28th and the 1st of March', () => {
    expect([addDays('2000-02-28', 1), addDays('2000-02-29', 1), addDays('2000-03-01', -1), daysBetween('2000-02-28', '2000-03-01')])
      .toEqual(['2000-02-29', '2000-03-01', '2000-02-29', 2]);
  });

  test('February has 29 days in 2000 and 2024, 28 in 1900, 2023 and 2100', () => {
    expect([2000, 2024, 1900, 2023, 2100].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 28, 28, 28]);
  });

  test('are written with four digits of the year, and as officials write them', () => {
    expect([formatCivil({ year: 987, month: 1, day: 9 }), chineseDate('2021-06-03'), maxDate('2021-06-03', '2020-12-31'), maxDate('2020-12-31', '2021-06-03')])
      .toEqual(['0987-01-09', '2021年6月3日', '2021-06-03', '2021-06-03']);
  });
});

describe('months and years (CF §3.3, trap T15)', () => {
  test.each([
    ['2024-03-31', 11, '2025-02-28'], ['2024-01-31', 1, '2024-02-29'], ['2023-01-31', 1, '2023-02-28'],
    ['2024-08-31', 1, '2024-09-30'], ['2024-12-15', 1, '2025-01-15'], ['2024-11-30', 3, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'], ['2024-01-30', 10, '2024-11-30'],
    ['2000-01-31', 1, '2000-02-29'], ['2100-01-31', 1, '2100-02-28'],
  ])('%s + %i months ends on %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  test.each([['2024-02-29', 1, '2025-02-28'], ['2024-02-29', 4, '2028-02-29'], ['2023-10-01', 3, '2026-10-01']])(
    '%s + %i years ends on %s', (from, years, to) => {
      expect(addYears(from, years)).toBe(to);
    });

  test('the day keeps its number wherever the month has it, else it is the last of the month', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, months) => {
      const from = iso(day);
      const to = addMonths(from, months);
      const isLastOfMonth = addDays(to, 1).endsWith('-01');
      expect(to.slice(8) === from.slice(8) || (isLastOfMonth && to.slice(8) < from.slice(8))).toBe(true);
      expect(addMonths(from, months) <= addMonths(from, months + 1)).toBe(true);
    }));
  });
});

describe('instants at +08:00', () => {
  test('a date starts at 16:00Z of the day before, and its last millisecond is still that date', () => {
    const start = startOfDate('2021-08-13');
    expect(new Date(start).toISOString()).toBe('2021-08-12T16:00:00.000Z');
    expect([dateOf(start - 1), dateOf(start), dateOf(start + 86_399_999)]).toEqual(['2021-08-12', '2021-08-13', '2021-08-13']);
  });

  test('are written with their offset, milliseconds only where there are any', () => {
    expect([formatInstant(startOfDate('2021-08-13')), formatInstant(startOfDate('2021-08-13') + 1)])
      .toEqual(['2021-08-13T00:00:00+08:00', '2021-08-13T00:00:00.001+08:00']);
  });
});
