import { type CalendarDay, type CalendarOverlay, type CalendarYear, createWorkCalendar, withOverlay, withYear } from '../../../domain/time/calendar';

/** October 2026 as the State Council's notice has it, every other year without any. */
const OCTOBER: CalendarYear = {
  year: 2026, status: 'published', basis: '国办发明电〔2025〕7号', off: { '2026-10-01': '国庆节', '2026-10-03': '国庆节' }, worked: { '2026-10-10': '国庆节' },
};
const unknown = (year: number): CalendarYear => ({ year, status: 'provisional', basis: '放假办法', off: { [`${year}-01-01`]: '元旦' }, worked: {} });
const national = createWorkCalendar((year) => (year === 2026 ? OCTOBER : unknown(year)));
const WEEKEND = { working: false, reason: '周末', basis: null };
const ORDINARY = { working: true, reason: null, basis: null };

describe('the national calendar', () => {
  test.each<[string, CalendarDay, string]>([
    ['2026-10-01', { working: false, reason: '国庆节', basis: '国办发明电〔2025〕7号' }, 'a Thursday off by the notice'],
    ['2026-10-03', { working: false, reason: '国庆节', basis: '国办发明电〔2025〕7号' }, 'a Saturday that the notice names'],
    ['2026-10-10', { working: true, reason: '调休上班', basis: '国办发明电〔2025〕7号' }, 'a Saturday worked in lieu'],
    ['2026-10-17', WEEKEND, 'a Saturday'], ['2026-10-18', WEEKEND, 'a Sunday'], ['2026-10-16', ORDINARY, 'a Friday'], ['2026-10-19', ORDINARY, 'a Monday'],
    ['2027-01-01', { working: false, reason: '元旦', basis: '放假办法' }, 'a statutory day of a year without a notice'],
  ])('%s is %j: %s', (date, day) => {
    expect(national.day(date)).toEqual(day);
  });

  test('only a year with a notice is published', () => {
    expect([national.isPublished('2026-12-31'), national.isPublished('2027-01-01')]).toEqual([true, false]);
  });
});

describe("a body's own days", () => {
  const overlay: CalendarOverlay = {
    id: 'x', title: '某办〔2026〕9号', off: { '2026-10-16': '机关搬迁', '2026-10-10': '机关搬迁' }, worked: { '2026-10-17': '补班', '2026-10-01': '值班', '2027-01-01': '值班', '2026-10-16': '补班' },
  };
  const own = withOverlay(national, overlay);

  test.each([
    ['2026-10-16', false, '机关搬迁', 'a Friday it closes, although it also calls it worked'],
    ['2026-10-10', false, '机关搬迁', 'a day worked in lieu elsewhere'],
    ['2026-10-17', true, '补班', 'a Saturday it works'],
    ['2026-10-01', true, '值班', 'a holiday it works'],
  ])('%s: working is %s (%s), by its paper: %s', (date, working, reason) => {
    expect(own.day(date)).toEqual({ working, reason, basis: '某办〔2026〕9号' });
  });

  test('leave all other days to the national calendar, and make no year certain', () => {
    expect(['2026-10-18', '2026-10-19', '2026-10-03'].map((date) => own.day(date))).toEqual(['2026-10-18', '2026-10-19', '2026-10-03'].map((date) => national.day(date)));
    expect([own.isPublished('2026-10-16'), own.isPublished('2027-01-01')]).toEqual([true, false]);
  });
});

test('another table for 2027 decides the days of 2027, published and all, and no day of the years beside it', () => {
  const notice: CalendarYear = { year: 2027, status: 'published', basis: '新通知', off: { '2027-01-04': '元旦' }, worked: { '2026-12-31': '元旦' } };
  const later = withYear(national, notice);
  expect([later.day('2027-01-04'), later.day('2027-01-01')]).toEqual([{ working: false, reason: '元旦', basis: '新通知' }, ORDINARY]);
  expect([later.day('2026-10-01'), later.day('2028-01-01')]).toEqual([national.day('2026-10-01'), national.day('2028-01-01')]);
  expect(later.day('2026-12-31')).toEqual(ORDINARY);
  expect(['2026-12-31', '2027-01-01', '2028-01-01'].map((date) => later.isPublished(date))).toEqual([true, true, false]);
});
