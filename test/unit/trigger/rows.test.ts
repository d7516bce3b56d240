import type { AreaYear, Inspection, TriggerAccident, TriggerFacts } from '../../../domain/trigger/facts';
import {
  ACCIDENT_TAGS, AREA_TAGS, type AccidentTag, type AreaTag, FINDINGS, type FindingKind, MEASURES, type MeasureKind,
} from '../../../domain/trigger/vocabulary';
import { ALL_ROWS, accident, area, ask, facts, inspection } from '../../support/triggers';

const one = (rest: Partial<TriggerAccident>): TriggerFacts => facts({ accidents: [accident('a1', '2026-06-15', rest)] });
const year = (rest: Partial<AreaYear>, accidents: TriggerAccident[] = []): TriggerFacts => facts({ areas: [area(rest)], accidents });
const look = (rest: Partial<Inspection>): TriggerFacts => facts({ inspections: [inspection(rest)] });
const tag = (name: AccidentTag, is?: boolean | 'undecided') => ({ tags: is === undefined ? {} : { [name]: is } });
const mine = (capacity: number | undefined, rest: Partial<TriggerAccident>): TriggerFacts => ({
  ...one({ industry: 'coal-mine', unit: '某矿', ...rest }), units: capacity === undefined ? [] : [{ unit: '某矿', capacity }],
});
const firm = (stateOwned: boolean | undefined, ...accidents: TriggerAccident[]): TriggerFacts => facts({
  accidents, units: stateOwned === undefined ? [] : [{ unit: '某公司', traits: { 'state-owned': stateOwned } }],
});
const asked = { measure: 'veto', ground: '连续两年指标失控', by: '安委办', at: Date.parse('2026-06-01T09:00+08:00') } as const;
const noGrade = { grade: undefined };
const noDeaths = { deaths: undefined };

