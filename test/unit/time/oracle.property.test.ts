import fc from 'fast-check';
import { reckon } from '../../../domain/kinds/accident-case/clocks/reckon';
import { compareLengths } from '../../../domain/rule-pack/length';
import type { ClockRow } from '../../../domain/rule-pack/types';
import type { Length } from '../../../domain/rule-pack/row-head';
import { type CalendarOverlay, withOverlay } from '../../../domain/time/calendar';
import { dateOf } from '../../../domain/time/instant';
import { daysOfProof } from '../../../domain/time/proof-days';
import { type Pause, afterDays, afterHours, afterMonths, afterWorkingDays, beforeEvent, rollToWorkingDay } from '../../../domain/time/reckoning';
import { loadCalendar } from '../../../rules/calendar';
import { MS, anyDate, isWorked, monthsLater, next, runs, utc, walked } from '../../support/day-walk';

const calendar = loadCalendar();
/** Years of which both sides have the notice; the longest walk stays inside. */
const published = fc.integer({ min: 0, max: 2_650 }).map((offset) => next('2019-02-01', offset));
const amount = fc.integer({ min: 1, max: 120 });

describe('working days, against an oracle that walks day by day over another data set', () => {
  test('for any day of 2019–2026 and any number, counted forward, the last day is the same', () => {
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 60 }), (trigger, n) => {
      expect(afterWorkingDays(trigger, n, calendar, []).dueDate).toBe(walked(trigger, n, isWorked));
    }), runs);
  });

  test('for any event and any number, counted backwards, the last day in time is the same', () => {
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 15 }), (day, n) => {
      const event = next(day, 60);
      expect(beforeEvent(event, n, calendar).dueDate).toBe(walked(event, n, isWorked, -1));
    }), runs);
  });

  test('for any number with extensions, the last day is that of their sum', () => {
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 3 }), (trigger, n, more) => {
      const extensions = more.map((days) => ({ days, at: 0 }));
      expect(afterWorkingDays(trigger, n, calendar, extensions).dueDate).toBe(walked(trigger, more.reduce((a, b) => a + b, n), isWorked));
    }));
  });

  test('for any last day, rolling stops on the first worked day from it on', () => {
    fc.assert(fc.property(published, amount, (trigger, n) => {
      const plain = walked(trigger, n, () => true);
      const rolled = isWorked(plain) ? plain : walked(plain, 1, isWorked);
      expect(rollToWorkingDay(afterDays({ trigger, days: n, pauses: [], extensions: [], pauseCite: '' }), calendar, '').dueDate).toBe(rolled);
    }), runs);
  });

  test("for any closing and opening days of a body, they and nothing else change the oracle's answer", () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 25 }), offsets, offsets, (trigger, n, closed, opened) => {
      const off = new Set(closed.map((offset) => next(trigger, offset)));
      const worked = new Set(opened.map((offset) => next(trigger, offset)).filter((date) => !off.has(date)));
      const named = (dates: Set<string>): Record<string, string> => Object.fromEntries([...dates].map((date) => [date, '内部安排']));
      const overlay: CalendarOverlay = { id: 'x', title: '某办〔2021〕1号', off: named(off), worked: named(worked) };
      const counts = (date: string): boolean => !off.has(date) && (worked.has(date) || isWorked(date));
      const { dueDate, steps } = afterWorkingDays(trigger, n, withOverlay(calendar, overlay), []);
      expect(dueDate).toBe(walked(trigger, n, counts));
      const touched = [...off, ...worked].some((date) => date > trigger && date <= (dueDate ?? ''));
      expect(steps.some(({ text }) => text.includes('某办〔2021〕1号'))).toBe(touched);
    }), runs);
  });

  test('for any limit, the unfolded proof names every day after the trigger once and counts exactly the worked ones', () => {
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 30 }), (trigger, n) => {
      const { dueDate, steps } = afterWorkingDays(trigger, n, calendar, []);
      const days = daysOfProof(steps);
      const expected: string[] = [];
      for (let date = next(trigger); date <= (dueDate ?? ''); date = next(date)) expected.push(date);
      expect(days.map(({ date }) => date)).toEqual(expected);
      expect(days.filter(({ number }) => number !== null).map(({ date }) => date)).toEqual(expected.filter(isWorked));
    }));
  });
});

describe('natural days, months and hours, against Date in UTC', () => {
  test('for any date and number of days, with the trigger left out', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 1, max: 400 }), (trigger, n) => {
      expect(afterDays({ trigger, days: n, pauses: [], extensions: [], pauseCite: '' }).dueDate).toBe(next(trigger, n));
    }), runs);
  });

  test('for any date and number of months, the same day, or the last of a month that has none', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (trigger, n) => {
      expect(afterMonths(trigger, 'months', n, []).dueDate).toBe(monthsLater(trigger, n));
    }), runs);
  });

  test('hours are spans of 3,600 s whatever the date', () => {
    fc.assert(fc.property(fc.integer({ min: 700_000_000_000, max: 4_000_000_000_000 }), fc.integer({ min: 1, max: 72 }), (at, n) => {
      expect(afterHours(at, n).dueAt - at).toBe(n * 3_600_000);
    }));
  });
});

