import fc from 'fast-check';
import { createWorkCalendar, withOverlay } from '../../../domain/time/calendar';
import { formatInstant } from '../../../domain/time/instant';
import { addDays, daysBetween } from '../../../domain/time/plain-date';
import type { ProofStep } from '../../../domain/time/proof';
import {
  afterDays, afterHours, afterMonths, afterWorkingDays, beforeEvent, beforeInstant, rollToWorkingDay,
} from '../../../domain/time/reckoning';
import { loadCalendar } from '../../../rules/calendar';

const calendar = loadCalendar();
const plain = { pauses: [], extensions: [], pauseCite: '' };
const days = (trigger: string, n: number) => afterDays({ trigger, days: n, ...plain });

const texts = ({ steps }: { steps: readonly ProofStep[] }): string[] => steps.map(({ text }) => text);

const unpublished = (year: number): string =>
  `${year}年的放假调休安排没有已公布的日历，只按法定节假日推算，调休上班日未知；本期限为暂定，公布后须重算。`;

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

  test('ask no calendar, say how they are counted, and do not roll', () => {
    const reckoning = afterHours(Date.parse('2026-10-01T08:00+08:00'), 2);
    expect([reckoning.provisional, reckoning.steps]).toEqual([false, [{ kind: 'span', text: '自起算时刻起连续计算2小时，以内包括本数。' }]]);
    expect(rollToWorkingDay(reckoning, calendar, '')).toEqual(reckoning);
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

  test('each is told where it falls: what was counted, what was left out by which rule, what was granted', () => {
    expect(texts(afterDays({
      trigger: '2024-01-01', days: 10, pauses: [pause('2024-01-05', '2024-01-07')], pauseCite: '（493号令 第27条）',
      extensions: [{ days: 3, at: Date.parse('2024-01-10T23:30+08:00') }, { days: 1, at: Date.parse('2024-01-17T00:30+08:00') }],
    }))).toEqual([
      '2024年1月2日至1月4日，计为第1日至第3日。',
      '2024年1月5日至1月7日，鉴定扣除3日，技术鉴定“起火物”期间不计入期限（493号令 第27条）。',
      '2024年1月8日至1月14日，计为第4日至第10日。',
      '2024年1月10日延期批准，延长3日，接在原期限之后计算。', '2024年1月15日至1月17日，计为第11日至第13日（延长期）。',
      '2024年1月17日延期批准，延长1日，接在原期限之后计算。', '2024年1月18日（周四），计为第14日（延长期）。',
    ]);
  });

  test('a pause from day 1 on, of one day, leaves out just that day', () => {
    const reckoning = afterDays({ ...plain, trigger: '2024-01-01', days: 2, pauses: [pause('2024-01-02', '2024-01-02')] });
    expect([reckoning.dueDate, ...texts(reckoning)]).toEqual([
      '2024-01-04', '2024年1月2日（周二），鉴定扣除1日，技术鉴定“起火物”期间不计入期限。', '2024年1月3日至1月4日，计为第1日至第2日。',
    ]);
  });

  test('an appraisal commissioned today has taken no day yet and says that it runs', () => {
    const reckoning = afterDays({ ...plain, trigger: '2024-01-01', days: 10, pauses: [{ ...pause('2024-01-05', '2024-01-04'), open: true }] });
    expect(reckoning.dueDate).toBe('2024-01-11');
    expect(texts(reckoning)[1]).toBe('2024年1月5日起，鉴定扣除，技术鉴定“起火物”期间不计入期限（尚未收到鉴定结论，暂计至当前）。');
  });

  test('one that runs for two days says that they are counted off only for now', () => {
    const reckoning = afterDays({ ...plain, trigger: '2024-01-01', days: 10, pauses: [{ ...pause('2024-01-05', '2024-01-06'), open: true }] });
    expect(reckoning.dueDate).toBe('2024-01-13');
    expect(texts(reckoning)[1]).toBe('2024年1月5日至1月6日，鉴定扣除2日，技术鉴定“起火物”期间不计入期限（尚未收到鉴定结论，暂计至当前）。');
  });

  test('two pauses with nothing between them are both left out', () => {
    expect(afterDays({ ...plain, trigger: '2024-01-01', days: 10, pauses: [pause('2024-01-03', '2024-01-04'), pause('2024-01-05', '2024-01-09')] }).dueDate).toBe('2024-01-18');
  });

  test('a pause after the last day moves nothing, unless an extension reaches it', () => {
    const late = { ...plain, trigger: '2024-01-01', days: 10, pauses: [pause('2024-01-12', '2024-01-20')] };
    expect([afterDays(late).dueDate, afterDays(late).steps.length]).toEqual(['2024-01-11', 1]);
    expect(afterDays({ ...late, extensions: [{ days: 2, at: 0 }] }).dueDate).toBe('2024-01-22');
  });

  test('an appraisal that was over before the limit began moves nothing; one that reaches into it takes only the days since', () => {
    expect(afterDays({ ...plain, trigger: '2024-03-10', days: 10, pauses: [pause('2024-03-01', '2024-03-05')] })).toEqual(days('2024-03-10', 10));
    expect(afterDays({ ...plain, trigger: '2024-03-10', days: 10, pauses: [pause('2024-03-01', '2024-03-10')] })).toEqual(days('2024-03-10', 10));
    const reckoning = afterDays({ ...plain, trigger: '2024-03-10', days: 10, pauses: [pause('2024-03-01', '2024-03-12')] });
    expect([reckoning.dueDate, texts(reckoning)[0]]).toEqual(['2024-03-22', '2024年3月11日至3月12日，鉴定扣除2日，技术鉴定“起火物”期间不计入期限。']);
  });
});

