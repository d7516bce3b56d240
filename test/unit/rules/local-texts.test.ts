import { linesOf } from '../../../domain/pack-reading/lines';
import { evaluateTriggers } from '../../../domain/trigger/evaluate';
import type { TriggerFacts } from '../../../domain/trigger/facts';
import { inForce } from '../../../domain/rule-pack/span';
import { startOfDate } from '../../../domain/time/instant';
import { loadRules } from '../../../rules';
import { newestPacks } from '../../../rules/pack-names';
import { act, assessed, clockOf } from '../../support/case-facts';
import { given, past, registration } from '../../support/given';
import { AS_OF, accident, area, facts, inspection, rowOf } from '../../support/triggers';

/** The 2026.2 versions of the local packs against the words of their texts. Every day and body is read off the text by hand. */

const { packs, resolve } = loadRules();
const newest = newestPacks(packs);
const verdict = (code: string, known: TriggerFacts) => evaluateTriggers(known, [rowOf(code)], AS_OF).at(-1)?.verdict;
const dutyOf = (id: string, code: string, day = '2026-12-01') =>
  inForce(resolve(['national', id]).duties, day).find((row) => row.code === code);

/** Locality, row, first day on which it can speak, facts that fulfil it on a day. */
const FIRST_DAYS: [string, string, string, (day: string) => TriggerFacts][] = [
  ['漳州：国办发〔2015〕20号', 't17', '2015-04-02', (day) => facts({ accidents: [accident('a1', day, { grade: 'larger', tags: { concealed: true } })] })],
  ['石家庄：国办发〔2015〕58号', 'training-check:shijiazhuang', '2015-07-29', (day) => facts({ accidents: [accident('a1', day)] })],
  ['内蒙古：国办发〔2015〕20号', 't14:interference', '2015-04-02', (day) => facts({ accidents: [accident('a1', day, { tags: { 'interference-caused': true } })] })],
  ['天津：津政发〔2016〕6号', 'accident-notice:tianjin', '2016-01-01', (day) => facts({ accidents: [accident('a1', day, { grade: 'major' })] })],
  ['山西：晋发〔2014〕19号', 'accountability:shanxi', '2014-01-01', (day) => facts({ accidents: [accident('a1', day, { liability: true })] })],
  ['陕西：十八届三中全会', 'accountability:shaanxi', '2013-11-12', (day) => facts({ accidents: [accident('a1', day, { liability: true })] })],
  ['兵团：2014年3月3日印发', 't01', '2014-03-03', (day) => facts({ accidents: [accident('a1', day, { deaths: 1 })] })],
  ['浙江：2014年', 't12:major', '2014-01-01', (day) => facts({ accidents: [accident('a1', day, { grade: 'major', liability: true })] })],
  ['吉林：文中的今年', 't18', '2009-01-01', (day) => facts({ accidents: [accident('a1', day, { tags: { concealed: true } })] })],
  ['125号文：2009年6月29日', 't23', '2009-06-29', (day) => facts({ accidents: [accident('a1', day, { grade: 'major' })] })],
];

