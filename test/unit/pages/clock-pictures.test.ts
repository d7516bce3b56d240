import fc from 'fast-check';
import { SAMPLE_CLOCKS, SAMPLE_NOW, SAMPLE_PROOF } from '../../../api/pages/design-samples';
import { consequencesOf } from '../../../api/pages/consequences';
import type { Clock } from '../../../domain/time/clock';
import { clockRibbon, splitByUnit } from '../../../templates/clock-ribbon';
import { lightOf } from '../../../templates/lights';
import { proofCalendar, type CalendarCell } from '../../../templates/proof-calendar';

const sample = (code: string): Clock => {
  const clock = SAMPLE_CLOCKS.find((each) => each.code === code);
  if (!clock) throw new Error(code);
  return clock;
};
const HOUR = 3_600_000;

describe('the light of a clock', () => {
  it.each([
    ['late', 'overdue'], ['soon', 'soon'], ['running', 'running'], ['paused', 'paused'], ['extended', 'running'], ['window', 'waiting'], ['met', 'done'], ['met-late', 'done'],
  ])('%s is %s', (code, light) => { expect(lightOf(sample(code), SAMPLE_NOW)).toBe(light); });

  it('a pending clock at its first late instant, before the strike is recorded, is already red', () => {
    const clock = sample('running');
    expect(lightOf(clock, (clock.dueAt ?? 0) - 1)).toBe('soon');
    expect(lightOf(clock, clock.dueAt ?? 0)).toBe('overdue');
  });

  it('a window nobody has to act in, when it ends, never turns red', () => {
    const clock = { ...sample('running'), metBy: null };
    expect(lightOf(clock, (clock.dueAt ?? 0) + HOUR)).toBe('running');
  });
});

describe('the clock ribbon', () => {
  const inside = (value: string): boolean => value.endsWith('%') && Number.parseFloat(value) >= 0 && Number.parseFloat(value) <= 100;

  it('of any clocks at any time, when drawn, keeps every bar on its axis', () => {
    fc.assert(fc.property(fc.subarray([...SAMPLE_CLOCKS], { minLength: 1 }), fc.integer({ min: -400, max: 400 }), (clocks, days) => {
      const ribbon = clockRibbon(clocks, SAMPLE_NOW + days * 24 * HOUR);
      for (const bar of ribbon.rows.flatMap((row) => row.bars)) {
        expect(inside(bar.x) && inside(bar.width)).toBe(true);
        expect(Number.parseFloat(bar.x) + Number.parseFloat(bar.width)).toBeLessThanOrEqual(100.02);
      }
    }));
  });

  it('shows the kinds of bars that the clock has, and no others', () => {
    const kinds = (code: string) => clockRibbon([sample(code)], SAMPLE_NOW).rows[0]?.bars.map((bar) => bar.kind);
    expect(kinds('late')).toEqual(['run', 'late']);
    expect(kinds('paused')).toEqual(['run', 'pause']);
    expect(kinds('extended')).toEqual(['run', 'extension']);
    expect(kinds('window')).toEqual(['before-window', 'run']);
    expect(kinds('met')).toEqual(['run']);
    expect(kinds('met-late')).toEqual(['run', 'late']);
  });

  it('of hours in different weeks, when split, puts each week on an axis of its own', () => {
    const hours = (triggeredAt: number): Clock => ({ ...sample('running'), triggeredAt, dueDate: null, dueAt: triggeredAt + HOUR });
    const { hours: groups, days } = splitByUnit([hours(SAMPLE_NOW), hours(SAMPLE_NOW + 2 * HOUR), hours(SAMPLE_NOW + 900 * HOUR), sample('late')]);
    expect(groups.map((group) => group.length)).toEqual([2, 1]);
    expect(days).toHaveLength(1);
  });
});

