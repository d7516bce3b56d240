import fc from 'fast-check';
import { createWorkCalendar } from '../../../domain/time/calendar';
import { formatInstant } from '../../../domain/time/instant';
import { addDays, daysBetween } from '../../../domain/time/plain-date';
import type { ProofStep } from '../../../domain/time/proof';
import {
  afterDays, afterHours, afterMonths, afterWorkingDays, beforeEvent, rollToWorkingDay,
} from '../../../domain/time/reckoning';
import { loadRules } from '../../../rules';

const { calendar } = loadRules();
const plain = { pauses: [], extensions: [], pauseCite: '' };
const days = (trigger: string, n: number) => afterDays({ trigger, days: n, ...plain });

/** Every date named by a count step, so that a proof can be held against the date it explains. */
const countedDates = (steps: readonly ProofStep[]): string[] => steps.flatMap((step) => (step.kind === 'count'
  ? Array.from({ length: daysBetween(step.from, step.to) + 1 }, (_, i) => addDays(step.from, i)) : []));

describe('natural days (CF §3.2)', () => {
  test('60 days from 2021-06-13 end with 2021-08-12 and are late from the next midnight', () => {
    const { dueDate, dueAt } = days('2021-06-13', 60);
    expect([dueDate, formatInstant(dueAt)]).toEqual(['2021-08-12', '2021-08-13T00:00:00+08:00']);
  });

  test('a last day on a holiday is kept (T16): 60 days from 2014-08-02 end on National Day', () => {
    expect(days('2014-08-02', 60).dueDate).toBe('2014-10-01');
  });

  test('never consult a calendar, so they are never provisional', () => {
    expect(days('2027-01-30', 60).provisional).toBe(false);
  });
});

describe('hours (CF §3.1)', () => {
  test('run from the instant and have no last day', () => {
    const { dueDate, dueAt } = afterHours(Date.parse('2021-06-13T23:30+08:00'), 2);
    expect([dueDate, formatInstant(dueAt)]).toEqual([null, '2021-06-14T01:30:00+08:00']);
  });
});

describe('pauses and extensions', () => {
  const pause = (from: string, to: string) => ({ from, to, name: '起火物', open: false });

  test('a pause of 86 days moves 60 days from 2023-04-18 to 2023-09-11', () => {
    const { dueDate } = afterDays({ ...plain, trigger: '2023-04-18', days: 60, pauses: [pause('2023-04-25', '2023-07-19')] });
    expect(dueDate).toBe('2023-09-11');
  });

  test('an extension adds to the end as it stands after the pause: 2025-04-29 + 60 + 101 + 60 → 2025-12-06', () => {
    const { dueDate } = afterDays({
      ...plain, trigger: '2025-04-29', days: 60, pauses: [pause('2025-05-06', '2025-08-14')], extensions: [{ days: 60, at: 0 }],
    });
    expect(dueDate).toBe('2025-12-06');
  });

  test('any pause inside the limit moves it exactly as a trigger that many days later would', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 400 }), (n, start, length) => {
      fc.pre(start <= n);
      const trigger = '2024-02-20';
      const from = addDays(trigger, start);
      const paused = afterDays({ ...plain, trigger, days: n, pauses: [pause(from, addDays(from, length - 1))] });
      expect(paused.dueDate).toBe(days(addDays(trigger, length), n).dueDate);
      expect(countedDates(paused.steps)).toHaveLength(n);
      expect(countedDates(paused.steps).at(-1)).toBe(paused.dueDate);
    }));
  });

  test('the proof counts each day once, numbers run on, and ends on the due date', () => {
    const { dueDate, steps } = afterDays({
      ...plain, trigger: '2024-01-01', days: 10, pauses: [pause('2024-01-05', '2024-01-07')], extensions: [{ days: 3, at: 0 }],
    });
    const counts = steps.filter((step) => step.kind === 'count');
    expect(counts.map(({ from, to, firstDay, lastDay }) => [from, to, firstDay, lastDay])).toEqual([
      ['2024-01-02', '2024-01-04', 1, 3], ['2024-01-08', '2024-01-14', 4, 10], ['2024-01-15', '2024-01-17', 11, 13],
    ]);
    expect(dueDate).toBe('2024-01-17');
  });
});

describe('months', () => {
  test('1 month from 2025-12-31 ends on 2026-01-31; from 2024-01-31 on the last day of February', () => {
    expect([afterMonths('2025-12-31', 'months', 1, []).dueDate, afterMonths('2024-01-31', 'months', 1, []).dueDate])
      .toEqual(['2026-01-31', '2024-02-29']);
  });
});