/** [row, facts that say yes, facts that say no, facts that leave it open, what is then missing] */
const T_ROWS: [string, TriggerFacts, TriggerFacts, TriggerFacts, RegExp][] = [
  ['t01', one({ deaths: 1 }), one({ grade: 'larger', deaths: 3 }), one(noGrade), /a1.*等级/],
  ['t02', one({ deaths: 5 }), one({ deaths: 6 }), one(noDeaths), /a1.*死亡人数/],
  ['t03', one({ deaths: 3 }), one({ deaths: 2 }), { ...one({ deaths: 2 }), completeSince: {} }, /2026年5月16日至2026年6月15日的全部事故/],
  ['t04', one({ deaths: 9 }), one({ deaths: 10 }), one({ deaths: 5, missing: 1 }), /1名下落不明人员的生死/],
  ['t05', one({ deaths: 10 }), one({ deaths: 9, ...tag('great-impact', false) }), one({ deaths: 9 }), /造成重大影响/],
  ['t05:coal', one({ deaths: 10, industry: 'coal-mine' }), one({ deaths: 10 }), one({ industry: 'coal-mine', ...noDeaths }), /死亡人数/],
  ['t06', look({ found: ['limit-missed'] }), look({ found: ['plan-not-kept'] }), look({ concluded: false }), /检查“i1”的最后结果/],
  ['t07', one({ industry: 'coal-mine', ...tag('mine-duty-unmet', true) }), one(tag('mine-duty-unmet', true)),
    one({ industry: 'coal-mine' }), /领导带班/],
  ['t08', year({ score: 59.99 }), year({ score: 60, assessment: 'passed' }), year({ score: 60 }), /年度考核结果/],
  ['t09', look({ found: ['work-above-gas-limit'] }), look({ found: ['work-above-gas-limit'], industry: 'gas' }), look({ concluded: false }), /瓦斯超限/],
  ['t10', mine(9, { grade: 'larger', liability: true }), mine(9.1, { grade: 'larger', liability: true }),
    mine(undefined, { grade: 'larger', liability: true }), /生产能力/],
  ['t10:inspection', look({ found: ['beyond-boundary'] }), look({}), look({ concluded: false }), /超层越界/],
  ['t11', one({ grade: 'major', liability: true }), one({ grade: 'major', liability: false }), one({ grade: 'major' }), /是否为责任事故/],
  ['t12:failed', year({ assessment: 'failed' }), year({ assessment: 'passed' }), year({}), /年度考核结果/],
  ['t12:major', one({ grade: 'major', liability: true }), one({ grade: 'larger', liability: true }), one({ grade: 'major' }), /是否为责任事故/],
  ['t12:larger-vicious', one({ grade: 'larger', liability: true, ...tag('vicious', true) }), one({ grade: 'larger', liability: true, ...tag('vicious', false) }),
    one({ grade: 'larger', liability: true }), /恶性事故/],
  ['t13', firm(true, accident('a0', '2025-06-15', { deaths: 1 }), accident('a1', '2026-06-15', { deaths: 1 })),
    firm(true, accident('a0', '2025-06-14', { deaths: 1 }), accident('a1', '2026-06-15', { deaths: 1 })),
    firm(undefined, accident('a1', '2026-06-15', { grade: 'larger', liability: true })), /国有/],
  ['t14:warned', one(tag('warned-unfixed', true)), one(tag('warned-unfixed', false)), one({}), /经预警、提醒/],
  ['t14:interference', one(tag('interference-caused', true)), one(tag('interference-caused', false)), one({}), /干预监管执法/],
  ['t15', year({ deaths: 12, deathsYearBefore: 10 }), year({ deaths: 11, deathsYearBefore: 10, tags: { 'marked-problems': false } }),
    year({ tags: { 'marked-problems': false }, deaths: 5 }), /上年同期/],
  ['t15:major', one({ grade: 'major' }), one({ grade: 'larger' }), one(noGrade), /等级/],
  ['t16', year({ deaths: 13, deathsQuota: 12 }), year({ deaths: 12, deathsQuota: 12, larger: 1, largerQuota: 1, assessment: 'passed' }),
    year({ deaths: 12 }), /死亡人数控制指标/],
  ['t16:major', one({ grade: 'major' }), one({ grade: 'larger' }), one(noGrade), /等级/],
  ['t17', one({ grade: 'larger', ...tag('concealed', true) }), one({ grade: 'general', ...tag('concealed', true) }), one({ grade: 'larger' }), /瞒报/],
  ['t17:area', year({ assessment: 'failed' }), year({ assessment: 'passed', deaths: 3, deathsQuota: 3 }), year({ assessment: 'passed' }), /控制指标/],
  ['t18', one({ ...tag('false-report', true) }),
    one({ tags: { concealed: false, 'false-report': false, 'late-report': false, 'slow-rescue': true, 'bad-influence': false } }), one({}), /迟报/],
  ['t19:shanxi', year({ assessment: 'failed' }), year({ assessment: 'passed' }), year({ assessment: 'undecided' }), /年度考核结果/],
  ['t19:shijiazhuang', year({ assessment: 'failed' }), year({ assessment: 'passed' }), year({}), /年度考核结果/],
  ...['jiaozuo', 'chuxiong', 'nanjing', 'neimenggu', 'tianjin', 'shaanxi'].map((pack): (typeof T_ROWS)[number] =>
    [`t20:${pack}`, year({ proposals: [asked] }), year({ proposals: [{ ...asked, measure: 'talk' }] }), year({}), /书面提出一票否决/]),
  ['t21', look({ found: ['sham-inspection'] }), look({}), look({ concluded: false }), /走过场/],
  ['t21:serious', look({ found: ['sham-inspection'], serious: true }), look({ found: ['sham-inspection'], serious: false }),
    look({ found: ['sham-inspection'] }), /情节严重/],
  ['t22', look({ found: ['rollout-neglected'] }), look({}), look({ concluded: false }), /推广使用不力/],
  ['t22:jilin', look({ found: ['standardization-missed'] }), look({}), look({ concluded: false }), /未达标/],
  ['t23', one({ grade: 'major' }), one({ grade: 'larger', ...tag('typical', false) }), one({ grade: 'larger' }), /典型事故/],
  ['t24:extraordinary', one({ grade: 'extraordinary' }), one({ grade: 'major' }), one(noGrade), /等级/],
  ['t24:weak-implementation', year({ tags: { 'weak-implementation': true } }), year({ tags: { 'weak-implementation': false } }), year({}), /贯彻落实不力/],
  ['t24:major', facts({ accidents: [accident('a0', '2026-05-16', { grade: 'major', region: '330900' }), accident('a1', '2026-06-15', { grade: 'major' })] }),
    facts({ accidents: [accident('a0', '2026-05-15', { grade: 'major' }), accident('a1', '2026-06-15', { grade: 'major', tags: { 'grave-nature': false } })] }),
    one({ grade: 'major' }), /性质严重/],
  ['t24:city', one({ grade: 'larger', ...tag('weak-response', true) }), one({ grade: 'general' }), one({ grade: 'larger' }), /应急处置不力/],
];