describe('the proof calendar', () => {
  const months = (clock: Clock) => proofCalendar(clock, '2026-10-20').flatMap((part) => (part.folded ? part.months : [part.month]));
  const days = (clock: Clock): CalendarCell[] => months(clock).flatMap((month) => month.weeks.flat());
  const counted = (clock: Clock) => days(clock).filter((day) => day.kind === 'counted').map((day) => day.mark);

  it('of working days over a holiday, numbers the counted ones and greys the others with their reason', () => {
    expect(counted(SAMPLE_PROOF)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(days(SAMPLE_PROOF).filter((day) => day.kind === 'skipped').map((day) => day.mark)).toEqual([...Array<string>(7).fill('国庆节'), '周末']);
  });

  it('outlines the make-up working day and rings the last one', () => {
    expect(days(SAMPLE_PROOF).filter((day) => day.makeUp).map((day) => day.day)).toEqual(['10']);
    expect(days(SAMPLE_PROOF).filter((day) => day.last).map((day) => [day.day, day.mark])).toEqual([['13', '7']]);
  });

  it('of natural days over a weekend, outlines nothing', () => {
    const clock: Clock = { ...SAMPLE_PROOF, proof: [
      { kind: 'count', text: '', from: '2026-09-29', to: '2026-10-13', firstDay: 1, lastDay: 15 }, { kind: 'due', text: '', date: '2026-10-13', at: 0 },
    ] };
    expect(days(clock).some((day) => day.makeUp)).toBe(false);
  });

  it('counted backwards from a hearing, numbers the days backwards', () => {
    const clock: Clock = { ...SAMPLE_PROOF, proof: [{ kind: 'count', text: '', from: '2026-10-12', to: '2026-10-14', firstDay: 3, lastDay: 1 }] };
    expect(counted(clock)).toEqual(['3', '2', '1']);
  });

  it('with a long pause, folds whole months of it, and drops no month', () => {
    const clock: Clock = { ...SAMPLE_PROOF, proof: [
      { kind: 'count', text: '', from: '2024-01-25', to: '2024-01-31', firstDay: 1, lastDay: 7 },
      { kind: 'pause', text: '', from: '2024-02-01', to: '2024-06-29', days: 150, name: '鉴定', open: false },
      { kind: 'count', text: '', from: '2024-06-30', to: '2024-08-21', firstDay: 8, lastDay: 60 },
    ] };
    expect(proofCalendar(clock, '2026-10-20').map((part) => part.folded)).toEqual([false, true, false, false, false]);
    expect(months(clock).map((month) => month.title)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((month) => `2024年${month}月`));
    expect(counted(clock)).toHaveLength(60);
  });

  it('of hours, is not drawn', () => {
    expect(proofCalendar({ ...SAMPLE_PROOF, dueDate: null }, '2026-10-20')).toEqual([]);
  });
});

describe('consequences', () => {
  const running = sample('running');
  const say = (before: Clock[], after: Clock[]) => consequencesOf({ grade: 'general', clocks: before }, { grade: 'general', clocks: after, findings: [] }, SAMPLE_NOW).lines;

  it('name what starts, stops, pauses, moves and falls away, and nothing that stays', () => {
    expect(say([], [running])[0]).toContain('开始计时');
    expect(say([running], [{ ...running, state: 'met', metAt: SAMPLE_NOW }])[0]).toContain('按期办结');
    expect(say([running], [{ ...running, state: 'met-late', metAt: SAMPLE_NOW, lateByMs: 2 * HOUR }])[0]).toContain('逾期 2 小时办结，需要说明原因');
    expect(say([running], [{ ...running, state: 'paused' }])[0]).toContain('暂停计时');
    expect(say([running], [{ ...running, dueDate: '2026-12-31', dueAt: (running.dueAt ?? 0) + HOUR }])[0]).toContain('改为2026年12月31日');
    expect(say([running], [])[0]).toContain('不再适用');
    expect(say([running], [running])).toEqual([]);
  });

  it('of another grade, come first', () => {
    const { lines } = consequencesOf({ grade: 'general', clocks: [] }, { grade: 'major', clocks: [running], findings: [] }, SAMPLE_NOW);
    expect(lines[0]).toContain('由一般改为重大');
  });
});