describe('months', () => {
  test('1 month from 2025-12-31 ends on 2026-01-31; from 2024-01-31 on the last day of February', () => {
    expect([afterMonths('2025-12-31', 'months', 1, []).dueDate, afterMonths('2024-01-31', 'months', 1, []).dueDate])
      .toEqual(['2026-01-31', '2024-02-29']);
  });

  test('say from when to when, and where the month has no such day', () => {
    expect([afterMonths('2024-01-31', 'months', 1, []), afterMonths('2024-03-01', 'years', 1, [])].flatMap(texts)).toEqual([
      '自2024年1月31日起满1个月，到2024年2月29日（当月没有同一日，为该月最后一日）。', '自2024年3月1日起满1年，到2025年3月1日。',
    ]);
  });

  test('3 years end three years later, late from the next midnight, whatever the calendar says', () => {
    const { dueDate, dueAt, provisional } = afterMonths('2027-05-20', 'years', 3, []);
    expect([dueDate, formatInstant(dueAt), provisional]).toEqual(['2030-05-20', '2030-05-21T00:00:00+08:00', false]);
  });

  test('extensions in days follow the last day of the month and their numbers run on', () => {
    const at = Date.parse('2024-02-10T09:00+08:00');
    const reckoning = afterMonths('2024-01-15', 'months', 1, [{ days: 10, at }, { days: 5, at }]);
    expect(reckoning.dueDate).toBe('2024-03-01');
    expect(reckoning.steps.map(({ kind }) => kind)).toEqual(['span', 'extension', 'count', 'extension', 'count']);
    expect(reckoning.steps[1]).toMatchObject({ days: 10, at });
    expect(texts(reckoning).slice(1)).toEqual([
      '2024年2月10日延期批准，延长10日，接在原期限之后计算。', '2024年2月16日至2月25日，计为第1日至第10日（延长期）。',
      '2024年2月10日延期批准，延长5日，接在原期限之后计算。', '2024年2月26日至3月1日，计为第11日至第15日（延长期）。',
    ]);
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

  test('for any limit, the proof counts n worked days and says of every other day why it is left out', () => {
    const isWorking = (date: string): boolean => calendar.day(date).working;
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_850 }), fc.integer({ min: 1, max: 40 }), (offset, n) => {
      const trigger = addDays('2019-01-01', offset);
      const { dueDate, steps } = afterWorkingDays(trigger, n, calendar, []);
      const counted = countedDates(steps);
      expect(counted).toHaveLength(n);
      expect(counted.every(isWorking)).toBe(true);
      const skipped = steps.flatMap((s) => (s.kind === 'skip' ? Array.from({ length: daysBetween(s.from, s.to) + 1 }, (_, i) => addDays(s.from, i)) : []));
      expect([...counted, ...skipped].sort()).toEqual(Array.from({ length: daysBetween(trigger, dueDate ?? '') }, (_, i) => addDays(trigger, i + 1)));
    }));
  });

  test('each skipped day is told with its reason and the notice behind it, a make-up day as 调休上班', () => {
    expect(texts(afterWorkingDays('2026-09-29', 4, calendar, []))).toEqual([
      '2026年9月30日（周三），计为第1日（工作日）。',
      '2026年10月1日至10月7日，国庆节（国办发明电〔2025〕7号），不计入。',
      '2026年10月8日至10月9日，计为第2日至第3日（工作日）。',
      '2026年10月10日（周六），计为第4日（调休上班，国办发明电〔2025〕7号）。',
    ]);
  });

  test('a limit that reaches into 2027 is provisional and says so; one that ends on 2026-12-31 is not', () => {
    expect(afterWorkingDays('2026-12-22', 7, calendar, []).provisional).toBe(false);
    const over = afterWorkingDays('2026-12-23', 7, calendar, []);
    expect([over.dueDate, over.provisional]).toEqual(['2027-01-04', true]);
    expect(over.steps.at(-1)).toEqual({ kind: 'note', text: unpublished(2027) });
  });

  test('one that reaches over two years without a notice tells both, each once, the earlier first', () => {
    expect(texts(afterWorkingDays('2027-12-20', 20, calendar, [])).slice(-2)).toEqual([unpublished(2027), unpublished(2028)]);
    expect(texts(beforeEvent('2028-01-10', 10, calendar)).slice(-2)).toEqual([unpublished(2027), unpublished(2028)]);
  });

  test('an extension adds working days to the end and is told first: 5 and 2 from 2024-12-03 end on 2024-12-12', () => {
    const reckoning = afterWorkingDays('2024-12-03', 5, calendar, [{ days: 2, at: Date.parse('2024-12-05T10:00+08:00') }]);
    expect([reckoning.dueDate, formatInstant(reckoning.dueAt)]).toEqual(['2024-12-12', '2024-12-13T00:00:00+08:00']);
    expect(texts(reckoning)).toEqual([
      '2024年12月5日延期批准，延长2日，接在原期限之后计算。', '2024年12月4日至12月6日，计为第1日至第3日（工作日）。',
      '2024年12月7日至12月8日，周末，不计入。', '2024年12月9日至12月12日，计为第4日至第7日（工作日）。',
    ]);
  });

  test('a day off and the day worked for it are told apart, even where one paper calls both the same', () => {
    const own = withOverlay(calendar, { id: 'x', title: '某办〔2024〕1号', off: { '2024-03-08': '机关搬迁' }, worked: { '2024-03-09': '机关搬迁' } });
    expect(texts(afterWorkingDays('2024-03-07', 1, own, []))).toEqual([
      '2024年3月8日（周五），机关搬迁（某办〔2024〕1号），不计入。', '2024年3月9日（周六），计为第1日（机关搬迁，某办〔2024〕1号）。',
    ]);
  });

  test('days off by different papers, and days worked by them, are told apart, each with its paper', () => {
    const own = withOverlay(calendar, {
      id: 'x', title: '某办〔2026〕9号', off: { '2026-10-08': '国庆节', '2026-10-09': '机关搬迁' }, worked: { '2026-10-11': '调休上班', '2026-10-13': '值班' },
    });
    const reckoning = afterWorkingDays('2026-10-06', 5, own, []);
    expect(reckoning.dueDate).toBe('2026-10-14');
    expect(reckoning.steps.slice(-2)).toEqual([
      expect.objectContaining({ from: '2026-10-13', reason: '值班' }),
      { kind: 'count', text: '2026年10月14日（周三），计为第5日（工作日）。', from: '2026-10-14', to: '2026-10-14', firstDay: 5, lastDay: 5 },
    ]);
    expect(texts(reckoning)).toEqual([
      '2026年10月7日（周三），国庆节（国办发明电〔2025〕7号），不计入。', '2026年10月8日（周四），国庆节（某办〔2026〕9号），不计入。',
      '2026年10月9日（周五），机关搬迁（某办〔2026〕9号），不计入。', '2026年10月10日（周六），计为第1日（调休上班，国办发明电〔2025〕7号）。',
      '2026年10月11日（周日），计为第2日（调休上班，某办〔2026〕9号）。', '2026年10月12日（周一），计为第3日（工作日）。',
      '2026年10月13日（周二），计为第4日（值班，某办〔2026〕9号）。', '2026年10月14日（周三），计为第5日（工作日）。',
    ]);
  });

  test.each([['2006-10-09', 2006], ['2028-03-06', 2028]])('a year without a table is provisional: %s', (trigger) => {
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

  test('in hours the very instant, whatever the day', () => {
    const { dueAt, ...rest } = beforeInstant(Date.parse('2027-01-01T06:00+08:00'), 24);
    expect(formatInstant(dueAt)).toBe('2026-12-31T06:00:00+08:00');
    expect(rest).toEqual({ dueDate: null, provisional: false, steps: [{ kind: 'span', text: '自该时刻起向前连续计算24小时，恰好提前24小时也为按期。' }] });
  });

  test('in natural days the n-th day back', () => {
    const reckoning = beforeEvent('2024-03-10', 2, null);
    expect(beforeEvent('2024-03-10', 7, null).dueDate).toBe('2024-03-03');
    expect(texts(reckoning)).toEqual(['2024年3月9日（周六），计为倒数第1日。', '2024年3月8日（周五），计为倒数第2日。']);
  });

  test('each day back has its number, or the reason and the paper why it has none', () => {
    const reckoning = beforeEvent('2026-10-12', 4, calendar);
    expect(texts(reckoning).slice(0, 5)).toEqual([
      '2026年10月11日（周日），周末，不计入。', '2026年10月10日（周六），计为倒数第1日（调休上班，国办发明电〔2025〕7号）。',
      '2026年10月9日（周五），计为倒数第2日。', '2026年10月8日（周四），计为倒数第3日。', '2026年10月7日（周三），国庆节（国办发明电〔2025〕7号），不计入。',
    ]);
    expect(reckoning.steps[0]).toMatchObject({ kind: 'skip', from: '2026-10-11', to: '2026-10-11', reason: '周末' });
    expect(reckoning.steps[1]).toMatchObject({ kind: 'count', from: '2026-10-10', to: '2026-10-10', firstDay: 1, lastDay: 1, reason: '调休上班' });
    expect(reckoning.steps[2]).toEqual({ kind: 'count', text: '2026年10月9日（周五），计为倒数第2日。', from: '2026-10-09', to: '2026-10-09', firstDay: 2, lastDay: 2 });
  });

  test('is provisional only where it asks the calendar of a year without a notice', () => {
    expect([beforeEvent('2027-01-04', 2, calendar), beforeEvent('2026-12-31', 2, calendar), beforeEvent('2027-03-10', 2, null)].map(({ provisional }) => provisional))
      .toEqual([true, false, false]);
  });
});