test.each(FIRST_DAYS)('%s: %s says nothing before %s, and speaks on that day', (_text, code, first, on) => {
  const before = new Date(Date.parse(`${first}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  expect([verdict(code, on(before)), verdict(code, on(first))]).toEqual([undefined, 'yes']);
});

test('no newest local pack with a dated or bounded source has a row or trigger of an earlier day', () => {
  const early = newest.flatMap(({ pack, triggers = [] }) => {
    const first = pack.source?.issuedOn ?? pack.source?.notBefore;
    return first === undefined ? [] : [...pack.rows, ...triggers].filter(({ effective }) => (effective?.from ?? '') < first).map(({ code }) => `${pack.id} ${code}`);
  });
  expect(early).toEqual([]);
});

test('a new case takes the newest version, a case that pinned 2026.1 keeps it', () => {
  const old = packs.find(({ pack }) => pack.id === 'jiaozuo-2016' && pack.version === '2026.1');
  const pin = { id: 'jiaozuo-2016', version: '2026.1', sha256: old?.sha256 ?? '' };
  expect(resolve(['national', 'jiaozuo-2016']).pins[1]?.version).toBe('2026.2');
  expect(resolve(['national', pin]).pins[1]).toEqual(pin);
  expect(resolve(['national', pin]).gates.map(({ code }) => code)).not.toContain('gate:approve-after-committee-review');
});

describe.each(['jiaozuo-2016', 'nanjing-2016'])('%s 审核把关', (id) => {
  const law = ['national', id];
  const course = [registration(), past('form-team', '2024-03-02', { by: 'county' }), past('submit-report', '2024-04-20')];
  const supervision = past('open-supervision', '2024-03-05', { by: '市安委会' });
  const review = (stage: string) => past('review-opinion', '2024-04-22', { stage, opinion: 'agree' });
  const approve = past('approve', '2024-04-25');
  const graded = (...rest: Parameters<typeof given>[0]) => given([...course.slice(0, 1), ...rest], law);

  test('a supervised general accident is not approved before the city committee has agreed', () => {
    const facing = graded(past('form-team', '2024-03-02', { by: 'county' }), supervision, past('submit-report', '2024-04-20'));
    expect(facing.when(approve)).toMatchObject({ refusal: 'REVIEW_CHAIN_OPEN', missing: ['市安委会审核把关'] });
  });

  test('once it agreed the report is approved; a case that is not listed needs no review', () => {
    const agreed = graded(past('form-team', '2024-03-02', { by: 'county' }), supervision, past('submit-report', '2024-04-20'), review('superior-committee'));
    expect(agreed.when(approve).refusal).toBeNull();
    expect(given(course, law).when(approve).refusal).toBeNull();
  });
});

test('焦作: approved 2024-05-10, published by 2025-05-10 by both texts, and nothing is told of a conflict', () => {
  const assessment = assessed({ acts: [act('2024-05-10', 'approve')] }, '2024-06-01', ['national', 'jiaozuo-2016']);
  expect(clockOf(assessment, 'evaluation')).toMatchObject({ dueDate: '2025-05-10' });
  expect(assessment.warnings.filter(({ code, text }) => code === 'rule-conflict' && text.includes('评估'))).toEqual([]);
});

test('焦作 and 楚雄: rules in the way are cleared by 2016-06-30 and by 2016-12-31, and never again', () => {
  expect([dutyOf('jiaozuo-2016', 'duty:clearing', '2016-06-30')?.by, dutyOf('jiaozuo-2016', 'duty:clearing', '2016-07-01')]).toEqual(['06-30', undefined]);
  expect([dutyOf('chuxiong-2015', 'duty:clearing', '2016-12-31')?.by, dutyOf('chuxiong-2015', 'duty:clearing', '2017-01-01')]).toEqual(['12-31', undefined]);
});

describe('漳州', () => {
  const of = (rest: Parameters<typeof accident>[2]) => facts({ accidents: [accident('a1', '2026-03-10', { grade: 'larger', deaths: 3, ...rest })] });

  test('6: unrest counts only where bad rescue caused it', () => {
    const none = { concealed: false, 'slow-rescue': false, 'duty-failure': false } as const;
    expect(verdict('t17', of({ tags: { ...none, unrest: true, 'weak-response': false } }))).toBe('no');
    expect(verdict('t17', of({ tags: { ...none, unrest: true, 'weak-response': true } }))).toBe('yes');
  });

  test('7: the level above the one that investigates lists, also where the city itself investigates', () => {
    const by = (code: string) => rowOf(code).measures[0]?.by;
    expect([verdict('case-supervision:zhangzhou', of({ investigator: 'city' })), verdict('case-supervision:zhangzhou-city', of({ investigator: 'city' }))]).toEqual(['no', 'yes']);
    expect([by('case-supervision:zhangzhou'), by('case-supervision:zhangzhou-city')])
      .toEqual([[{ role: 'committee', level: 'city' }], [{ role: 'committee', level: 'province' }]]);
  });

  test('18: a violation is exposed, not an accident', () => {
    expect(rowOf('exposure:zhangzhou')).toMatchObject({ subject: 'inspection', when: { found: ['typical-violation'] } });
  });
});

test('石家庄: the city office issues notice and listing alike', () => {
  const by = (code: string) => rowOf(code).measures[0]?.by;
  expect(by('accident-notice:shijiazhuang')).toEqual([{ role: 'committee-office', level: 'city' }]);
  expect(by('case-supervision:shijiazhuang')).toEqual([{ role: 'committee-office', level: 'city' }]);
});

test('湖南: decisions are online from 2016-01-01; crimes go to police and procuratorate as a transfer', () => {
  const at = (day: string) => inForce(resolve(['national', 'hunan-2015']).publicity, day).map(({ code }) => code);
  expect([at('2015-12-31').includes('publicity:penalty-online'), at('2016-01-01').includes('publicity:penalty-online')]).toEqual([false, true]);
  expect(rowOf('transfer:hunan').measures[0]).toMatchObject({ kind: 'transfer', force: 'shall', detail: '移送公安机关、检察机关' });
});

test('天津: a proposal raises a case, the procuratorate gets its copy, officers are taught by their own government', () => {
  expect(rowOf('elevation:tianjin').inactive).toBeUndefined();
  expect(rowOf('transfer:tianjin').measures[0]?.detail).toContain('抄送同级人民检察院');
  expect(dutyOf('tianjin-2016', 'duty:integrity-education')?.who).toBe('各区县政府和有关部门');
});

test('陕西 21: a proposal of a talk finds its row, for an area and for an accident', () => {
  const proposals = [{ measure: 'talk', ground: '问题突出', by: '市安委会', at: startOfDate('2026-03-20') }] as const;
  expect(verdict('talk:shaanxi', facts({ areas: [area({ proposals: [...proposals] })] }))).toBe('yes');
  expect(verdict('talk:shaanxi-accident', facts({ accidents: [accident('a1', '2026-03-10', { proposals: [...proposals] })] }))).toBe('yes');
});

test('兵团: the page says that twelve dead are treated milder than nine, and who decides where the text does not', () => {
  expect(rowOf('t04').note).toContain('死亡12人只有一票否决');
  expect(['t05', 't05:coal', 't06', 't08'].map((code) => rowOf(code).note?.includes('推断'))).toEqual([true, true, true, true]);
  expect(verdict('t10:inspection', facts({ inspections: [inspection({ found: ['resource-exhausted'] })] }))).toBe('yes');
});

test('兵团 办法9: the result is public by the last of February, which leap years put on the 29th', () => {
  const line = linesOf(newest.find(({ pack }) => pack.id === 'xpcc-2014') ?? { pack: { id: '', title: '', rows: [] } })
    .find(({ code }) => code === 'duty:assessment-result');
  expect(line?.text).toBe('兵团安全生产委员会办公室：每年2月末日前（含当日）');
});

test('保山: the firm reports; from 2016-01-01 firms outside the four first industries check themselves too', () => {
  expect(dutyOf('baoshan-2015', 'duty:hazard-progress')?.who).toBe('隐患被挂牌督办的企业');
  expect(['2015-12-31', '2016-01-01'].map((day) => dutyOf('baoshan-2015', 'duty:self-check', day)?.who))
    .toEqual(['煤矿、非煤矿山、危险化学品、烟花爆竹企业', '纳入名录的生产经营单位（各行业）']);
});

test('吉林: slow rescue alone is no veto, with bad influence it is; the session is the government’s', () => {
  const none = { concealed: false, 'false-report': false, 'late-report': false } as const;
  const slow = (bad: boolean) => facts({ accidents: [accident('a1', '2026-03-10', { tags: { ...none, 'slow-rescue': true, 'bad-influence': bad } })] });
  expect([verdict('t18', slow(false)), verdict('t18', slow(true))]).toEqual(['no', 'yes']);
  expect([dutyOf('jilin-2009', 'duty:party-session'), dutyOf('jilin-2009', 'duty:government-session')?.who]).toEqual([undefined, '各市（州）政府']);
});

test('南京 and 云南 bear their own titles', () => {
  const title = (id: string) => newest.find(({ pack }) => pack.id === id)?.pack.source?.title;
  expect([title('nanjing-2016'), title('yunnan-2014')]).toEqual(['市政府关于加强安全生产监管执法工作的实施意见', '云南省安全生产党政同责暂行规定']);
});

test('A8: what voids a local rule is a law of some day', () => {
  const voids = newest.filter(({ pack }) => pack.version === '2026.2').flatMap(({ pack }) => pack.rows).filter(({ against }) => against?.standing === 'void');
  expect([...new Set(voids.map(({ code, against }) => `${code} ${against?.since}`))].sort()).toEqual([
    'duty:evaluation 2021-09-01', 'evaluation 2021-03-03', 'penalty-publicity 2021-09-01', 'role:procuratorate 2007-06-01',
  ]);
});
