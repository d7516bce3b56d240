import type { ConflictRow } from '../../../domain/rule-pack/conflict';
import type { RuleSet } from '../../../domain/rule-pack/types';
import { inForce } from '../../../domain/rule-pack/span';
import { loadRules } from '../../../rules';
import { newestPacks } from '../../../rules/pack-names';

/** The contradictions between the sources, one by one: C1–C12 and those of the gaps that concern rules. */

const { packs, resolve } = loadRules();
const locals = newestPacks(packs).map(({ pack }) => pack).filter(({ id }) => id !== 'national');
const TODAY = '2026-11-26';
const rulesOf = (id: string): RuleSet => resolve(['national', id]);
const clockOf = (id: string, code: string) => inForce(rulesOf(id).clocks, TODAY).find((row) => row.code === code);
const conflictOf = (id: string, code: string): ConflictRow | undefined => rulesOf(id).conflicts.find((row) => row.code === code);
const packOf = (id: string) => {
  const found = packs.find(({ pack }) => pack.id === id);
  if (!found) throw new Error(`no pack ${id}`);
  return found;
};
const listerOf = (id: string, code: string) => rulesOf(id).listers.find((row) => row.code === code);

test.each([
  ['zhangzhou-2016', '漳州'], ['shijiazhuang-2016', '石家庄'], ['nanjing-2016', '宁政发'],
])('C1 %s: “1年后” yields to the law, which says within a year of approval', (id, source) => {
  const conflict = conflictOf(id, 'evaluation');
  expect(conflict).toMatchObject({ verdict: 'national-stricter', local: { text: '满1年起' } });
  expect(conflict?.reason).toContain('批复后一年以内');
  expect(conflict?.cites).toEqual(expect.arrayContaining(['安全生产法 第86条', expect.stringContaining(source)]));
});

test('C1 焦作: “1年内” agrees with the law, is not called looser, and both sources stand behind the limit', () => {
  expect(conflictOf('jiaozuo-2016', 'evaluation')).toBeUndefined();
  expect(clockOf('jiaozuo-2016', 'evaluation')).toMatchObject({
    lengths: [{ length: { unit: 'years', amount: 1 }, opens: { unit: 'months', amount: 10 } }],
    cite: ['安委办〔2021〕4号 第3条', '安全生产法 第86条', '焦政办〔2016〕25号 二（七）'],
  });
});

test('C2 天津: evaluating only typical cases is less than the law demands', () => {
  expect(conflictOf('tianjin-2016', 'duty:evaluation')).toMatchObject({ verdict: 'national-stricter', reason: expect.stringContaining('典型案件') });
  expect(inForce(rulesOf('tianjin-2016').duties, TODAY).find(({ code }) => code === 'duty:evaluation')?.scope).toBe('all');
});

test('C3: the evaluation starts at approval in every pack, whatever a text calls the end of the case', () => {
  for (const { id } of locals) {
    expect(clockOf(id, 'evaluation')?.trigger).toEqual({ from: 'act', acts: ['approve'], pick: 'first' });
  }
});

test('C4: the procuratorate is invited to every accident; a locality may only call it otherwise', () => {
  const role = (id: string) => inForce(rulesOf(id).partyRoles, TODAY).find(({ code }) => code === 'role:procuratorate');
  expect(locals.filter(({ id }) => role(id)?.occasion !== 'every')).toEqual([]);
  expect(conflictOf('jiaozuo-2016', 'role:procuratorate')).toMatchObject({ verdict: 'national-stricter', cites: ['493号令 第22条', '焦政办〔2016〕25号 二（七）'] });
  expect(['jiaozuo-2016', 'zhangzhou-2016', 'shijiazhuang-2016', 'chuxiong-2015'].map((id) => role(id)?.role))
    .toEqual(['invited', 'invited', 'intervenes', 'intervenes']);
  expect(rulesOf('nanjing-2016').partyRoles.find(({ code }) => code === 'role:procuratorate-on-crime')?.role).toBe('joint');
});

test('C5: the supervisory commission runs its own inquiry beside the team; both texts are named', () => {
  expect(resolve(['national']).partyRoles.find(({ party }) => party === 'supervisory-commission')).toMatchObject({
    role: 'parallel', cite: ['493号令 第22条', expect.stringContaining('审查调查工作规定')],
  });
});

test('C6, G11: penalties seven working days everywhere; other decisions twenty in the four cities that say so', () => {
  for (const { id } of locals) {
    expect(clockOf(id, 'penalty-publicity')?.lengths[0]?.length).toEqual({ unit: 'working-days', amount: 7 });
  }
  const twenty = locals.filter(({ id }) => clockOf(id, 'enforcement-publicity')?.lengths[0]?.length?.amount === 20);
  expect(twenty.map(({ id }) => id).sort()).toEqual(['jiaozuo-2016', 'nanjing-2016', 'shijiazhuang-2016', 'zhangzhou-2016']);
  expect(twenty.map(({ id }) => conflictOf(id, 'penalty-publicity')?.verdict)).toEqual(Array(4).fill('national-stricter'));
});

test.each([
  ['jiaozuo-2016', /县级政府.*一般事故/], ['zhangzhou-2016', /1—2人.*道路交通.*2人/], ['shijiazhuang-2016', /典型一般/],
  ['chuxiong-2015', /影响较大的典型/], ['tianjin-2016', /性质严重、影响恶劣的一般/], ['nanjing-2016', /区政府.*按规定/],
])('C7 %s lists its own accidents', (id, scope) => {
  expect(listerOf(id, 'lister:case-supervision')?.scope).toMatch(scope);
  expect(listerOf(id, 'lister:case-supervision-state')?.body).toEqual({ kind: 'safety-committee', level: 'state' });
});

