import { PACK_CHECKS } from '../../../rules/checks';
import { checkFirstDay, checkForgottenDays, checkVersions, checkVoidSince } from '../../../rules/checks/law-checks';
import type { ClockRow, Pack, PackRow } from '../../../domain/rule-pack/types';
import { loadRules } from '../../../rules';
import { checkRules } from '../../../rules/check';
import { type LoadedPack, loadPacks } from '../../../rules/packs';
import { resolvePacks } from '../../../rules/resolve';

/** Every fault that `pack check` is for, made on purpose. */

const { packs, resolve } = loadRules();
const approval = resolve(['national']).clocks.find(({ code }) => code === 'approval');
if (!approval) throw new Error('no approval row');
const brief = (more: Partial<ClockRow> = {}): ClockRow => ({
  ...approval, code: 'brief', cite: ['某办〔2020〕1号 一'], when: undefined, note: undefined, effective: undefined, lengths: [{ length: { unit: 'days', amount: 5 }, extensionCapDays: 0 }], ...more,
});

function faultsOf(rows: PackRow[], more: Partial<Pack> = {}): string[] {
  const loaded: LoadedPack = {
    file: 'somewhere/2026.1.yaml', sha256: 'f'.repeat(64),
    pack: { id: 'somewhere', version: '2026.1', title: '某地', status: 'draft', publishedOn: '2026-01-01', locality: { name: '某地', region: '420300' }, rows, ...more },
  };
  const rules = resolvePacks(['national', 'somewhere'], [...packs, loaded]);
  return PACK_CHECKS.flatMap((check) => check({ loaded, versions: [loaded], rules }));
}

test('all packs on board are clean', () => {
  expect(checkRules()).toEqual([]);
  expect(checkRules(['zhangzhou-2016', 'national'])).toEqual([]);
});

test('a pack without faults has none', () => {
  expect(faultsOf([brief()])).toEqual([]);
});

const head = { cite: ['某办〔2020〕1号 一'] };
const longer = { ...approval, cite: ['某办〔2020〕1号 二'], lengths: [{ length: { unit: 'days' as const, amount: 30 }, extensionCapDays: 0 }] };
test.each<[string, PackRow[], RegExp]>([
  ['a limit looser than the law, without a reason', [longer], /^approval：.*宽于.*493号令 第32条.*against/],
  ['a reason against nothing', [brief({ against: { standing: 'void', reason: '没有冲突', basis: ['x法'] } })], /^brief：.*并没有与之冲突/],
  ['a default that does not say what is missing', [brief({ default: true })], /^brief：建议值/],
  ['a default of the product that is not marked', [brief({ cite: ['本包默认'] })], /^brief：.*default: true/],
  ['a locality that cites the law as its own source', [brief({ cite: ['493号令 第32条'] })], /^brief：地方包的依据/],
  ['a source that ends before it begins', [brief({ effective: { from: '2020-02-01', to: '2020-01-31' } })], /^brief：effective/],
  ['a length that is never reached', [brief({ lengths: [...brief().lengths, { grades: ['larger'], length: { unit: 'days', amount: 3 }, extensionCapDays: 0 }] })], /^brief：第2个期限永远用不到/],
  ['a limit that leans on one that leans', [brief({ when: { whileOpen: 'follow-up-report' } })], /^brief：所依的时限 follow-up-report 自己又/],
  ['a limit that begins at the end of one that never lapses', [brief({ trigger: { from: 'lapse', clock: 'approval' } })], /^brief：时限 approval 不会届满失效/],
  ['a limit of the case that begins at the end of one of a party', [brief({ trigger: { from: 'lapse', clock: 'hearing-request' } })], /^brief：时限 hearing-request 是否按当事人分/],
  ['a limit that begins at the end of one that itself begins so', [brief({ perParty: true, trigger: { from: 'lapse', clock: 'enforcement-application' } })], /^brief：所依的时限 enforcement-application 自己又/],
  ['an enterprise above the county', [brief({ owner: { kind: 'enterprise', level: 'city' } })], /^brief：事故发生单位没有层级/],
  ['an efficiency office of the country', [{ ...head, kind: 'lister', code: 'lister:x', matter: 'elevation', scope: '某种', body: { kind: 'efficiency-office', level: 'state' } }], /^lister:x：国家级没有/],
  ['a consent of nobody', [{ ...head, kind: 'lister', code: 'lister:x', matter: 'elevation', scope: '某种', body: { kind: 'government', level: 'city' }, consent: { kind: 'enterprise', level: 'city' } }], /^lister:x：/],
  ['a stage of nobody', [{ ...head, kind: 'review-chain', code: 'review-chain:x', title: '审核', scope: 'always', stages: [{ stage: 'a', title: '甲', body: { kind: 'enterprise', level: 'superior' } }] }], /^review-chain:x：/],
  ['two rows on the same publicity at the same time', [
    { ...head, kind: 'publicity', code: 'publicity:a', subject: 'violation', effective: { to: '2020-12-31' } },
    { ...head, kind: 'publicity', code: 'publicity:b', subject: 'violation', effective: { from: '2020-12-31' } },
  ], /^publicity:b：与 publicity:a 规定同一事项/],
  ['two rows on the same part', [
    { ...head, kind: 'party-role', code: 'role:a', party: 'justice', role: 'advises', occasion: 'every' },
    { ...head, kind: 'party-role', code: 'role:b', party: 'justice', role: 'member', occasion: 'every' },
  ], /^role:b：与 role:a/],
  ['two gates on the same condition', [
    { ...head, kind: 'gate', code: 'gate:a', act: 'publish', condition: 'supervision-review-agreed', effect: 'warn', note: null },
    { ...head, kind: 'gate', code: 'gate:b', act: 'publish', condition: 'supervision-review-agreed', effect: 'refuse', note: null },
  ], /^gate:b：与 gate:a/],
])('%s is found', (_what, rows, fault) => {
  const faults = faultsOf(rows);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(fault);
});

