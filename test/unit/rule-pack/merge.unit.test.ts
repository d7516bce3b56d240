import { compareRows } from '../../../domain/rule-pack/compare';
import { compareLengths, lengthWords } from '../../../domain/rule-pack/length';
import type { DutyRow, ListerRow, PartyRoleRow, PublicityRow, ReviewChainRow } from '../../../domain/rule-pack/local-rows';
import { rowInWords } from '../../../domain/pack-reading/describe';
import { mergePacks } from '../../../domain/rule-pack/merge';
import { covers, inForce, spanOf, spanWords } from '../../../domain/rule-pack/span';
import type { Span } from '../../../domain/rule-pack/row-head';
import type { ClockRow, GradingRow, InvestigatorRow, LengthVariant, Pack, PackGateRow, PackRow } from '../../../domain/rule-pack/types';
import type { Length } from '../../../domain/rule-pack/row-head';
import { variantFor } from '../../../domain/rule-pack/variants';

const days = (amount: number): Length => ({ unit: 'days', amount });
const limit = (amount: number, more: Partial<LengthVariant> = {}): LengthVariant => ({ length: days(amount), extensionCapDays: 0, ...more });
const clock = (lengths: LengthVariant[], more: Partial<ClockRow> = {}): ClockRow => ({
  kind: 'clock', code: 'brief', title: '初报', cite: ['甲法 第1条'], trigger: { from: 'accident' }, met: { acts: ['submit-report'], pick: 'first' },
  ends: 'act', lengths, direction: 'after', startDay: 'next', roll: 'none', perParty: false, process: 'investigation',
  owner: { kind: 'government', level: 'investigator' }, ladder: 'standard', ...more,
});
const pack = (id: string, rows: PackRow[]): Pick<Pack, 'id' | 'rows'> => ({ id, rows });
const local = (lengths: LengthVariant[], more: Partial<ClockRow> = {}) => clock(lengths, { cite: ['乙办 二'], ...more });
const merged = (earlier: PackRow, later: PackRow) => {
  const { rows, conflicts } = mergePacks([pack('national', [earlier]), pack('somewhere', [later])], rowInWords);
  return { row: rows[0], rows, conflicts, verdicts: conflicts.map(({ verdict }) => verdict) };
};
const lengthIn = (row: PackRow | undefined, grade: 'general' | 'larger' | 'major', industry: 'general' | 'fire' | 'railway' = 'general') =>
  (row?.kind === 'clock' ? variantFor(row, industry, grade)?.length?.amount : undefined);

describe('lengths', () => {
  test.each<[Length | undefined, Length | undefined, number | null]>([
    [days(15), days(15), 0], [days(15), days(16), -1], [days(16), days(15), 1],
    [{ unit: 'hours', amount: 24 }, days(1), null], [{ unit: 'hours', amount: 23 }, days(1), -1], [{ unit: 'hours', amount: 25 }, days(1), 1],
    [{ unit: 'months', amount: 12 }, { unit: 'years', amount: 1 }, 0], [{ unit: 'years', amount: 1 }, { unit: 'months', amount: 10 }, 1],
    [{ unit: 'months', amount: 1 }, days(31), null], [{ unit: 'months', amount: 1 }, days(32), -1], [{ unit: 'months', amount: 1 }, days(27), 1],
    [{ unit: 'years', amount: 1 }, days(365), null], [{ unit: 'years', amount: 1 }, days(364), 1], [{ unit: 'years', amount: 1 }, days(367), -1],
    [{ unit: 'working-days', amount: 7 }, days(6), 1], [{ unit: 'working-days', amount: 7 }, days(7), null], [{ unit: 'working-days', amount: 7 }, days(22), -1],
    [{ unit: 'working-days', amount: 7 }, days(21), null], [{ unit: 'working-days', amount: 20 }, { unit: 'working-days', amount: 7 }, 1],
    [{ unit: 'working-days', amount: 60 }, days(104), null], [{ unit: 'working-days', amount: 60 }, days(105), -1],
    [undefined, undefined, 0], [undefined, days(900), 1], [days(900), undefined, -1],
  ])('%j against %j is %j', (a, b, expected) => {
    expect(compareLengths(a, b)).toBe(expected);
  });

  test('are written as the office writes them', () => {
    expect([days(60), { unit: 'working-days', amount: 7 } as const, { unit: 'hours', amount: 2 } as const, { unit: 'months', amount: 10 } as const, { unit: 'years', amount: 1 } as const].map(lengthWords))
      .toEqual(['60日', '7个工作日', '2小时', '10个月', '1年']);
  });
});