test('C8: the committee lists in 焦作, 天津 and 南京, its office in 石家庄', () => {
  const kind = (id: string) => listerOf(id, 'lister:case-supervision')?.body.kind;
  expect(['jiaozuo-2016', 'tianjin-2016', 'nanjing-2016', 'shijiazhuang-2016'].map(kind))
    .toEqual(['safety-committee', 'safety-committee', 'safety-committee', 'safety-committee-office']);
});

test('C9: 漳州 puts the efficiency office before the superior office, for every report; elsewhere only supervised ones go up', () => {
  const chain = (id: string) => inForce(rulesOf(id).reviewChains, TODAY).find(({ code }) => code === 'review-chain');
  expect(chain('zhangzhou-2016')?.stages.map(({ body }) => body)).toEqual([
    { kind: 'efficiency-office', level: 'investigator' }, { kind: 'safety-committee-office', level: 'superior' },
  ]);
  expect([chain('zhangzhou-2016')?.scope, chain('nanjing-2016')?.scope]).toEqual(['always', 'supervised']);
  expect(conflictOf('zhangzhou-2016', 'review-chain')?.verdict).toBe('local-stricter');
});

test('C10: 石家庄 takes a case up with the consent of the city government, in 南京 the city government itself does', () => {
  expect(listerOf('shijiazhuang-2016', 'lister:elevation-local')?.consent).toEqual({ kind: 'government', level: 'city' });
  expect(listerOf('nanjing-2016', 'lister:elevation-local')).toMatchObject({ body: { kind: 'government', level: 'city' } });
  expect(listerOf('nanjing-2016', 'lister:elevation-local')?.consent).toBeUndefined();
});

test('C11, G01: both rules of 兵团 on three to five dead are on board, each with its own text', () => {
  const triggers = packOf('xpcc-2014').triggers ?? [];
  const cites = ['t02', 't03'].map((code) => triggers.find((row) => row.code === code)?.cite.join());
  expect(cites).toEqual([expect.stringContaining('长效机制意见'), expect.stringContaining('考核奖惩办法 第十四条')]);
});

test('C12: railway, power and the sea keep their own times over the sixty days, and no locality changes them', () => {
  const own = (rules: RuleSet) => inForce(rules.clocks, TODAY).find(({ code }) => code === 'investigation-report')?.lengths
    .filter(({ industries }) => industries).map(({ industries, grades, length }) => [industries?.[0], grades?.join(), length?.amount]);
  const national = own(resolve(['national']));
  expect(national).toEqual([
    ['railway', 'extraordinary', 60], ['railway', 'major', 30], ['railway', 'larger', 20], ['railway', 'general', 10], ['power', 'general,larger', 45],
    ['maritime', undefined, 90],
  ]);
  for (const { id } of locals) expect(own(rulesOf(id))).toEqual(national);
});

describe('gaps', () => {
  test('G09, G10: who lists a hazard differs by pack and grade', () => {
    const listers = (id: string) => rulesOf(id).listers.filter(({ matter }) => matter === 'hazard-supervision').map(({ body }) => `${body.kind}@${body.level}`);
    expect(listers('xpcc-2014')).toEqual(['government@city', 'government@province']);
    expect(listers('baoshan-2015')).toEqual(['industry-regulator@county']);
    expect(listers('shanxi-2014')).toEqual(['government@county']);
    expect(listers('jiaozuo-2016')).toEqual([]);
  });

  test('G12: only what is dated has a date', () => {
    const plan = (id: string) => rulesOf(id).duties.filter(({ code }) => code.startsWith('duty:plan')).map(({ code, by }) => [code, by]);
    expect(plan('shijiazhuang-2016')).toEqual([['duty:plan-approval', '01-31'], ['duty:plan-filing', '03-31']]);
    expect(plan('tianjin-2016')).toEqual([['duty:plan-approval', '01-31']]);
    expect(plan('hunan-2015')).toEqual([['duty:plan-approval', undefined]]);
  });

  test('G14: “县（乡镇）级” means both, each for itself', () => {
    expect(rulesOf('zhangzhou-2016').duties.find(({ code }) => code === 'duty:secret-inspection-county')).toMatchObject({
      who: expect.stringContaining('各自'), times: { per: 'quarter', atLeast: 1 },
    });
  });

  test('G15: of “1至2次” the lower number is owed', () => {
    expect(rulesOf('shijiazhuang-2016').duties.find(({ code }) => code === 'duty:joint-enforcement')?.times).toEqual({ per: 'year', atLeast: 1 });
  });

  test('G22: 保山 asks for checks and for filings, as two duties', () => {
    const duties = rulesOf('baoshan-2015').duties;
    expect(duties.find(({ code }) => code === 'duty:monthly-declaration')).toMatchObject({ dayOfMonth: 5, times: { per: 'month', atLeast: 1 } });
    expect(duties.find(({ code }) => code === 'duty:self-check')).toMatchObject({ times: { per: 'month', atLeast: 1 } });
  });

  test('G23: what stands behind the break in the text of 楚雄 is not guessed, and displaces nothing', () => {
    expect(listerOf('chuxiong-2015', 'lister:elevation-local')?.note).toContain('只供参考');
    expect(listerOf('chuxiong-2015', 'lister:elevation')?.cite).toEqual(['493号令 第20条']);
  });
});