/** Supervision, elevation, meetings, press, notices and lists. */
const OTHER_ROWS: typeof T_ROWS = [
  ['case-supervision:major', one({ grade: 'major' }), one({ grade: 'extraordinary' }), one(noGrade), /等级/],
  ['case-supervision:typical-larger', one({ grade: 'larger', ...tag('typical', true) }), one({ grade: 'larger', ...tag('typical', false) }),
    one({ grade: 'larger' }), /典型/],
  ['case-supervision:larger', one({ grade: 'larger', ...tag('typical', false) }), one({ grade: 'larger', ...tag('typical', true) }),
    one({ grade: 'larger' }), /典型/],
  ['case-supervision:general', one({}), one({ grade: 'larger' }), one(noGrade), /等级/],
  ['elevation:grade-rose', one({ gradeRose: true }), one({ gradeRose: false }), one({}), /等级变化/],
  ['dishonesty:larger-twice', facts({ accidents: [accident('a0', '2025-03-31', { grade: 'larger' }), accident('a1', '2026-03-31', { grade: 'larger' })] }),
    facts({ accidents: [accident('a0', '2025-03-31', { grade: 'larger' }), accident('a1', '2026-04-01', { grade: 'larger' })] }),
    { ...one({ grade: 'larger' }), completeSince: {} }, /全部事故/],
  ['accident-notice:xpcc-coal', one({ industry: 'coal-mine' }), one({}), one({ industry: undefined }), /行业/],
  ['case-supervision:zhejiang', one({ proposals: [{ ...asked, measure: 'case-supervision' }] }), one({ proposals: [] }), one({}), /查处挂牌督办/],
  ['on-site-meeting:zhejiang', one({ proposals: [{ ...asked, measure: 'on-site-meeting' }] }), one({ proposals: [] }), one({}), /现场会/],
  ['press-conference:yunnan', one({ grade: 'major' }), one({ grade: 'larger' }), one(noGrade), /等级/],
  ['case-supervision:zhangzhou', one({ deaths: 1, investigator: 'county' }),
    one({ deaths: 1, investigator: 'county', industry: 'road-traffic', ...tag('commercial-traffic', true) }),
    one({ deaths: 2, investigator: 'county', industry: 'road-traffic' }), /生产经营性/],
  ['case-supervision:zhangzhou-city', one({ deaths: 3, investigator: 'city' }), one({ deaths: 3, investigator: 'county' }),
    one({ deaths: 3 }), /负责调查的机关/],
  ['case-supervision:shijiazhuang', one(tag('typical', true)), one({ grade: 'larger', ...tag('typical', true) }), one({}), /典型/],
  ['elevation:shijiazhuang', one({ tags: { 'grave-nature': true, 'bad-influence': true } }), one({ tags: { 'grave-nature': false } }),
    one({ tags: { 'grave-nature': true } }), /造成恶劣影响/],
  ['on-site-meeting:shijiazhuang', one({ grade: 'larger' }), one({ grade: 'major' }), one({}), /典型/],
  ['accident-notice:shijiazhuang', one({ grade: 'major' }), one(tag('typical', false)), one({}), /典型/],
  ['case-supervision:tianjin', one({ tags: { typical: true, 'grave-nature': true, 'bad-influence': true } }), one({ tags: { typical: false } }),
    one({ tags: { typical: true, 'grave-nature': true } }), /恶劣影响/],
  ['on-site-meeting:tianjin', one({ grade: 'larger', ...tag('typical', true) }), one({ grade: 'larger', ...tag('typical', false) }),
    one({ grade: 'larger' }), /典型/],
  ['accident-notice:tianjin', one(tag('typical', true)), one(tag('typical', false)), one({}), /典型/],
  ['case-supervision:jiaozuo', one({ investigator: 'county' }), one({ investigator: 'city' }), one({}), /负责调查的机关/],
  ['case-supervision:chuxiong', one({ tags: { typical: true, 'marked-impact': true } }), one({ tags: { 'marked-impact': false } }),
    one({ tags: { typical: true } }), /影响较大/],
  ['case-supervision:nanjing', one({ investigator: 'county' }), one({ investigator: 'mine-safety-agency' }), one({}), /负责调查的机关/],
  ['elevation:nanjing', one({ tags: { 'grave-nature': true, 'marked-impact': true } }), one({ tags: { 'grave-nature': false } }),
    one({ tags: { 'grave-nature': true } }), /影响较大/],
];

