import { assess } from '../../../domain/kinds/accident-case/assess';
import { refusalOf } from '../../../domain/kinds/accident-case/guards';
import { inForce } from '../../../domain/rule-pack/span';
import type { ClockRow, PackGateRow, PackRow } from '../../../domain/rule-pack/types';
import { loadRules } from '../../../rules';
import { packSchema } from '../../../rules/schema/pack';
import { resolvePacks } from '../../../rules/resolve';
import { act, at, facts, warningCodes } from '../../support/case-facts';
import { given, past, registration } from '../../support/given';

/** Which row counts where a rule began, ended or changed: the one in force on the day the limit starts. */

const { packs, resolve, calendar } = loadRules();
const approval = resolve(['national']).clocks.find(({ code }) => code === 'approval');
if (!approval) throw new Error('no approval row');

const brief = (days: number, effective: ClockRow['effective'], more: Partial<ClockRow> = {}): ClockRow => ({
  ...approval, code: 'initial-brief', title: '初报', cite: ['某办〔2020〕1号 一'], note: undefined, when: undefined, effective,
  trigger: { from: 'act', acts: ['form-team'], pick: 'first' }, met: { acts: ['supervision-progress'], pick: 'first-after-trigger' },
  lengths: [{ length: { unit: 'days', amount: days }, extensionCapDays: 0 }], ...more,
});

const rulesWith = (rows: PackRow[]) => resolvePacks(['national', 'somewhere'], [...packs, {
  file: 'somewhere/2026.1.yaml', sha256: 'f'.repeat(64),
  pack: { id: 'somewhere', version: '2026.1', title: '某地', status: 'published', publishedOn: '2026-01-01', rows },
}]);

/** The limit of a team formed then, as the rows make it. */
function briefOf(rows: PackRow[], formed: string) {
  const assessment = assess(facts({ acts: [act(formed, 'form-team', { by: 'county' })] }), rulesWith(rows), calendar, at('2024-06-30'), 'case-1');
  return { dueDate: assessment.clocks.find(({ code }) => code === 'initial-brief')?.dueDate, warnings: warningCodes(assessment) };
}

describe('a row that is in force from 2024-04-01 to 2024-04-30', () => {
  const row = brief(10, { from: '2024-04-01', to: '2024-04-30' });

  test.each([
    ['the day before the first', '2024-03-31T23:59', undefined, ['rule-not-in-force']],
    ['the first day', '2024-04-01T00:00', '2024-04-11', []],
    ['the last day', '2024-04-30T23:59', '2024-05-10', []],
    ['the day after the last', '2024-05-01T00:00', undefined, ['rule-not-in-force']],
  ])('a limit that starts on %s', (_what, formed, dueDate, warnings) => {
    expect(briefOf([row], formed)).toEqual({ dueDate, warnings });
  });

  test('says why there is no limit, with the days and the source', () => {
    const assessment = assess(facts({ acts: [act('2024-05-01', 'form-team')] }), rulesWith([row]), calendar, at('2024-06-30'), 'case-1');
    expect(assessment.warnings[0]?.text)
      .toBe('“初报”（initial-brief）：依据2024年4月1日至2024年4月30日施行，2024年5月1日起算的不适用，本案没有这个时限（某办〔2020〕1号 一）。');
  });
});

describe('two rows of one code, the second from 2024-04-01 on', () => {
  const rows = [brief(10, { to: '2024-03-31' }), brief(5, { from: '2024-04-01' })];

  test.each([['2024-03-31T23:59', '2024-04-10'], ['2024-04-01T00:00', '2024-04-06']])('started %s: due %s, and nothing is missing', (formed, dueDate) => {
    expect(briefOf(rows, formed)).toEqual({ dueDate, warnings: [] });
  });

  test('the day that decides is that of the trigger, not that of the accident or of today', () => {
    const newOnly = [brief(10, { to: '2024-03-31' })];
    expect(briefOf(newOnly, '2024-04-02').dueDate).toBeUndefined();
  });

  test('stand in a pack file where their days do not meet, and only there', () => {
    const file = (to: string) => packSchema.safeParse({
      pack: 'somewhere', version: '2026.1', title: '某地规则', status: 'published', publishedOn: '2026-01-01',
      rows: [{ to }, { from: '2024-04-01' }].map((effective) => ({
        kind: 'clock', code: 'initial-brief', title: '初报', cite: ['某办'], effective, trigger: { from: 'accident' },
        met: { act: 'form-team', pick: 'first' }, lengths: [{ length: { days: 5 } }], process: 'investigation',
        owner: { kind: 'government', level: 'county' },
      })),
    });
    expect(file('2024-03-31').success).toBe(true);
    expect(file('2024-04-01').error?.issues.map(({ message }) => message)).toEqual(['同一个包里有两行 initial-brief，施行期间重叠']);
  });
});

