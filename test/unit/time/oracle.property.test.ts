import chineseDays from 'chinese-days/dist/chinese-days.json';
import fc from 'fast-check';
import { parseInstant } from '../../../domain/case-file/instant-text';
import { type CalendarOverlay, withOverlay } from '../../../domain/time/calendar';
import { dateOf, formatInstant, startOfDate } from '../../../domain/time/instant';
import { addDays } from '../../../domain/time/plain-date';
import { daysOfProof } from '../../../domain/time/proof-days';
import { afterDays, afterHours, afterMonths, afterWorkingDays, beforeEvent, rollToWorkingDay } from '../../../domain/time/reckoning';
import { loadRules } from '../../../rules';
import { runDeadlines } from '../../support/run-deadlines';

/**
 * An oracle that shares nothing with the code it judges: dates by `Date` in UTC, holidays from another data set, and
 * counting by walking one day at a time.
 */
const { holidays, workdays } = chineseDays as Record<'holidays' | 'workdays', Record<string, string>>;
const MS = 86_400_000;
const utc = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const next = (date: string, step = 1): string => iso(utc(date) + step * MS);
const isWorked = (date: string): boolean =>
  workdays[date] !== undefined || (holidays[date] === undefined && ![0, 6].includes(new Date(utc(date)).getUTCDay()));

/** The day on which the n-th day that counts is reached. */
function walked(from: string, n: number, counts: (date: string) => boolean, step = 1): string {
  let date = from;
  for (let left = n; left > 0;) {
    date = next(date, step);
    if (counts(date)) left -= 1;
  }
  return date;
}

const { calendar } = loadRules();
/** Years of which both sides have the notice; the longest walk stays inside. */
const published = fc.integer({ min: 0, max: 2_650 }).map((offset) => next('2019-02-01', offset));
const anyDate = fc.integer({ min: 0, max: 39_000 }).map((offset) => next('1991-09-16', offset));
const amount = fc.integer({ min: 1, max: 120 });

describe('working days, against an oracle that walks day by day over another data set', () => {
  test('for any day of 2019–2026 and any number, counted forward, the last day is the same', () => {
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 60 }), (trigger, n) => {
      expect(afterWorkingDays(trigger, n, calendar, []).dueDate).toBe(walked(trigger, n, isWorked));
    }), { numRuns: 400 });
  });

  test('for any event and any number, counted backwards, the last day in time is the same', () => {
    fc.assert(fc.property(published, fc.integer({ min: 1, max: 15 }), (day, n) => {
      const event = next(day, 60);
      expect(beforeEvent(event, n, calendar).dueDate).toBe(walked(event, n, isWorked, -1));
    }), { numRuns: 400 });
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
    }), { numRuns: 300 });
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
    }), { numRuns: 300 });
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
    }), { numRuns: 500 });
  });

  test('for any pauses and extensions, the last day is where a walk that leaves out paused days ends', () => {
    const gap = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 }));
    fc.assert(fc.property(anyDate, fc.integer({ min: 1, max: 90 }), fc.array(gap, { maxLength: 4 }), fc.integer({ min: 0, max: 60 }), (trigger, n, gaps, extra) => {
      let end = trigger;
      const pauses = gaps.map(([apart, length]) => {
        const from = next(end, apart);
        end = next(from, length - 1);
        return { from, to: end, name: '鉴定', open: false };
      });
      const counts = (date: string): boolean => !pauses.some(({ from, to }) => from <= date && date <= to);
      const last = walked(trigger, n + extra, counts);
      fc.pre(pauses.every(({ from }) => from <= walked(trigger, n, counts)));
      const extensions = extra > 0 ? [{ days: extra, at: 0 }] : [];
      expect(afterDays({ trigger, days: n, pauses, extensions, pauseCite: '' }).dueDate).toBe(last);
    }), { numRuns: 400 });
  });

  test('for any date and number of months, the same day, or the last of a month that has none', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (trigger, n) => {
      const [year = 0, month = 0, day = 0] = trigger.split('-').map(Number);
      const lastOfMonth = new Date(Date.UTC(year, month - 1 + n + 1, 0));
      lastOfMonth.setUTCDate(Math.min(day, lastOfMonth.getUTCDate()));
      expect(afterMonths(trigger, 'months', n, []).dueDate).toBe(lastOfMonth.toISOString().slice(0, 10));
    }), { numRuns: 500 });
  });

  test('hours are spans of 3,600 s whatever the date', () => {
    fc.assert(fc.property(fc.integer({ min: 700_000_000_000, max: 4_000_000_000_000 }), fc.integer({ min: 1, max: 72 }), (at, n) => {
      expect(afterHours(at, n).dueAt - at).toBe(n * 3_600_000);
    }));
  });
});

describe('the zone: +08:00 without daylight saving from 1991-09-16 on', () => {
  const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

  test('for any instant of 1991-09-16 to 2099, date and time are those of the time zone database for Shanghai', () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse('1991-09-16T00:00+08:00'), max: Date.parse('2099-12-31T23:59:59+08:00') }), (at) => {
      const whole = at - (at % 1_000);
      expect(formatInstant(whole)).toBe(`${shanghai.format(whole).replace(' ', 'T')}+08:00`);
      expect(dateOf(whole)).toBe(shanghai.format(whole).slice(0, 10));
    }), { numRuns: 500 });
  });

  test('for any date the first instant is its midnight in Shanghai, and the day has 24 hours', () => {
    fc.assert(fc.property(anyDate, (date) => {
      expect(shanghai.format(startOfDate(date))).toBe(`${date} 00:00:00`);
      expect(startOfDate(addDays(date, 1)) - startOfDate(date)).toBe(MS);
    }), { numRuns: 300 });
  });

  test('on 1991-09-15 and before, Shanghai had summer time, so the assumption would be wrong there', () => {
    expect(shanghai.format(Date.parse('1991-09-15T00:00+08:00'))).toBe('1991-09-15 01:00:00');
    expect(shanghai.format(Date.parse('1991-07-01T00:00+08:00'))).toBe('1991-07-01 01:00:00');
  });

  test('any date or instant of the 1900s before 1991-09-16 is refused', () => {
    fc.assert(fc.property(fc.integer({ min: utc('1900-01-01'), max: utc('1991-09-15') }), (ms) => {
      const reason = { reason: '时间须在 1991-09-16 至 2099-12-31 之间' };
      expect(parseInstant(iso(ms))).toEqual(reason);
      expect(parseInstant(`${iso(ms)}T12:00+08:00`)).toEqual(reason);
    }), { numRuns: 300 });
    expect(parseInstant('1991-09-16')).toEqual({ at: Date.parse('1991-09-16T00:00+08:00') });
    expect(parseInstant('1991-09-15T23:59+08:00')).toHaveProperty('reason');
  });

  test('an --as-of of 1985 is refused with exit code 2', () => {
    expect(runDeadlines([], { asOf: '1985-06-01' })).toEqual({ out: [], err: ['--as-of: 时间须在 1991-09-16 至 2099-12-31 之间'], exitCode: 2 });
  });
});