const proposed = (measure: MeasureKind) => ({ proposals: [{ ...asked, measure }] });
const byTag = (code: string, name: AccidentTag): (typeof T_ROWS)[number] =>
  [code, one(tag(name, true)), one(tag(name, false)), one({}), new RegExp(ACCIDENT_TAGS[name])];
const byAreaTag = (code: string, name: AreaTag): (typeof T_ROWS)[number] =>
  [code, year({ tags: { [name]: true } }), year({ tags: { [name]: false } }), year({}), new RegExp(AREA_TAGS[name])];
const byFinding = (code: string, name: FindingKind): (typeof T_ROWS)[number] =>
  [code, look({ found: [name] }), look({}), look({ concluded: false }), new RegExp(FINDINGS[name])];
const byLiability = (code: string): (typeof T_ROWS)[number] =>
  [code, one({ liability: true }), one({ liability: false }), one({}), /是否为责任事故/];
const byProposal = (code: string, measure: MeasureKind): (typeof T_ROWS)[number] =>
  [code, one(proposed(measure)), one({ proposals: [] }), one({}), new RegExp(MEASURES[measure])];
const byYearProposal = (code: string, measure: MeasureKind): (typeof T_ROWS)[number] =>
  [code, year(proposed(measure)), year({ proposals: [] }), year({}), new RegExp(MEASURES[measure])];

