import type { StrikeMarks } from '../../../domain/kinds/accident-case/strikes';
import { dueStrikes, nextStrikeAt } from '../../../domain/kinds/accident-case/strikes';
import { thresholdKey } from '../../../domain/kinds/accident-case/state';
import type { Clock, Threshold } from '../../../domain/time/clock';
import { MS_PER_DAY } from '../../../domain/time/instant';
import { at } from '../../support/given';

const day = (n: number) => at('2024-03-01T09:00') + n * MS_PER_DAY;
const threshold = (kind: Threshold['kind'], n: number): Threshold => ({ kind, index: 0, at: day(n), to: [] });

const clock = (overrides: Partial<Clock> = {}): Clock => ({
  code: 'investigation-report', party: null, title: '提交调查报告', triggeredAt: day(0), opensOn: null, dueDate: '2024-03-31',
  dueAt: day(30), state: 'pending', voidReason: null, metAt: null, lateByMs: null, provisional: false, cite: ['493号令 第29条'],
  note: null, proof: [], process: 'investigation', owner: { kind: 'emergency-management', level: 'county' }, metBy: 'submit-report',
  thresholds: [threshold('reminder', 27), threshold('due', 30), threshold('escalation', 33)], ...overrides,
});
const marks = (struck: string[] = [], rest: Partial<StrikeMarks> = {}): StrikeMarks => ({ struck, ...rest });
const kinds = (c: Clock, now: number, struck: string[] = []) => dueStrikes([c], marks(struck), now).map((s) => s.threshold.kind);

describe('which thresholds strike', () => {
  it('nothing has come yet, when asked, strikes nothing and waits for the reminder', () => {
    expect(kinds(clock(), day(20))).toEqual([]);
    expect(nextStrikeAt([clock()], marks(), day(20))).toBe(day(27));
  });

  it('a system that slept over a reminder, when it wakes before the limit, still reminds, once', () => {
    const strikes = dueStrikes([clock()], marks(), day(29));
    expect(strikes.map((s) => s.threshold.kind)).toEqual(['reminder']);
    const struck = strikes.map((s) => thresholdKey(s.clock.code, s.threshold));
    expect(kinds(clock(), day(29), struck)).toEqual([]);
  });

  it('a system that slept over everything, when it wakes, drops the stale reminder and says what is late', () => {
    expect(kinds(clock({ state: 'overdue' }), day(40))).toEqual(['due', 'escalation']);
  });

  it('an act at the very last instant, when the limit strikes, is still in time', () => {
    expect(kinds(clock(), day(30))).toEqual([]);
  });

  it('a clock that is met, when its thresholds pass, stays silent', () => {
    expect(kinds(clock({ state: 'met', metAt: day(10) }), day(40))).toEqual([]);
    expect(nextStrikeAt([clock({ state: 'met', metAt: day(10) })], marks(), day(10))).toBeNull();
  });

  it('a paused clock, when its thresholds pass, stays silent until it runs again', () => {
    expect(nextStrikeAt([clock({ state: 'paused' })], marks(), day(29))).toBeNull();
    expect(kinds(clock({ state: 'paused' }), day(40))).toEqual([]);
  });

  it('a limit that moved, when the old day was struck already, strikes again on its new day', () => {
    const struck = [thresholdKey('investigation-report', threshold('due', 30))];
    const moved = clock({ dueAt: day(60), thresholds: [threshold('due', 60)] });
    expect(kinds(moved, day(61), struck)).toEqual(['due']);
  });

  it('a window that ends by itself, when it ends, is noted although nobody acted', () => {
    const window = clock({ code: 'casualty-window', metBy: null, state: 'met', metAt: day(30), thresholds: [threshold('due', 30)] });
    expect(kinds(window, day(30) + 1_000)).toEqual(['due']);
  });

  it('a term that was ended early, when its last day comes, stays silent', () => {
    const term = clock({ code: 'dishonesty-term@某公司', metBy: null, state: 'met', metAt: day(10), thresholds: [threshold('due', 30)] });
    expect(kinds(term, day(40))).toEqual([]);
  });

  it('two clocks due together, when they strike, come in the order of their instants', () => {
    const early = clock({ code: 'approval', thresholds: [threshold('due', 25)], dueAt: day(25) });
    expect(dueStrikes([clock(), early], marks(), day(31)).map((s) => s.clock.code)).toEqual(['approval', 'investigation-report']);
  });
});