describe('a later limit', () => {
  test('that is shorter replaces the earlier one, and both are named', () => {
    const { row, conflicts } = merged(clock([limit(15)]), local([limit(10)]));
    expect(row).toMatchObject({ lengths: [limit(10)], cite: ['乙办 二'] });
    expect(conflicts).toEqual([{
      code: 'brief', title: '初报', national: { pack: 'national', text: '15日', cite: ['甲法 第1条'] }, local: { pack: 'somewhere', text: '10日', cite: ['乙办 二'] },
      verdict: 'local-stricter', cites: ['甲法 第1条', '乙办 二'], reason: expect.stringContaining('较严'), span: {},
    }]);
  });

  test('that is the same leaves no conflict and stands on both sources', () => {
    const { row, conflicts } = merged(clock([limit(15)]), local([limit(15)]));
    expect(conflicts).toEqual([]);
    expect(row?.cite).toEqual(['甲法 第1条', '乙办 二']);
  });

  test('that is longer does not count; its reason and the law behind it are told', () => {
    const against = { standing: 'void', reason: '法律更严。', basis: ['丙法 第9条'] } as const;
    const { row, conflicts } = merged(clock([limit(15)]), local([limit(20)], { against: { ...against, basis: [...against.basis] } }));
    expect(row).toMatchObject({ lengths: [limit(15)], cite: ['甲法 第1条'] });
    expect(conflicts).toMatchObject([{ verdict: 'national-stricter', reason: '法律更严。', cites: ['甲法 第1条', '乙办 二', '丙法 第9条'] }]);
  });

  test('that is longer without a reason does not count either', () => {
    expect(merged(clock([limit(15)]), local([limit(20)]))).toMatchObject({ row: { lengths: [limit(15)] }, conflicts: [{ reason: expect.stringContaining('没有写明理由') }] });
  });

  test('that is longer and holds by a special law counts, and is told', () => {
    const { row, verdicts } = merged(clock([limit(15)]), local([limit(20)], { against: { standing: 'holds', reason: '另有规定。', basis: ['丙法 第9条'] } }));
    expect([lengthIn(row, 'general'), verdicts]).toEqual([20, ['local-holds']]);
  });

  test('that speaks of some grades only changes those; the others keep the earlier source', () => {
    const { row } = merged(clock([limit(60)]), local([limit(45, { grades: ['larger'] })]));
    expect([lengthIn(row, 'general'), lengthIn(row, 'larger'), lengthIn(row, 'major')]).toEqual([60, 45, 60]);
    const citeOf = (grade: 'general' | 'larger') => (row?.kind === 'clock' ? variantFor(row, 'general', grade)?.cite : null);
    expect([citeOf('larger'), citeOf('general')]).toEqual([['乙办 二'], ['甲法 第1条']]);
  });

  test('that is shorter for some industries and longer for others counts where it is shorter', () => {
    const national = clock([limit(10, { industries: ['railway'] }), limit(60)]);
    const { row, verdicts } = merged(national, local([limit(30)]));
    expect([lengthIn(row, 'general', 'railway'), lengthIn(row, 'general', 'fire'), verdicts]).toEqual([10, 30, ['national-stricter']]);
  });

  test('that has several lengths counts only with those that are shorter, each for its own industries', () => {
    const { row } = merged(clock([limit(60)]), local([limit(30, { industries: ['railway'] }), limit(45, { industries: ['fire'] }), limit(90)]));
    expect(['railway', 'fire', 'general'].map((industry) => lengthIn(row, 'general', industry as 'fire'))).toEqual([30, 45, 60]);
    expect(row?.kind === 'clock' && row.lengths.some(({ grades }) => grades)).toBe(false);
  });

  test('that is shorter for some grades and the same for the others replaces the earlier one, source and all', () => {
    const later = local([limit(45, { grades: ['larger'] }), limit(60)]);
    expect(merged(clock([limit(60)]), later).row).toEqual(later);
  });

  test('that is shorter on the only accidents either speaks of replaces the earlier one, name and all', () => {
    const later = local([limit(10)], { title: '火灾初报', when: { industries: ['fire'] } });
    expect(merged(clock([limit(15)], { when: { industries: ['fire'] } }), later).row).toEqual(later);
  });

  test('before an event that asks for more days is stricter, for fewer looser', () => {
    const notice = (amount: number) => clock([limit(amount)], { direction: 'before' });
    expect([compareRows(notice(7), notice(10)), compareRows(notice(7), notice(5)), compareRows(notice(7), notice(7))]).toEqual(['stricter', 'looser', 'same']);
    expect(compareRows(notice(7), clock([{ length: { unit: 'working-days', amount: 7 }, extensionCapDays: 0 }], { direction: 'before' }))).toBe('looser');
    expect(merged(notice(7), local([limit(10)], { direction: 'before' }))).toMatchObject({ row: { lengths: [limit(10)] }, verdicts: ['local-stricter'] });
  });

  test('that reaches accidents the earlier one leaves out counts there too', () => {
    const national = clock([limit(60)], { when: { exceptIndustries: ['railway'] } });
    const { row } = merged(national, local([limit(90)], { when: { industries: ['railway', 'fire'] } }));
    expect([lengthIn(row, 'general', 'railway'), lengthIn(row, 'general', 'fire'), lengthIn(row, 'general', 'general')]).toEqual([90, 60, 60]);
    expect(row).not.toMatchObject({ when: { exceptIndustries: ['railway'] } });
  });

  test.each<[string, Partial<ClockRow>, Partial<ClockRow>]>([
    ['another beginning', {}, { trigger: { from: 'act', acts: ['approve'], pick: 'first' } }],
    ['another end', {}, { met: { acts: ['approve'], pick: 'first' } }],
    ['another way to fall away', { voidBy: [{ acts: ['lift-power-cut'], reason: 'lifted' }] }, { voidBy: [{ acts: ['pay-penalty'], reason: 'paid' }] }],
    ['a roll to the next working day', {}, { roll: 'next-working-day' }],
    ['a first day that is not counted', { startDay: 'same' }, {}],
    ['a pause', {}, { pause: { from: 'commission-appraisal', to: 'receive-appraisal', cite: ['x'] } }],
    ['no end at all', {}, { ends: 'opens', lengths: [{ opens: days(10), extensionCapDays: 0 }] }],
    ['more extension', {}, { lengths: [limit(15, { extensionCapDays: 5 })] }],
    ['an earlier opening', { lengths: [limit(15, { opens: days(10) })] }, { lengths: [limit(15, { opens: days(5) })] }],
    ['no opening', { lengths: [limit(15, { opens: days(10) })] }, { lengths: [limit(15)] }],
  ])('with %s is not provably stricter', (_what, earlier, later) => {
    expect(compareRows(clock([limit(15)], earlier), local([limit(15)], later))).toBe('looser');
  });

  test.each<[string, Partial<ClockRow>, Partial<ClockRow>]>([
    ['its first day counted', {}, { startDay: 'same' }], ['no roll', { roll: 'next-working-day' }, {}],
    ['less extension', { lengths: [limit(15, { extensionCapDays: 15 })] }, { lengths: [limit(15, { extensionCapDays: 5 })] }],
    ['a later opening', { lengths: [limit(15, { opens: days(5) })] }, { lengths: [limit(15, { opens: days(10) })] }],
    ['an opening', {}, { lengths: [limit(15, { opens: days(10) })] }],
  ])('with %s is stricter', (_what, earlier, later) => {
    expect(compareRows(clock([limit(15)], earlier), local([limit(15)], later))).toBe('stricter');
  });

  test.each<[string, Partial<ClockRow>, Partial<ClockRow>]>([
    ['other grades', { when: { grades: ['larger'] } }, { when: { grades: ['major'] } }],
    ['other industries', { when: { industries: ['fire'] } }, { when: { industries: ['railway'] } }],
  ])('for %s stands beside the earlier one', (_what, earlier, later) => {
    const both = merged(clock([limit(15)], earlier), local([limit(40)], later));
    expect(both.verdicts).toEqual(['local-stricter']);
    expect(compareRows(clock([limit(15)], earlier), local([limit(40)], earlier))).toBe('looser');
    expect([lengthIn(both.row, 'larger', 'fire'), lengthIn(both.row, 'major', 'railway')].sort()).toEqual([15, 40]);
  });

  test('with another beginning that only opens is compared by its end alone', () => {
    const opens = (amount: number, more: Partial<ClockRow> = {}) => clock([{ opens: days(amount), extensionCapDays: 0 }], { ends: 'opens', ...more });
    expect(compareRows(opens(10), opens(20, { trigger: { from: 'act', acts: ['approve'], pick: 'first' } }))).toBe('stricter');
    expect(compareRows(opens(10), local([limit(5, { opens: days(10) })], { met: { acts: ['approve'], pick: 'first' } }))).toBe('stricter');
  });

  test('that opens at a time which cannot be compared is not provably stricter', () => {
    const month: Length = { unit: 'months', amount: 1 };
    expect(compareRows(clock([limit(60, { opens: days(30) })]), local([limit(60, { opens: month })]))).toBe('looser');
    expect(compareRows(clock([limit(30)]), local([{ length: month, extensionCapDays: 0 }]))).toBe('looser');
  });

  test('that pauses where the earlier one pauses too is no looser', () => {
    const pause = { from: 'commission-appraisal', to: 'receive-appraisal', cite: ['x'] } as const;
    expect(compareRows(clock([limit(15)], { pause: { ...pause, cite: ['x'] } }), local([limit(15)], { pause: { ...pause, cite: ['y'] } }))).toBe('same');
  });

  test('that is partly shorter says so in as few variants as will do', () => {
    const { row } = merged(clock([limit(60)]), local([limit(45, { grades: ['larger', 'major'], note: '较大以上' })]));
    expect(row).toMatchObject({ lengths: [
      { length: days(45), grades: ['larger', 'major'], cite: ['乙办 二'], note: '较大以上' }, { length: days(60), grades: ['general', 'extraordinary'], cite: ['甲法 第1条'] },
    ] });
    expect(row?.kind === 'clock' && row.lengths.every(({ industries }) => industries === undefined)).toBe(true);
  });

  test('shorter but with more extension is looser: every part has to hold', () => {
    expect(compareRows(clock([limit(15)]), local([limit(10, { extensionCapDays: 30 })]))).toBe('looser');
  });
});

