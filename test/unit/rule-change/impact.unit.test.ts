import { adoptCalendar, adoptPack, runningRows } from '../../../domain/rule-change/adoption';
import { comparisonOf, impactOf, reachOf } from '../../../domain/rule-change/impact';
import type { Law } from '../../../domain/trigger/law';
import { compareClocks, keepSettled, settledClocks } from '../../../domain/time/moves';
import { assess } from '../../../domain/kinds/accident-case/assess';
import type { ClockRow, Pack, RuleSet } from '../../../domain/rule-pack/types';
import { createWorkCalendar } from '../../../domain/time/calendar';
import type { CalendarYear, WorkCalendar } from '../../../domain/time/calendar';
import { loadRules } from '../../../rules';
import { act, at, facts } from '../../support/case-facts';

const { calendar: onBoard, resolve } = loadRules();
const rules = resolve(['national']);

const year = (over: Partial<CalendarYear>): CalendarYear => ({ year: 2027, status: 'published', basis: '试验', off: {}, worked: {}, ...over });
const with2027 = (table: CalendarYear): WorkCalendar => {
  const own = createWorkCalendar(() => table);
  const of = (date: string) => (date.startsWith('2027') ? own : onBoard);
  return { day: (date) => of(date).day(date), isPublished: (date) => of(date).isPublished(date) };
};
const law = (calendar: WorkCalendar, set: RuleSet = rules): Law => ({ rules: set, triggers: [], calendar });
const changedRow = (code: string, change: Partial<ClockRow>): RuleSet =>
  ({ ...rules, clocks: rules.clocks.map((row) => (row.code === code ? { ...row, ...change } : row)) });

const accident = { occurredAt: at('2026-12-01T08:00') };
const open = facts({ accident, acts: [act('2027-01-20', 'open-penalty-case', { party: '甲' }), act('2027-01-28', 'decide-penalty', { party: '甲' })] });
const now = at('2027-01-29');
const of = (before: Law, after: Law, when = now, subject = open) => impactOf(subject, comparisonOf(before, after, before.calendar !== after.calendar), when);
const codes = (impact: ReturnType<typeof of>) => impact.moved.map(({ code }) => code).sort();

describe('the impact of a calendar year', () => {
  const published = with2027(year({
    off: Object.fromEntries([5, 6, 7, 8, 9, 10, 11, 12].map((day) => [`2027-02-${String(day).padStart(2, '0')}`, '春节'])), worked: { '2027-01-30': '春节' },
  }));

  it('longer holidays and a make-up day, when published, move working-day limits only, each with its reasons', () => {
    const impact = of(law(onBoard), law(published));
    expect(codes(impact)).toEqual(['penalty-publicity@甲', 'penalty-service@甲']);
    const service = impact.moved.find(({ code }) => code === 'penalty-service@甲');
    // 29 and 30 January, 1–4 February, then nothing before Monday the 15th; provisionally it was 10 February.
    expect(service).toMatchObject({ party: '甲', old: { dueDate: '2027-02-10' }, new: { dueDate: '2027-02-15' }, overdueAtOnce: false });
    expect(service?.why).toEqual(expect.arrayContaining([
      expect.stringMatching(/^现：.*调休上班/), expect.stringMatching(/^现：.*春节/), '所用年份的放假调休安排已经公布，不再是暂定。',
    ]));
  });

  it('a year that says the same days, when published, moves nothing and confirms what was provisional', () => {
    const same = with2027(year({ off: Object.fromEntries([5, 6, 7, 8].map((day) => [`2027-02-0${day}`, '春节'])) }));
    const impact = of(law(onBoard), law(same));
    expect(impact.moved).toEqual([]);
    expect(impact.confirmed.sort()).toEqual(['penalty-publicity@甲', 'penalty-service@甲']);
  });

  it('a limit that ends earlier than today, when moved, is told to be late at once', () => {
    const impact = of(law(onBoard), law(with2027(year({ worked: { '2027-01-30': '春节', '2027-01-31': '春节' } }))), at('2027-02-09'));
    expect(impact.moved.find(({ code }) => code === 'penalty-service@甲')).toMatchObject({ new: { dueDate: '2027-02-04' }, overdueAtOnce: true });
  });

  it('a limit that was met, when the year is published, is no running clock and does not move', () => {
    const met = { ...open, acts: [...open.acts, act('2027-01-29', 'serve-penalty', { party: '甲' }), act('2027-01-29T10:00', 'publish-penalty', { party: '甲' })] };
    expect(of(law(onBoard), law(published), at('2027-02-01'), met).moved).toEqual([]);
  });

  it('only the rows that ask the calendar, when reckoned, give the same impact as all of them', () => {
    const [before, after] = [law(onBoard), law(published)];
    const { reach, rows } = comparisonOf(before, after, true);
    expect(reach.everywhere).toBe(false);
    expect(rows.after.clocks.length).toBeLessThan(rules.clocks.length);
    const whole = [before, after].map(({ calendar }) => assess(open, rules, calendar, now, 'case-1').clocks);
    expect(of(before, after)).toEqual(compareClocks(whole[0] ?? [], whole[1] ?? [], now));
  });

  it('a row that begins when a limit in working days lapses, when reckoned, is within reach', () => {
    const lapsing = rules.clocks.find(({ code }) => code === 'penalty-service');
    if (!lapsing) throw new Error('no such row');
    const leaning: ClockRow = { ...lapsing, code: 'leaning', trigger: { from: 'lapse', clock: 'penalty-service' }, lengths: [{ length: { unit: 'days', amount: 3 }, extensionCapDays: 0 }] };
    const set = { ...rules, clocks: [...rules.clocks, leaning] };
    expect(reachOf(law(onBoard, set), law(published, set), true).codes).toContain('leaning');
    expect(comparisonOf(law(onBoard, set), law(published, set), true).rows.after.clocks.map(({ code }) => code)).toContain('leaning');
  });
});

