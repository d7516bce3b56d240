import { withOverlay } from '../../../domain/time/calendar';
import { daysOfProof } from '../../../domain/time/proof-days';
import { afterDays, afterHours, afterMonths, afterWorkingDays, beforeEvent, rollToWorkingDay } from '../../../domain/time/reckoning';
import { loadCalendar } from '../../../rules/calendar';

const calendar = loadCalendar();

describe('a proof unfolded into days', () => {
  test('60 natural days with a pause list every day once, numbers run on over the pause, the last day is named', () => {
    const { steps, dueDate, dueAt } = afterDays({
      trigger: '2023-04-18', days: 60, extensions: [], pauseCite: '', pauses: [{ from: '2023-04-25', to: '2023-07-19', name: '起火物', open: false }],
    });
    const days = daysOfProof([{ kind: 'trigger', text: '', at: Date.parse('2023-04-18T12:50+08:00') }, ...steps, { kind: 'due', text: '', date: dueDate, at: dueAt }]);
    expect(days).toHaveLength(1 + 60 + 86);
    expect(days.filter(({ number }) => number !== null).map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect([days[0], days[6], days[7], days.at(-1)]).toEqual([
      { date: '2023-04-18', number: null, reason: '起算之日，不计入' }, { date: '2023-04-24', number: 6, reason: '' },
      { date: '2023-04-25', number: null, reason: '鉴定扣除' }, { date: '2023-09-11', number: 60, reason: '最后一日' },
    ]);
  });

  test('working days say why a day is left out and that a worked weekend is made up for', () => {
    const days = daysOfProof(afterWorkingDays('2026-09-30', 3, calendar, []).steps);
    expect(days.map(({ date, number, reason }) => [date.slice(5), number, reason])).toEqual([
      ...['10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'].map((date) => [date, null, '国庆节']),
      ['10-08', 1, ''], ['10-09', 2, ''], ['10-10', 3, '调休上班'],
    ]);
  });

  test('a limit before an event is listed by date, so its numbers fall', () => {
    expect(daysOfProof(beforeEvent('2026-10-16', 7, calendar).steps).map(({ number }) => number)).toEqual([7, 6, 5, null, 4, 3, 2, 1]);
  });

  test('limits in months are not counted day by day and list nothing', () => {
    expect(daysOfProof(afterMonths('2024-01-31', 'years', 3, []).steps)).toEqual([]);
  });

  test('weekends inside natural days are counted without a word of make-up days', () => {
    const { steps } = afterDays({ trigger: '2024-03-01', days: 3, pauses: [], extensions: [], pauseCite: '' });
    expect(daysOfProof(steps).map(({ date, reason }) => [date, reason])).toEqual([['2024-03-02', ''], ['2024-03-03', ''], ['2024-03-04', '']]);
  });

  test('a trigger whose own day counts is listed once, with its number', () => {
    const { steps } = afterDays({ trigger: '2024-02-29', days: 2, pauses: [], extensions: [], pauseCite: '' });
    const days = daysOfProof([{ kind: 'trigger', text: '', at: Date.parse('2024-03-01T08:00+08:00') }, ...steps]);
    expect(days).toEqual([{ date: '2024-03-01', number: 1, reason: '' }, { date: '2024-03-02', number: 2, reason: '' }]);
  });

  test('a last day that is worked in lieu says both', () => {
    const { steps, dueDate, dueAt } = afterWorkingDays('2026-09-30', 3, calendar, []);
    expect(daysOfProof([...steps, { kind: 'due', text: '', date: dueDate, at: dueAt }]).at(-1)?.reason).toBe('调休上班，最后一日');
  });

  test('a Saturday worked in lieu says so even where no day was left out, and a body names its own', () => {
    expect(daysOfProof(afterWorkingDays('2026-02-13', 1, calendar, []).steps)).toEqual([{ date: '2026-02-14', number: 1, reason: '调休上班' }]);
    const own = withOverlay(calendar, { id: 'x', title: '某办〔2024〕1号', off: {}, worked: { '2024-03-09': '集中值班' } });
    expect(daysOfProof(afterWorkingDays('2024-03-08', 1, own, []).steps)).toEqual([{ date: '2024-03-09', number: 1, reason: '集中值班' }]);
    expect(daysOfProof(beforeEvent('2026-10-11', 1, calendar).steps)).toEqual([{ date: '2026-10-10', number: 1, reason: '调休上班' }]);
  });

  test('a last day that rolls keeps its number; the days it rolls over have none, and the new one is the last', () => {
    const { steps, dueDate, dueAt } = rollToWorkingDay(afterDays({ trigger: '2024-03-01', days: 8, pauses: [], extensions: [], pauseCite: '' }), calendar, '');
    expect(daysOfProof([...steps, { kind: 'due', text: '', date: dueDate, at: dueAt }]).slice(-3)).toEqual([
      { date: '2024-03-09', number: 8, reason: '' }, { date: '2024-03-10', number: null, reason: '顺延' }, { date: '2024-03-11', number: null, reason: '顺延，最后一日' },
    ]);
  });

  test('an appraisal commissioned today lists no day of its own', () => {
    const { steps } = afterDays({
      trigger: '2024-01-01', days: 2, extensions: [], pauseCite: '', pauses: [{ from: '2024-01-03', to: '2024-01-02', name: '起火物', open: true }],
    });
    expect(daysOfProof(steps).map(({ date }) => date)).toEqual(['2024-01-02', '2024-01-03']);
  });

  test('a limit before an event lists the event last, as not counted', () => {
    const days = daysOfProof([{ kind: 'trigger', text: '', at: Date.parse('2024-03-10T09:00+08:00') }, ...beforeEvent('2024-03-10', 2, null).steps]);
    expect(days.map(({ date, number }) => [date, number])).toEqual([['2024-03-08', 2], ['2024-03-09', 1], ['2024-03-10', null]]);
  });

  test('more days than any limit has are unfolded only so far', () => {
    expect(daysOfProof(afterDays({ trigger: '2024-01-01', days: 100_000, pauses: [], extensions: [], pauseCite: '' }).steps)).toHaveLength(4_000);
  });

  test('a limit in hours lists nothing, not even its start', () => {
    expect(daysOfProof([{ kind: 'trigger', text: '', at: 0 }, ...afterHours(0, 2).steps])).toEqual([]);
  });
});