test('rows on the same matter in different years are no fault', () => {
  expect(faultsOf([
    { ...head, kind: 'publicity', code: 'publicity:a', subject: 'violation', effective: { to: '2020-12-31' } },
    { ...head, kind: 'publicity', code: 'publicity:b', subject: 'violation', effective: { from: '2021-01-01' } },
  ])).toEqual([]);
});

test('a looser limit with a reason is no fault', () => {
  expect(faultsOf([{ ...longer, against: { standing: 'void', reason: '条例更严', basis: ['493号令 第32条'] } }])).toEqual([]);
});

test('a trigger that can never be so is found', () => {
  const loaded = loadPacks().find(({ pack }) => pack.id === 'xpcc-2014');
  const [row] = loaded?.triggers ?? [];
  if (!loaded || !row) throw new Error('no trigger to spoil');
  const spoilt = { ...loaded, triggers: [{ ...row, when: { all: [{ deaths: { min: 10 } }, { deaths: { max: 3 } }] } }] };
  const faults = PACK_CHECKS.flatMap((check) => check({ loaded: spoilt, versions: [spoilt], rules: resolve(['national', 'xpcc-2014']) }));
  expect(faults).toEqual([expect.stringMatching(new RegExp(`^${row.code}：永远不会触发`))]);
});

test('a version published before the one it follows is found', () => {
  const [loaded] = packs;
  if (!loaded) throw new Error('no pack');
  const versions = ['2026-05-01', '2026-04-30'].map((publishedOn, index) => ({ ...loaded, pack: { ...loaded.pack, publishedOn, version: `2026.${index + 1}` } }));
  const [first, second] = versions;
  if (!first || !second) throw new Error('no versions');
  const check = (each: LoadedPack) => checkVersions({ loaded: each, versions, rules: resolve(['national']) });
  expect([check(first), check(second)]).toEqual([[], [expect.stringContaining('早于前一版本 2026.1')]]);
});

test('a version that has only the new text of a rule is told which days it leaves without one', () => {
  const [national] = packs.filter(({ pack }) => pack.id === 'national');
  if (!national) throw new Error('no national pack');
  const faultsAfter = (rows: PackRow[]) => {
    const loaded: LoadedPack = { ...national, pack: { ...national.pack, version: '2026.2', rows } };
    return checkForgottenDays({ loaded, versions: [national, loaded], rules: resolve(['national']) });
  };
  const [older, newer] = [{ ...approval, effective: { ...approval.effective, to: '2026-12-31' } }, { ...approval, effective: { from: '2027-01-01' } }];
  expect([faultsAfter([older, newer]), faultsAfter([])]).toEqual([[], []]);
  expect(faultsAfter([newer])).toEqual([expect.stringMatching(/^approval：前一版本 2026.1 规定到的日子（2007年6月1日至2026年12月31日）没有行规定/)]);
});

test('a row of an earlier day than its text is found in the newest version only; days before the text are no forgotten days', () => {
  const source = { title: '某意见', number: null, issuedOn: null, notBefore: '2015-04-02' };
  const [undated, dated] = [brief(), brief({ effective: { from: '2015-04-02' } })];
  expect(faultsOf([undated], { source })).toEqual([expect.stringMatching(/^brief：施行日早于文件的日期 2015-04-02/)]);
  expect(faultsOf([dated], { source })).toEqual([]);
  const [first, second] = [undated, dated].map((row, index): LoadedPack => ({
    file: `somewhere/2026.${index + 1}.yaml`, sha256: 'f'.repeat(64),
    pack: { id: 'somewhere', version: `2026.${index + 1}`, title: '某地', status: 'draft', publishedOn: '2026-01-01', source, rows: [row] },
  }));
  if (!first || !second) throw new Error('no versions');
  const under = (loaded: LoadedPack) => ({ loaded, versions: [first, second], rules: resolve(['national']) });
  expect([checkFirstDay(under(first)), checkForgottenDays(under(second))]).toEqual([[], []]);
});

test('a later version that voids a rule without a day is found', () => {
  const against = { standing: 'void' as const, reason: '法律另有规定', basis: ['493号令 第32条'] };
  const versions = [against, against, { ...against, since: '2021-09-01' }].map((each, index): LoadedPack => ({
    file: `somewhere/2026.${index + 1}.yaml`, sha256: 'f'.repeat(64),
    pack: { id: 'somewhere', version: `2026.${index + 1}`, title: '某地', status: 'draft', publishedOn: '2026-01-01', rows: [{ ...longer, against: each }] },
  }));
  const faults = (upTo: number) => versions.slice(0, upTo).slice(-1).flatMap((loaded) =>
    checkVoidSince({ loaded, versions: versions.slice(0, upTo), rules: resolve(['national']) }));
  expect([faults(1), faults(2), faults(3)]).toEqual([[], [expect.stringMatching(/^approval：against 写作 void，须在 since/)], []]);
});

test('a chain that a gate names and nobody has, and a limit that leans on nothing, do not resolve', () => {
  expect(() => faultsOf([{ ...head, kind: 'gate', code: 'gate:a', act: 'approve', condition: 'review-chain-agreed', chain: 'review-chain:none', effect: 'refuse', note: null }])).toThrow('review-chain:none');
  expect(() => faultsOf([brief({ when: { whileOpen: 'nothing' } })])).toThrow('nothing');
  expect(() => faultsOf([brief({ trigger: { from: 'lapse', clock: 'nowhere' } })])).toThrow('nowhere');
});
