import fc from 'fast-check';
import { GRADES } from '../../../domain/vocabulary/grade';
import { evaluateTriggers } from '../../../domain/trigger/evaluate';
import type { Answer, AreaYear, Inspection, TriggerAccident, TriggerFacts } from '../../../domain/trigger/facts';
import { periodStart } from '../../../domain/trigger/period';
import { ACCIDENT_TAGS, type AccidentTag, FINDINGS, type FindingKind } from '../../../domain/trigger/vocabulary';
import { addDays, addMonths } from '../../../domain/time/plain-date';
import { ALL_ROWS, AS_OF } from '../../support/triggers';

const day = fc.integer({ min: 0, max: 700 }).map((n) => Date.parse('2025-01-01T08:00+08:00') + n * 86_400_000);
const TAGS = Object.keys(ACCIDENT_TAGS) as AccidentTag[];

/** Facts in which everything is known. */
const accident = (id: string): fc.Arbitrary<TriggerAccident> => fc.record({
  id: fc.constant(id), at: day, region: fc.constantFrom('330302', '330102', '530302'), area: fc.constantFrom('甲师', '乙师'),
  unit: fc.constantFrom('甲', '乙'), industry: fc.constantFrom('general', 'coal-mine', 'road-traffic'), grade: fc.constantFrom(...GRADES),
  deaths: fc.integer({ min: 0, max: 12 }), missing: fc.constant(0), liability: fc.boolean(), gradeRose: fc.boolean(),
  investigator: fc.constantFrom('county', 'city'), proposals: fc.constant([]),
  tags: fc.array(fc.boolean(), { minLength: TAGS.length, maxLength: TAGS.length })
    .map((answers) => Object.fromEntries(TAGS.map((tag, i) => [tag, answers[i]])) as Partial<Record<AccidentTag, Answer>>),
});
const area: fc.Arbitrary<AreaYear> = fc.record({
  area: fc.constant('甲师'), region: fc.constant('330300'), year: fc.constantFrom(2025, 2026), deaths: fc.integer({ min: 0, max: 20 }),
  deathsQuota: fc.integer({ min: 0, max: 20 }), deathsYearBefore: fc.integer({ min: 1, max: 20 }), larger: fc.integer({ min: 0, max: 5 }),
  largerQuota: fc.integer({ min: 0, max: 5 }), assessment: fc.constantFrom('passed', 'failed'), score: fc.integer({ min: 0, max: 100 }),
  tags: fc.record({
    'marked-problems': fc.boolean(), 'weak-implementation': fc.boolean(), 'accountability-unmet': fc.boolean(), 'cross-boundary': fc.boolean(),
  }), proposals: fc.constant([]),
});
const inspection: fc.Arbitrary<Inspection> = fc.record({
  id: fc.constant('i'), at: day, unit: fc.constantFrom('甲', '乙'), industry: fc.constantFrom('coal-mine', 'general'),
  found: fc.subarray(Object.keys(FINDINGS) as FindingKind[]), concluded: fc.constant(true), serious: fc.boolean(),
});
const complete: fc.Arbitrary<TriggerFacts> = fc.record({
  accidents: fc.tuple(accident('a'), accident('b'), accident('c'), accident('d')), areas: area.map((one) => [one]), inspections: inspection.map((one) => [one]),
  units: fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 20 })).map(([owned, capacity]) =>
    ['甲', '乙'].map((unit) => ({ unit, capacity, traits: { 'state-owned': owned, 'directly-affiliated': !owned } }))),
  measures: fc.constant([]), completeSince: fc.constant({ accidents: '2015-01-01', measures: '2015-01-01' }),
});

/** What may be forgotten of a row without making it another one. */
const KEPT = new Set(['id', 'at', 'area', 'year', 'unit', 'found']);
const OF_ACCIDENT = new Set(['id', 'at']);
/** `missing` absent means none, so forgetting it says something. */
const SAYS_SOMETHING = new Set(['missing']);

function forget<T extends object>(row: T, keep: ReadonlySet<string>, drop: (key: string) => boolean): T {
  return Object.fromEntries(Object.entries(row).flatMap(([key, value]) => {
    if (keep.has(key) || SAYS_SOMETHING.has(key) || !drop(key)) return [[key, value]];
    if (key === 'tags') return [[key, Object.fromEntries(Object.entries(value as object).filter(([tag]) => !drop(tag)))]];
    return key === 'concluded' ? [[key, false]] : [];
  })) as T;
}