describe('other rows', () => {
  const head = { cite: ['甲法 第1条'] };
  const gate = (more: Partial<PackGateRow> = {}): PackGateRow => ({ ...head, kind: 'gate', code: 'gate:x', act: 'approve', condition: 'supervision-review-agreed', effect: 'warn', note: null, ...more });
  const stage = (kind: 'safety-committee-office' | 'efficiency-office') => ({ stage: kind, title: kind, body: { kind, level: 'superior' as const } });
  const chain = (more: Partial<ReviewChainRow> = {}): ReviewChainRow => ({ ...head, kind: 'review-chain', code: 'chain', title: '审核', scope: 'supervised', stages: [stage('safety-committee-office')], ...more });
  const role = (more: Partial<PartyRoleRow> = {}): PartyRoleRow => ({ ...head, kind: 'party-role', code: 'role:p', party: 'procuratorate', role: 'invited', occasion: 'every', ...more });
  const publicity = (more: Partial<PublicityRow> = {}): PublicityRow => ({ ...head, kind: 'publicity', code: 'publicity:x', subject: 'report', ...more });
  const duty = (more: Partial<DutyRow> = {}): DutyRow => ({ ...head, kind: 'duty', code: 'duty:x', title: '评估', who: '政府', scope: 'all', ...more });
  const lister = (more: Partial<ListerRow> = {}): ListerRow => ({ ...head, kind: 'lister', code: 'lister:x', matter: 'elevation', scope: '必要时', body: { kind: 'government', level: 'city' }, ...more });
  const investigator = (level: 'city' | 'county'): InvestigatorRow => {
    const cell = { investigator: level, level, kind: 'government' as const };
    return { ...head, kind: 'investigator', code: 'investigator', byGrade: { general: cell, larger: cell, major: cell, extraordinary: cell }, exceptions: [] };
  };
  const figures = { deaths: 3, seriousInjuries: 10, directLossYuan: 100 };
  const grading = (deaths: number): GradingRow => ({ ...head, kind: 'grading', code: 'grading', thresholds: { larger: { ...figures, deaths }, major: figures, extraordinary: figures } });

  test.each<[string, PackRow, PackRow, string]>([
    ['a gate that refuses', gate(), gate({ effect: 'refuse' }), 'stricter'], ['a gate that only warns', gate({ effect: 'refuse' }), gate(), 'looser'],
    ['a gate on another act', gate(), gate({ act: 'publish' }), 'differs'], ['a gate with another source', gate(), gate({ cite: ['乙'] }), 'same'],
    ['a longer chain', chain(), chain({ stages: [stage('efficiency-office'), stage('safety-committee-office')] }), 'stricter'],
    ['a shorter chain', chain({ stages: [stage('efficiency-office'), stage('safety-committee-office')] }), chain(), 'looser'],
    ['a chain for every case', chain(), chain({ scope: 'always' }), 'stricter'], ['a chain for some grades', chain(), chain({ grades: ['major'] }), 'looser'],
    ['a chain of other bodies', chain(), chain({ stages: [stage('efficiency-office')] }), 'differs'],
    ['a chain in another order', chain({ stages: [stage('efficiency-office'), stage('safety-committee-office')] }), chain({ stages: [stage('safety-committee-office'), stage('efficiency-office')] }), 'differs'],
    ['a longer chain for fewer cases', chain({ scope: 'always' }), chain({ stages: [stage('efficiency-office'), stage('safety-committee-office')] }), 'differs'],
    ['a part in fewer accidents', role(), role({ occasion: 'liability-accident' }), 'looser'], ['a part in all accidents', role({ occasion: 'crime-clue' }), role(), 'stricter'],
    ['another part', role(), role({ role: 'intervenes' }), 'differs'], ['the same part', role(), role({ cite: ['乙'] }), 'same'],
    ['a part on another occasion', role({ occasion: 'crime-clue' }), role({ occasion: 'complex-case' }), 'differs'],
    ['publicity with a limit', publicity(), publicity({ within: days(7) }), 'stricter'], ['publicity without the limit', publicity({ within: days(7) }), publicity(), 'looser'],
    ['publicity that is not surely quicker', publicity({ within: days(8) }), publicity({ within: { unit: 'working-days', amount: 7 } }), 'looser'],
    ['a gate with another condition', gate(), gate({ condition: 'review-chain-agreed' }), 'differs'],
    ['the same chain', chain(), chain({ note: '说明', default: true, appliesToRunning: true, effective: { from: '2020-01-01' } }), 'same'],
    ['a chain for all grades', chain({ grades: ['major'] }), chain(), 'stricter'], ['a chain for more grades', chain({ grades: ['major'] }), chain({ grades: ['larger', 'major'] }), 'stricter'],
    ['a chain for other grades', chain({ grades: ['major', 'larger'] }), chain({ grades: ['larger', 'general'] }), 'differs'],
    ['another way up', { ...head, kind: 'report-terminus', code: 't', byGrade: { general: 'city', larger: 'city', major: 'city', extraordinary: 'city' } },
      { ...head, kind: 'report-terminus', code: 't', byGrade: { general: 'county', larger: 'city', major: 'city', extraordinary: 'city' } }, 'looser'],
    ['the same chain for every case', chain({ scope: 'always' }), chain({ scope: 'always' }), 'same'], ['a chain for fewer cases', chain({ scope: 'always' }), chain(), 'looser'],
    ['another investigator', investigator('city'), investigator('county'), 'looser'], ['a lister with another source', lister(), lister({ cite: ['乙'] }), 'same'],
    ['a lister marked otherwise', lister(), lister({ default: true, appliesToRunning: true, effective: { from: '2020-01-01' }, decides: { from: '2020-01-01' }, against: { standing: 'void', reason: '理由', basis: ['x'] } }), 'same'],
    ['publicity of something else', publicity(), publicity({ subject: 'outcome' }), 'differs'],
    ['a duty for typical accidents', duty(), duty({ scope: 'typical' }), 'looser'], ['a duty for all accidents', duty({ scope: 'typical' }), duty(), 'stricter'],
    ['a duty of others', duty(), duty({ who: '部门' }), 'same'], ['a duty more often', duty(), duty({ times: { per: 'year', atLeast: 2 } }), 'differs'],
    ['another lister', lister(), lister({ scope: '性质严重' }), 'differs'], ['the same lister', lister(), lister({ note: '说明' }), 'same'],
    ['other thresholds', grading(3), grading(5), 'looser'], ['the same thresholds', grading(3), grading(3), 'same'],
  ])('%s', (_what, earlier, later, relation) => {
    expect(compareRows(earlier, later)).toBe(relation);
  });

  test('thresholds of a locality never replace the law without saying why', () => {
    expect(merged(grading(3), grading(5))).toMatchObject({ row: grading(3), verdicts: ['national-stricter'] });
  });

  test('where neither is stricter the later one counts and the difference is told', () => {
    expect(merged(role(), role({ role: 'intervenes', cite: ['乙'] }))).toMatchObject({ row: { role: 'intervenes', cite: ['乙'] }, verdicts: ['differs'] });
  });

  test('where both say the same both sources stand behind it; where neither is stricter the reason says so', () => {
    expect(merged(role(), role({ cite: ['乙', '甲法 第1条'] }))).toMatchObject({ row: { kind: 'party-role', cite: ['甲法 第1条', '乙'] }, conflicts: [] });
    expect(merged(role(), role({ role: 'intervenes' })).conflicts[0]?.reason).toContain('分不出宽严');
    const against = { standing: 'holds' as const, reason: '另有规定。', basis: ['丙'] };
    expect(merged(role(), role({ occasion: 'crime-clue', against }))).toMatchObject({ row: { occasion: 'crime-clue' }, conflicts: [{ verdict: 'local-holds', reason: '另有规定。' }] });
  });

  test('another rhythm of reminders is no conflict of law', () => {
    const ladder = (days: number): PackRow => ({ ...head, kind: 'ladder', code: 'standard', remind: ['owner'], due: ['owner'], hours: { reminders: [], escalations: [] }, days: { reminders: [], escalations: [{ daysAfter: days, to: ['office'] }] } });
    expect(merged(ladder(3), ladder(5))).toMatchObject({ row: ladder(5), conflicts: [] });
  });

  test('rows of new codes are added behind; a code may not change its kind', () => {
    const { rows } = mergePacks([pack('national', [gate()]), pack('somewhere', [role()])], rowInWords);
    expect(rows.map(({ code }) => code)).toEqual(['gate:x', 'role:p']);
    expect(() => merged(gate(), { ...role(), code: 'gate:x' })).toThrow(/somewhere.*gate:x/);
  });

  test('a looser pack leaves no trace in the law that a third one is measured against', () => {
    const { conflicts } = mergePacks([pack('national', [clock([limit(15)])]), pack('province', [local([limit(20)])]), pack('city', [local([limit(30)])])], rowInWords);
    expect(conflicts.map(({ national, local: later }) => [national.pack, later.pack])).toEqual([['national', 'province'], ['national', 'city']]);
  });

  describe('of rows in force on some days only', () => {
    const during = (from?: string, to?: string) => ({ effective: { from, to } });
    const standing = (earlier: PackRow, later: PackRow) => {
      const { rows, conflicts } = merged(earlier, later);
      return { rows: rows.map((row) => [lengthIn(row, 'general'), spanOf(row)]), spans: conflicts.map(({ verdict, span }) => [verdict, span]) };
    };

    test('a stricter one decides on its days, the earlier one before and after them', () => {
      expect(standing(clock([limit(15)]), local([limit(10)], during('2020-03-01', '2022-12-31')))).toEqual({
        rows: [[15, { to: '2020-02-29' }], [10, { from: '2020-03-01', to: '2022-12-31' }], [15, { from: '2023-01-01' }]],
        spans: [['local-stricter', { from: '2020-03-01', to: '2022-12-31' }]],
      });
    });

    test('a looser one decides on no day of the earlier one, yet on those that the earlier one leaves', () => {
      expect(standing(clock([limit(15)]), local([limit(20)], during('2020-03-01')))).toEqual({
        rows: [[15, {}]], spans: [['national-stricter', { from: '2020-03-01' }]],
      });
      expect(standing(clock([limit(15)], during('2021-01-01', '2021-12-31')), local([limit(20)]))).toEqual({
        rows: [[20, { to: '2020-12-31' }], [15, { from: '2021-01-01', to: '2021-12-31' }], [20, { from: '2022-01-01' }]],
        spans: [['national-stricter', { from: '2021-01-01', to: '2021-12-31' }]],
      });
    });

    test('on different days contradict each other in nothing; the day on which one ends and the other begins is both', () => {
      expect(standing(clock([limit(15)], during(undefined, '2020-12-31')), local([limit(20)], during('2021-01-01')))).toEqual({
        rows: [[15, { to: '2020-12-31' }], [20, { from: '2021-01-01' }]], spans: [],
      });
      expect(standing(clock([limit(15)], during('2021-01-01')), local([limit(10)], during(undefined, '2021-01-01')))).toEqual({
        rows: [[10, { to: '2021-01-01' }], [15, { from: '2021-01-02' }]], spans: [['local-stricter', { from: '2021-01-01', to: '2021-01-01' }]],
      });
    });

    test('one that says the same stands with the other on the days both have, alone on its own', () => {
      const { rows } = merged(clock([limit(15)], during('2020-01-01', '2021-12-31')), local([limit(15)], during('2021-01-01', '2022-12-31')));
      expect(rows.map((row) => [row.cite, spanOf(row)])).toEqual([
        [['甲法 第1条'], { from: '2020-01-01', to: '2020-12-31' }], [['甲法 第1条', '乙办 二'], { from: '2021-01-01', to: '2021-12-31' }], [['乙办 二'], { from: '2022-01-01', to: '2022-12-31' }],
      ]);
    });

    test('the later is measured against each earlier one on its days: stricter than the old text, looser than the new', () => {
      const { rows, conflicts } = mergePacks([
        pack('national', [clock([limit(30)], during(undefined, '2020-12-31')), clock([limit(10)], during('2021-01-01'))]), pack('somewhere', [local([limit(20)])]),
      ], rowInWords);
      expect(rows.map((row) => [lengthIn(row, 'general'), spanOf(row)])).toEqual([[20, { to: '2020-12-31' }], [10, { from: '2021-01-01' }]]);
      expect(conflicts.map(({ verdict, span }) => [verdict, span])).toEqual([['local-stricter', { to: '2020-12-31' }], ['national-stricter', { from: '2021-01-01' }]]);
    });

    test('that the law says reaches back has no first day; thresholds and rhythms have neither first nor last', () => {
      expect(spanOf(clock([limit(15)], { effective: { from: '2021-09-01', to: '2025-12-31', retroactive: '从旧兼从轻' } }))).toEqual({ to: '2025-12-31' });
      const kinds = ['grading', 'report-terminus', 'investigator', 'ladder', 'gate'] as const;
      expect(kinds.map((kind) => spanOf({ kind, effective: { from: '2021-09-01' } }))).toEqual([{}, {}, {}, {}, { from: '2021-09-01' }]);
    });

    test.each<[string, Span, string]>([
      ['on no day in particular', {}, ''], ['until a day', { to: '2026-12-31' }, '2026年12月31日以前'], ['from a day on', { from: '2027-01-01' }, '2027年1月1日起'],
      ['between two', { from: '2021-01-01', to: '2021-12-31' }, '2021年1月1日至2021年12月31日'],
    ])('%s: %j is told as “%s”', (_what, span, words) => {
      expect(spanWords(span)).toBe(words);
    });

    test('both its first and its last day are its own', () => {
      const rows = [clock([limit(15)], during('2021-01-01', '2021-12-31'))];
      const days = ['2020-12-31', '2021-01-01', '2021-12-31', '2022-01-01'];
      expect(days.map((day) => inForce(rows, day).length)).toEqual([0, 1, 1, 0]);
      expect([{ from: '2021-01-01' }, { to: '2021-12-31' }, {}].map((span) => days.map((day) => covers(span, day))))
        .toEqual([[false, true, true, true], [true, true, true, false], [true, true, true, true]]);
    });
  });

  test('a third pack is measured against what the second one made of the law', () => {
    const { rows, conflicts } = mergePacks([pack('national', [clock([limit(15)])]), pack('province', [local([limit(10)])]), pack('city', [local([limit(12)])])], rowInWords);
    expect([lengthIn(rows[0], 'general'), conflicts.map(({ national, local: later, verdict }) => [national.pack, later.pack, verdict])])
      .toEqual([10, [['national', 'province', 'local-stricter'], ['province', 'city', 'national-stricter']]]);
  });
});