/** Transfers, accountability, exposure and what else the local texts demand. */
const DEMANDED: typeof T_ROWS = [
  ...['jiaozuo', 'zhangzhou', 'shijiazhuang', 'hunan', 'neimenggu', 'tianjin', 'shaanxi', 'xpcc'].map((place) => byTag(`transfer:${place}`, 'suspected-crime')),
  byTag('transfer-duty:jiaozuo', 'duty-crime'),
  ...['shijiazhuang', 'fujian', 'neimenggu'].map((place) => byTag(`rule-revision:${place}`, 'rule-gap')),
  ...['shijiazhuang', 'hunan'].map((place) => byTag(`diligence:${place}`, 'duty-fulfilled')),
  byTag('accountability:hunan', 'duty-failure'), byTag('t14:duty-failure', 'duty-failure'),
  ...['shanxi', 'shaanxi', 'zhejiang', 'xpcc', 'saws'].map((place) => byLiability(`accountability:${place}`)), byLiability('heavier-handling:xpcc'),
  byAreaTag('accountability:neimenggu', 'weak-implementation'), byAreaTag('criticism-notice:zhejiang', 'accountability-unmet'),
  byAreaTag('coordination:saws', 'cross-boundary'),
  ...['talk:zhangzhou', 'talk:shijiazhuang', 'report:nanjing', 'follow-up:yunnan', 'report:baoshan', 'report:saws'].map((code) => byFinding(code, 'major-hazard')),
  ...['exposure:zhangzhou', 'exposure:nanjing'].map((code) => byFinding(code, 'typical-violation')),
  ...['interference:hunan', 'interference:neimenggu'].map((code) => byFinding(code, 'interference')),
  byFinding('accountability-plan:hunan', 'plan-not-kept'), byFinding('accountability-hazard:shaanxi', 'weak-supervision'),
  byFinding('warning:baoshan', 'rollout-neglected'), byFinding('acceptance:xpcc-coal', 'resumption-asked'), byFinding('accountability:xpcc-coal', 'weak-supervision'),
  byProposal('elevation:tianjin', 'elevation'), byProposal('warning-notice:zhejiang', 'warning-notice'), byProposal('talk:zhejiang', 'talk'), byProposal('talk:jilin', 'talk'),
  ...(['talk', 'warning-notice', 'criticism-notice'] as const).flatMap((measure) =>
    [byYearProposal(`${measure}:shaanxi`, measure), byProposal(`${measure}:shaanxi-accident`, measure)]),
  ['on-scene:xpcc-coal', one({ industry: 'coal-mine', grade: 'major' }), one({ industry: 'coal-mine', grade: 'larger' }),
    one({ industry: 'coal-mine', ...noGrade }), /等级/],
  ['on-scene:xpcc-unit', { ...one({}), units: [{ unit: '某公司', traits: { 'directly-affiliated': true } }] },
    { ...one({}), units: [{ unit: '某公司', traits: { 'directly-affiliated': false } }] }, one({}), /兵团直属单位/],
];

describe.each([...T_ROWS, ...OTHER_ROWS, ...DEMANDED])('trigger %s', (code, yes, no, open, missing) => {
  test('says yes where the condition is fulfilled, and needs nothing more', () => {
    expect(ask(code, yes)).toMatchObject({ verdict: 'yes', missing: [] });
  });

  test('says no where it is not', () => {
    expect(ask(code, no)).toMatchObject({ verdict: 'no', missing: [], accidents: [] });
  });

  test('cannot tell where a fact is absent, and names it in Chinese', () => {
    const answer = ask(code, open);
    expect(answer.verdict).toBe('cannot-tell');
    expect(answer.missing.map(({ text }) => text).join('；')).toMatch(missing);
  });

  test('cites its source and says what follows', () => {
    const answer = ask(code, yes);
    expect(answer.cite.length).toBeGreaterThan(0);
    expect(answer.measures.length).toBeGreaterThan(0);
  });
});

/** What the texts demand after each accident, whatever it was: there is no accident of which the answer is no. */
const OF_EVERY_ACCIDENT = ['training-check:zhangzhou', 'training-check:shijiazhuang', 'mediation:fujian'];

test.each(OF_EVERY_ACCIDENT)('trigger %s says yes of the least accident, and waits for its grade', (code) => {
  expect([ask(code, one({ deaths: 0 })).verdict, ask(code, one(noGrade)).verdict]).toEqual(['yes', 'cannot-tell']);
});

test('every active row on board is asked here', () => {
  const active = ALL_ROWS.filter(({ inactive }) => inactive === undefined).map(({ code }) => code).sort();
  expect([...T_ROWS, ...OTHER_ROWS, ...DEMANDED].map(([code]) => code).concat(OF_EVERY_ACCIDENT).sort()).toEqual(active);
});

test('rows of a text that breaks off, or that names no condition, are on board and find nothing', () => {
  expect(ALL_ROWS.filter(({ inactive }) => inactive !== undefined).map(({ code }) => code).sort())
    .toEqual(['elevation:chuxiong']);
});