describe('working days (CF §3.4)', () => {
  test.each([
    ['2024-12-02', 7, '2024-12-11', 'an ordinary week with one weekend'],
    ['2026-09-30', 3, '2026-10-10', 'National Day, ending on a make-up Saturday (T14)'],
    ['2026-02-13', 1, '2026-02-14', 'a make-up Saturday before the Spring Festival (T14)'],
    ['2026-02-14', 1, '2026-02-24', 'the Spring Festival of nine days'],
    ['2024-09-13', 2, '2024-09-18', 'a make-up Saturday, then Mid-Autumn'],
    ['2020-01-23', 1, '2020-02-03', 'the Spring Festival that was prolonged by a second notice'],
    ['2019-04-26', 1, '2019-04-28', 'the make-up Sunday of the changed Labour Day 2019'],
  ])('from %s, %i working days end on %s: %s', (trigger, n, due) => {
    expect(afterWorkingDays(trigger, n, calendar, []).dueDate).toBe(due);
  });

  test('agree with an oracle that walks day by day over weekends, holidays and make-up days of 2019–2026', () => {
    const isWorking = (date: string): boolean => calendar.day(date).working;
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_850 }), fc.integer({ min: 1, max: 40 }), (offset, n) => {
      const trigger = addDays('2019-01-01', offset);
      let expected = trigger;
      for (let left = n; left > 0;) {
        expected = addDays(expected, 1);
        if (isWorking(expected)) left -= 1;
      }
      const { dueDate, steps } = afterWorkingDays(trigger, n, calendar, []);
      expect(dueDate).toBe(expected);
      const counted = countedDates(steps);
      expect(counted).toHaveLength(n);
      expect(counted.every(isWorking)).toBe(true);
      const skipped = steps.flatMap((s) => (s.kind === 'skip' ? Array.from({ length: daysBetween(s.from, s.to) + 1 }, (_, i) => addDays(s.from, i)) : []));
      expect([...counted, ...skipped].sort()).toEqual(Array.from({ length: daysBetween(trigger, expected) }, (_, i) => addDays(trigger, i + 1)));
    }));
  });

  test('each skipped day is told with its reason and the notice behind it, a make-up day as 调休上班', () => {
    const texts = afterWorkingDays('2026-09-30', 3, calendar, []).steps.map(({ text }) => text);
    expect(texts).toEqual([
      '2026年10月1日至10月7日，国庆节（国办发明电〔2025〕7号），不计入。',
      '2026年10月8日至10月9日，计为第1日至第2日（工作日）。',
      '2026年10月10日（周六），计为第3日（调休上班，国办发明电〔2025〕7号）。',
    ]);
  });

  test('a limit that reaches into 2027 is provisional and says so; one that ends on 2026-12-31 is not', () => {
    expect(afterWorkingDays('2026-12-22', 7, calendar, []).provisional).toBe(false);
    const over = afterWorkingDays('2026-12-23', 7, calendar, []);
    expect([over.dueDate, over.provisional]).toEqual(['2027-01-04', true]);
    expect(over.steps.at(-1)?.text).toContain('2027年');
  });

  test.each([['2014-10-09', 2014], ['2028-03-06', 2028]])('a year without a table is provisional: %s', (trigger) => {
    expect(afterWorkingDays(trigger, 3, calendar, []).provisional).toBe(true);
  });
});

describe('before an event (CF §3.5)', () => {
  test('7 working days before a hearing on 2021-11-24 is 2021-11-15; that day is still in time', () => {
    const { dueDate, dueAt } = beforeEvent('2021-11-24', 7, calendar);
    expect([dueDate, formatInstant(dueAt)]).toEqual(['2021-11-15', '2021-11-16T00:00:00+08:00']);
  });

  test('counts backwards over two holidays: 7 working days before 2026-10-12 is 2026-09-24', () => {
    // 10-10 (make-up), 10-09, 10-08, 09-30, 09-29, 09-28, then 09-25…27 Mid-Autumn, so the seventh is 09-24.
    expect(beforeEvent('2026-10-12', 7, calendar).dueDate).toBe('2026-09-24');
  });

  test('in natural days the n-th day back', () => {
    expect(beforeEvent('2024-03-10', 7, null).dueDate).toBe('2024-03-03');
  });
});

describe('roll (CF §3.6, T16)', () => {
  test('moves a last day off work to the next working day, and only then', () => {
    const rolled = rollToWorkingDay(days('2026-09-01', 30), calendar, '');
    expect([days('2026-09-01', 30).dueDate, rolled.dueDate, rolled.steps.at(-1)?.kind]).toEqual(['2026-10-01', '2026-10-08', 'roll']);
    expect(rollToWorkingDay(days('2026-09-01', 29), calendar, '').dueDate).toBe('2026-09-30');
  });

  test('a roll that consults an unpublished year makes the limit provisional', () => {
    expect(rollToWorkingDay(days('2027-01-30', 7), calendar, '').dueDate).toBe('2027-02-09');
    expect(rollToWorkingDay(days('2027-01-30', 7), calendar, '').provisional).toBe(true);
  });
});

test('a calendar asks for each year once, however many days are asked', () => {
  const asked: number[] = [];
  const counting = createWorkCalendar((year) => {
    asked.push(year);
    return { year, status: 'published', basis: '', off: {}, worked: {} };
  });
  afterWorkingDays('2025-12-01', 60, counting, []);
  expect(asked).toEqual([2025, 2026]);
});