describe('roll (CF §3.6, T16)', () => {
  test('moves a last day off work to the next working day, and only then', () => {
    const rolled = rollToWorkingDay(days('2026-09-01', 30), calendar, '');
    expect([days('2026-09-01', 30).dueDate, rolled.dueDate, rolled.steps.at(-1)?.kind]).toEqual(['2026-10-01', '2026-10-08', 'roll']);
    expect(rollToWorkingDay(days('2026-09-01', 29), calendar, '')).toEqual(days('2026-09-01', 29));
  });

  test('says which day it was, why it is none to work on, and by which rule it moves', () => {
    const national = rollToWorkingDay(days('2026-09-01', 30), calendar, '（某办〔2020〕1号 一）');
    expect(texts(national).at(-1)).toBe('最后一日2026年10月1日是国庆节（国办发明电〔2025〕7号），顺延至其后第一个工作日2026年10月8日（某办〔2020〕1号 一）。');
    expect([national.provisional, formatInstant(national.dueAt)]).toEqual([false, '2026-10-09T00:00:00+08:00']);
    expect(texts(rollToWorkingDay(days('2024-03-01', 8), calendar, '')).at(-1)).toBe('最后一日2024年3月9日是周末，顺延至其后第一个工作日2024年3月11日。');
  });

  test('what was provisional before stays so, and a year without a notice is told once', () => {
    const reckoning = afterWorkingDays('2026-12-23', 7, calendar, []);
    expect(rollToWorkingDay(reckoning, calendar, '')).toEqual(reckoning);
    expect(rollToWorkingDay({ ...days('2026-09-01', 29), provisional: true }, calendar, '').provisional).toBe(true);
    expect(texts(rollToWorkingDay(days('2027-01-30', 7), calendar, '')).slice(-1)).toEqual([unpublished(2027)]);
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
