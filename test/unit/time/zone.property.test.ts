import fc from 'fast-check';
import { parseInstant } from '../../../domain/case-file/instant-text';
import { dateOf, formatInstant, startOfDate } from '../../../domain/time/instant';
import { addDays } from '../../../domain/time/plain-date';
import { MS, anyDate, iso, runs, utc } from '../../support/day-walk';

describe('the zone: +08:00 without daylight saving from 1991-09-16 on', () => {
  const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });

  test('for any instant of 1991-09-16 to 2099, date and time are those of the time zone database for Shanghai', () => {
    fc.assert(fc.property(fc.integer({ min: Date.parse('1991-09-16T00:00+08:00'), max: Date.parse('2099-12-31T23:59:59+08:00') }), (at) => {
      const whole = at - (at % 1_000);
      expect(formatInstant(whole)).toBe(`${shanghai.format(whole).replace(' ', 'T')}+08:00`);
      expect(dateOf(whole)).toBe(shanghai.format(whole).slice(0, 10));
    }), runs);
  });

  test('for any date the first instant is its midnight in Shanghai, and the day has 24 hours', () => {
    fc.assert(fc.property(anyDate, (date) => {
      expect(shanghai.format(startOfDate(date))).toBe(`${date} 00:00:00`);
      expect(startOfDate(addDays(date, 1)) - startOfDate(date)).toBe(MS);
    }), runs);
  });

  test('on 1991-09-15 and before, Shanghai had summer time, so the assumption would be wrong there', () => {
    expect(shanghai.format(Date.parse('1991-09-15T00:00+08:00'))).toBe('1991-09-15 01:00:00');
    expect(shanghai.format(Date.parse('1991-07-01T00:00+08:00'))).toBe('1991-07-01 01:00:00');
  });

  test('any date or instant of the 1900s before 1991-09-16 is refused', () => {
    fc.assert(fc.property(fc.integer({ min: utc('1900-01-01'), max: utc('1991-09-15') }), (ms) => {
      const reason = { reason: '时间须在 1991-09-16 至 2099-12-31 之间（此前中国实行过夏令时，此后超出节假日的推算范围）' };
      expect(parseInstant(iso(ms))).toMatchObject(reason);
      expect(parseInstant(`${iso(ms)}T12:00+08:00`)).toMatchObject(reason);
    }), runs);
    expect(parseInstant('1991-09-16')).toEqual({ at: Date.parse('1991-09-16T00:00+08:00') });
    expect(parseInstant('1991-09-15T23:59+08:00')).toHaveProperty('reason');
  });
});