describe('the impact of a row', () => {
  it('a shorter length, when applied, moves its clocks and cites both sources', () => {
    const shortened = (row: ClockRow): ClockRow => ({
      ...row, lengths: row.lengths.map((variant) => ({ ...variant, length: { unit: 'days' as const, amount: 45 }, cite: ['新条例 第1条'] })),
    });
    const shorter = { ...rules, clocks: rules.clocks.map((row) => (row.code === 'investigation-report' ? shortened(row) : row)) };
    const impact = of(law(onBoard), law(onBoard, shorter));
    expect(codes(impact)).toEqual(['investigation-report']);
    expect(impact.moved[0]?.why.join('')).toMatch(/新条例 第1条/);
    expect(reachOf(law(onBoard), law(onBoard, shorter), false)).toEqual({ codes: ['investigation-report'], everywhere: false });
  });

  it('a row that ceases for the case, when applied, is told as ended; one that begins, as new', () => {
    const gone = changedRow('investigation-report', { when: { industries: ['power'] } });
    expect(of(law(onBoard), law(onBoard, gone)).moved).toEqual([expect.objectContaining({ code: 'investigation-report', new: null })]);
    expect(of(law(onBoard, gone), law(onBoard)).moved).toEqual([expect.objectContaining({ code: 'investigation-report', old: null })]);
    expect(reachOf(law(onBoard), law(onBoard, gone), false).everywhere).toBe(true);
  });

  it('another grading, when applied, can reach every case', () => {
    const thresholds = { ...rules.grading.thresholds, larger: { deaths: 2, seriousInjuries: 10, directLossYuan: 1 } };
    expect(reachOf(law(onBoard), law(onBoard, { ...rules, grading: { ...rules.grading, thresholds } }), false).everywhere).toBe(true);
  });
});

describe('clocks that had ended', () => {
  it('a limit met in time under the old row, when the new one would make it late, keeps its judgement', () => {
    const met = facts({ accident, acts: [act('2026-12-02', 'form-team', { by: 'county' }), act('2027-01-25', 'submit-report')] });
    const shorter = changedRow('investigation-report', { lengths: [{ length: { unit: 'days', amount: 30 }, extensionCapDays: 0 }] });
    const [before, after] = [rules, shorter].map((set) => assess(met, set, onBoard, now, 'case-1').clocks);
    expect(after?.find(({ code }) => code === 'investigation-report')?.state).toBe('met-late');
    const settled = settledClocks(before ?? [], after ?? []);
    expect(settled.map(({ code, state }) => [code, state])).toEqual([['investigation-report', 'met']]);
    expect(keepSettled(after ?? [], settled).find(({ code }) => code === 'investigation-report')?.state).toBe('met');
  });
});

describe('what a running matter takes over', () => {
  const pins = [{ id: 'national', version: '2026.1', sha256: 'a' }, { id: 'jiaozuo-2016', version: '2026.1', sha256: 'b' }];
  const pack = { id: 'national', version: '2026.2' };

  it('only rows that say so, when a version is published, are taken over beside the pinned version', () => {
    expect(adoptPack(pins, pack, 'c', ['approval'])).toEqual([{ ...pins[0], adopted: [{ version: '2026.2', sha256: 'c', rows: ['approval'] }] }, pins[1]]);
    const rows = [{ code: 'a', appliesToRunning: true }, { code: 'b' }, { code: 'c', appliesToRunning: false }];
    expect(runningRows({ rows } as unknown as Pack)).toEqual(['a']);
  });

  it.each([
    ['no row says so', pins, pack, []],
    ['the matter does not use the pack', pins.slice(1), pack, ['approval']],
    ['the matter is as new already', [{ ...pins[0], version: '2026.10' }] as typeof pins, pack, ['approval']],
  ])('the matter keeps what it has when %s', (_, mine, version, rows) => {
    expect(adoptPack(mine, version, 'c', rows)).toBeNull();
  });

  it('a calendar year, when published, replaces the earlier text of that year and is taken over once', () => {
    const old = [{ year: 2027, sha256: 'a' }, { year: 2028, sha256: 'b' }];
    const pin = { year: 2027, sha256: 'c' };
    expect(adoptCalendar(old, pin)).toEqual([pin, old[1]]);
    expect(adoptCalendar([pin], pin)).toBeNull();
  });
});