describe('any limit as a row of a pack says it, against a walk', () => {
  /** What the schema of packs lets a row say together; see `rules/schema/pack.ts`. */
  const rule = fc.record({
    unit: fc.constantFrom('days', 'working-days', 'months', 'years'), amount: fc.integer({ min: 1, max: 90 }),
    before: fc.boolean(), same: fc.boolean(), roll: fc.boolean(),
    gaps: fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 })), { maxLength: 4 }),
    extensions: fc.array(fc.integer({ min: 1, max: 15 }), { maxLength: 3 }),
  }).map(({ unit, amount: n, before, same, roll, gaps, extensions }) => {
    const inDays = unit === 'days' || unit === 'working-days';
    const backwards = inDays && before;
    return {
      unit, backwards, same: inDays && same && !backwards, roll: roll && !backwards,
      amount: unit === 'years' ? 1 : unit === 'months' ? 1 + n % 12 : unit === 'days' ? n : 1 + n % 40,
      gaps: unit === 'days' && !same && !backwards ? gaps : [], extensions: backwards ? [] : extensions,
    };
  });
  type Rule = typeof rule extends fc.Arbitrary<infer R> ? R : never;
  const rowOf = ({ backwards, same, roll }: Rule) => ({
    direction: backwards ? 'before' : 'after', startDay: same ? 'same' : 'next', roll: roll ? 'next-working-day' : 'none', cite: ['某办 一'],
  }) as unknown as ClockRow;

  /** The first of them begins up to a fortnight before the trigger. */
  function pausesOf(trigger: string, gaps: Rule['gaps']): Pause[] {
    let end = next(trigger, -15);
    return gaps.map(([apart, length]) => {
      const from = next(end, apart);
      end = next(from, length - 1);
      return { from, to: end, name: '鉴定', open: false };
    });
  }

  function lastDay({ unit, amount: n, backwards, same, roll, extensions }: Rule, trigger: string, pauses: Pause[]): string {
    const counts = unit === 'working-days' ? isWorked : (date: string) => !pauses.some(({ from, to }) => from <= date && date <= to);
    const granted = extensions.reduce((a, b) => a + b, 0);
    if (backwards) return walked(trigger, n, counts, -1);
    const plain = unit === 'months' || unit === 'years' ? next(monthsLater(trigger, unit === 'years' ? 12 * n : n), granted)
      : walked(same ? next(trigger, -1) : trigger, n + granted, counts);
    return roll && !isWorked(plain) ? walked(plain, 1, isWorked) : plain;
  }

  test('for any unit, direction, first day, roll, pauses and extensions, it ends with the same day and is late from the next midnight', () => {
    const early = fc.integer({ min: 0, max: 2_200 }).map((offset) => next('2019-03-01', offset));
    fc.assert(fc.property(rule, early, fc.integer({ min: 0, max: MS - 1 }), (one, trigger, time) => {
      const pauses = pausesOf(trigger, one.gaps);
      const length = { unit: one.unit, amount: one.amount } as Length;
      const at = Date.parse(`${trigger}T00:00+08:00`) + time;
      const reckoning = reckon(rowOf(one), { length, extensionCapDays: 60 }, { at, day: dateOf(at) }, calendar, pauses, one.extensions.map((days) => ({ days, at })));
      const last = lastDay(one, trigger, pauses);
      expect(reckoning).toMatchObject({ dueDate: last, dueAt: Date.parse(`${next(last)}T00:00+08:00`), provisional: false });
    }), runs);
  });

  test('for any number of working days around the last published year, it is provisional exactly where the next one is asked', () => {
    const late = fc.integer({ min: 0, max: 121 }).map((offset) => next('2026-09-01', offset));
    fc.assert(fc.property(late, fc.integer({ min: 1, max: 60 }), (trigger, n) => {
      const { dueDate, provisional } = afterWorkingDays(trigger, n, calendar, []);
      expect(provisional).toBe((dueDate ?? '') > '2026-12-31');
    }), runs);
  });

  test('for any number of working days, no year stretches them beyond what comparing limits reckons with', () => {
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 60 }), (trigger, n) => {
      const days = (utc(walked(trigger, n, isWorked)) - utc(trigger)) / MS;
      expect([0, null]).toContain(compareLengths({ unit: 'working-days', amount: n }, { unit: 'days', amount: days }));
    }), runs);
  });
});