test('a row of a file reaches back only from a day on and with a reason', () => {
  const faults = (effective: object) => packSchema.safeParse({
    pack: 'somewhere', version: '2026.1', title: '某地规则', status: 'published', publishedOn: '2026-01-01',
    rows: [{ kind: 'publicity', code: 'publicity:a', cite: ['某办'], subject: 'report', effective }],
  }).error?.issues.length ?? 0;
  expect([{ from: '2024-04-01', retroactive: '有过渡规定' }, { retroactive: '有过渡规定' }, { from: '2024-04-01', retroactive: true }].map(faults)).toEqual([0, 1, 1]);
});

test('a row that reaches back decides older limits too, and the proof says since when it is in force', () => {
  const { clocks } = assess(facts({ acts: [act('2024-03-10', 'form-team')] }),
    rulesWith([brief(10, { from: '2024-04-01', retroactive: '有过渡规定' })]), calendar, at('2024-03-11'), 'case-1');
  const clock = clocks.find(({ code }) => code === 'initial-brief');
  expect(clock?.dueDate).toBe('2024-03-20');
  expect(clock?.proof.map(({ text }) => text)).toContain('依据自2024年4月1日起施行，本期限起算在此之前，按现行规则推算（有过渡规定）。');
});

describe('a national and a local row', () => {
  const shorter = { ...approval, cite: ['某办〔2024〕1号 二'], effective: { from: '2024-04-01', to: '2024-04-30' },
    lengths: [{ length: { unit: 'days' as const, amount: 5 }, extensionCapDays: 0 }] };
  const daysOn = (rows: PackRow[], day: string, wanted = 'approval') =>
    inForce(rulesWith(rows).clocks, day).filter(({ code }) => code === wanted).map(({ lengths }) => lengths.at(-1)?.length?.amount);

  test.each([['2024-03-31', [15]], ['2024-04-01', [5]], ['2024-04-30', [5]], ['2024-05-01', [15]], ['2007-06-01', [15]], ['2007-05-31', []]])('on %s: %j days', (day, amounts) => {
    expect(daysOn([shorter], day)).toEqual(amounts);
  });

  test('a looser local row decides alone where the national one is not yet in force', () => {
    const lawsuit = resolve(['national']).clocks.find(({ code }) => code === 'litigation-request');
    const looser: ClockRow[] = lawsuit
      ? [{ ...lawsuit, cite: ['某办〔2000〕1号'], effective: { from: '2000-01-01' }, lengths: [{ length: { unit: 'months', amount: 9 }, extensionCapDays: 0 }] }] : [];
    expect(['2015-04-30', '2015-05-01'].map((day) => daysOn(looser, day, 'litigation-request'))).toEqual([[9], [6]]);
  });
});

test('a gate stops only acts of the days on which it is in force', () => {
  const gate: PackGateRow = {
    kind: 'gate', code: 'gate:late', act: 'publish', condition: 'supervision-review-agreed', effect: 'refuse', cite: ['某办'], note: null,
    effective: { from: '2024-04-26', to: '2024-04-27' },
  };
  const { state } = given([registration(), past('form-team', '2024-03-02', { by: 'county' }), past('open-supervision', '2024-03-05', { by: '市安委办' }),
    past('submit-report', '2024-04-20'), past('approve', '2024-04-25')]);
  const { gates } = rulesWith([gate]);
  const refusals = ['2024-04-25T23:59', '2024-04-26T00:00', '2024-04-27T23:59', '2024-04-28T00:00']
    .map((when) => refusalOf(state, act(when, 'publish'), gates)?.code ?? null);
  expect(refusals).toEqual([null, 'SUPERVISION_UNRELEASED', 'SUPERVISION_UNRELEASED', null]);
});

test('an accident older than every rule has a grade, no limit, and a warning that names the limit', () => {
  const old = facts({ accident: { occurredAt: at('2005-02-14T15:01') }, counts: [{ at: at('2005-02-14T18:00'), deaths: 214 }] });
  const { grade, clocks, warnings } = assess(old, resolve(['national']), calendar, at('2005-03-01'), 'case-1');
  expect([grade, clocks]).toEqual(['extraordinary', []]);
  expect(warnings.filter(({ code }) => code === 'rule-not-in-force').map(({ text }) => /（(.*?)）/.exec(text)?.[1])).toEqual(['casualty-window', 'investigation-report']);
});