/** The same facts with some of them unknown. */
function forgetting(known: TriggerFacts, coins: readonly boolean[]): TriggerFacts {
  let i = 0;
  const drop = (): boolean => coins[i++ % coins.length] ?? false;
  return {
    accidents: known.accidents.map((row) => forget(row, OF_ACCIDENT, drop)), areas: known.areas.map((row) => forget(row, KEPT, drop)),
    inspections: known.inspections.map((row) => ({ ...forget(row, KEPT, drop), concluded: true })),
    units: known.units.filter(() => !drop()), measures: known.measures, completeSince: drop() ? {} : known.completeSince,
  };
}

const coins = fc.array(fc.boolean(), { minLength: 7, maxLength: 61 });
const ROWS = ALL_ROWS.map(({ effective: _effective, ...row }) => row);
const answersOf = (known: TriggerFacts) => evaluateTriggers(known, ROWS, AS_OF);

describe('for any facts', () => {
  test('where everything is known, every row answers yes or no', () => {
    fc.assert(fc.property(complete, (known) => {
      expect(answersOf(known).filter(({ verdict }) => verdict === 'cannot-tell').map(({ id, missing }) => [id, missing])).toEqual([]);
    }), { numRuns: 20 });
  });

  test('forgetting facts never turns yes into no or no into yes: the answer stays or cannot be told', () => {
    fc.assert(fc.property(complete, coins, (known, flips) => {
      const full = new Map(answersOf(known).map(({ id, verdict }) => [id, verdict]));
      for (const { id, verdict } of answersOf(forgetting(known, flips))) {
        if (verdict !== 'cannot-tell') expect([id, verdict]).toEqual([id, full.get(id)]);
      }
    }), { numRuns: 40 });
  });

  test('what cannot be told names at least one missing fact, once each, in Chinese; what can names none', () => {
    let open = 0;
    fc.assert(fc.property(complete, coins, (known, flips) => {
      for (const { verdict, missing } of answersOf(forgetting(known, flips))) {
        open += verdict === 'cannot-tell' ? 1 : 0;
        expect(missing.length > 0).toBe(verdict === 'cannot-tell');
        expect(new Set(missing.map(({ fact }) => fact)).size).toBe(missing.length);
        expect(missing.every(({ text }) => /\p{Script=Han}/u.test(text))).toBe(true);
      }
    }), { numRuns: 20 });
    expect(open).toBeGreaterThan(100);
  });

  test('the order in which facts are given changes no answer', () => {
    fc.assert(fc.property(complete, (known) => {
      const verdicts = (one: TriggerFacts) => Object.fromEntries(answersOf(one).map(({ id, truth }) => [id, truth]));
      expect(verdicts({ ...known, accidents: [...known.accidents].reverse() })).toEqual(verdicts(known));
    }), { numRuns: 40 });
  });

  test('one more dead never lowers what a division of 兵团 has to answer for', () => {
    const ladder = ALL_ROWS.filter(({ code }) => /^t0[1-5]$/.test(code));
    const height = (deaths: number): number => {
      const one: TriggerAccident = { id: 'a', at: AS_OF, grade: deaths < 3 ? 'general' : deaths < 10 ? 'larger' : 'major', deaths, tags: { 'great-impact': false } };
      const yes = evaluateTriggers({ accidents: [one], areas: [], units: [], inspections: [], measures: [], completeSince: {} }, ladder, AS_OF)
        .filter(({ verdict }) => verdict === 'yes').map(({ row }) => Number(row.slice(1)));
      return Math.max(...yes);
    };
    fc.assert(fc.property(fc.integer({ min: 0, max: 40 }), (deaths) => height(deaths + 1) >= height(deaths)));
  });
});

describe('sliding periods', () => {
  const someDay = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n));

  test('a day lies in a period exactly when it plus the period reaches the end, days and months alike', () => {
    fc.assert(fc.property(someDay, fc.integer({ min: 1, max: 14 }), fc.integer({ min: 0, max: 500 }), (end, amount, back) => {
      const candidate = addDays(end, -back);
      expect(candidate >= periodStart(end, { months: amount })).toBe(addMonths(candidate, amount) >= end);
      expect(candidate >= periodStart(end, { days: amount })).toBe(addDays(candidate, amount) >= end);
    }), { numRuns: 500 });
  });

  test.each([
    ['2026-02-28', { months: 1 }, '2026-01-28'], ['2026-03-31', { months: 1 }, '2026-03-01'], ['2026-03-31', { days: 30 }, '2026-03-01'],
    ['2024-02-29', { months: 12 }, '2023-03-01'], ['2026-12-31', { calendarYear: true }, '2026-01-01'], ['2026-03-31', { months: 12 }, '2025-03-31'],
  ] as const)('looking back from %s over %j starts on %s', (end, period, start) => {
    expect(periodStart(end, period)).toBe(start);
  });
});
