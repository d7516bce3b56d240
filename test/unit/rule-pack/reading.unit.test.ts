import { conflictTable } from '../../../domain/pack-reading/conflict-table';
import { diffPacks } from '../../../domain/pack-reading/diff';
import { linesOf, packName } from '../../../domain/pack-reading/lines';
import { TOPICS } from '../../../domain/pack-reading/topics';
import { loadRules } from '../../../rules';
import { PackNameError, findPack, newestPacks } from '../../../rules/pack-names';

const { packs } = loadRules();
const named = (name: string) => findPack(name, packs);

describe('a pack by name', () => {
  test.each([
    ['石家庄', 'shijiazhuang-2016'], ['焦作市', 'jiaozuo-2016'], ['云南省', 'yunnan-2014'], ['兵团', 'xpcc-2014'], ['全国', 'national'], ['national@2026.1', 'national'],
    ['保山市安全生产大检查长效机制工作方案', 'baoshan-2015'], ['tianjin-2016', 'tianjin-2016'],
  ])('%s is %s', (name, id) => {
    expect(named(name).pack.id).toBe(id);
  });

  test.each(['北京', '', '石', 'national@1999.1', 'jiaozuo-2016@'])('“%s” is refused with what there is', (name) => {
    expect(() => named(name)).toThrow(PackNameError);
    expect(() => named(name)).toThrow(/石家庄（shijiazhuang-2016）/);
  });

  test('without a version is the newest one', () => {
    const older = packs.filter(({ pack }) => pack.id === 'national').slice(0, 1).map((loaded) => ({ ...loaded, pack: { ...loaded.pack, version: '2025.1' } }));
    const board = [...packs.filter(({ pack }) => pack.id < 'national'), ...older, ...packs.filter(({ pack }) => pack.id >= 'national')];
    expect(newestPacks(board).filter(({ pack }) => pack.id === 'national').map(({ pack }) => pack.version)).toEqual(['2026.2']);
    expect([findPack('全国', board).pack.version, findPack('national@2025.1', board).pack.version]).toEqual(['2026.2', '2025.1']);
  });
});

describe('a pack as lines', () => {
  test('every code of every pack is one line with words, topic and source, in the order of topics', () => {
    const order = Object.keys(TOPICS);
    for (const loaded of packs) {
      const lines = linesOf(loaded);
      expect(lines).toHaveLength(new Set(loaded.pack.rows.map(({ code }) => code)).size + (loaded.triggers?.length ?? 0));
      expect(lines.filter(({ text, title, cite }) => text.length < 2 || title.length < 2 || !cite.length)).toEqual([]);
      expect(lines.map(({ topic }) => order.indexOf(topic))).toEqual(lines.map(({ topic }) => order.indexOf(topic)).sort((a, b) => a - b));
    }
  });

  test.each<[pack: string, code: string, title: string, text: string]>([
    ['national', 'approval', '批复调查报告', '特别重大事故30日，可延长，累计不超过30日；15日'],
    ['national', 'casualty-window', '伤亡变化窗口', '道路交通、火灾7日；30日'], ['national', 'hearing-notice', '听证七日前通知当事人', '1996年10月1日至2021年7月14日：提前7日；2021年7月15日起：提前7个工作日'],
    ['national', 'evaluation', '公开整改落实评估结果', '2016年12月9日至2021年3月2日：1年；2021年3月3日起：1年，满10个月起'], ['national', 'dishonesty-early-removal', '可以申请提前移出失信名单', '满12个月起'],
    ['national', 'grading', '事故等级标准', '较大：死亡3人或重伤10人或直接经济损失10000000元以上；重大：死亡10人或重伤50人或直接经济损失50000000元以上；特别重大：死亡30人或重伤100人或直接经济损失100000000元以上'],
    ['shijiazhuang-2016', 'duty:plan-approval', '年度执法计划报本级政府分管负责人批准', '各级负有安全生产监管职责的部门：每年1月31日前（含当日）'],
    ['baoshan-2015', 'duty:monthly-declaration', '网上申报上月自查和整改情况', '2015年7月22日至2015年12月31日：煤矿、非煤矿山、危险化学品、烟花爆竹企业：每月至少1次，每月5日前（含当日）；2016年1月1日起：纳入名录的生产经营单位（各行业）：每月至少1次，每月5日前（含当日）'],
    ['shaanxi-2014', 'duty:party-session', '党委常委会研究安全生产', '各级党委：没有规定次数和期限'],
    ['xpcc-2014', 'duty:fine-payment', '不合格单位上缴罚款', '考核不合格的师、直属单位：公布考核结果后15日内'],
    ['jiaozuo-2016', 'enforcement-publicity', '公开行政处罚以外的执法决定', '20个工作日'],
    ['neimenggu-2016', 'publicity:penalty', '公开行政处罚决定', '行政处罚决定7个工作日内公开（部门网站，并推送企业信息公示系统）'],
    ['fujian-2021', 'review-chain:legal', '调查报告法制审核', '所有案件（重大）：法制审核（同级司法行政部门）'],
    ['fujian-2021', 'gate:approve-after-legal-review', '批复前的关口', '审核链上各环没有全部同意的，提醒后方可批复'],
    ['zhangzhou-2016', 'gate:review-in-order', '审核意见前的关口', '审核链上前一环没有同意的，不得出具后一环的意见'],
  ])('%s %s reads “%s：%s”', (pack, code, title, text) => {
    expect(linesOf(named(pack)).find((line) => line.code === code)).toMatchObject({ title, text });
  });

  test('two rows of one code, each for its own days, are one line that says when which counts', () => {
    const { pack } = named('全国');
    const row = pack.rows.find(({ code }) => code === 'penalty-payment');
    if (row?.kind !== 'clock') throw new Error('no payment row');
    const later = { ...row, cite: ['乙法 第1条'], note: undefined, effective: { from: '2027-01-01' }, lengths: [{ length: { unit: 'days' as const, amount: 10 }, extensionCapDays: 0 }] };
    const rows = [{ ...row, effective: { to: '2026-12-31' } }, later];
    expect(linesOf({ pack: { ...pack, rows } })).toMatchObject([
      { code: 'penalty-payment', text: '2026年12月31日以前：15日；2027年1月1日起：10日', cite: [...row.cite, '乙法 第1条'], note: row.note, overruled: null },
    ]);
  });

  test('what the law overrules says so, with the law', () => {
    expect(linesOf(named('焦作')).find(({ code }) => code === 'penalty-publicity')?.overruled).toContain('（安全生产法 第78条）');
    expect(linesOf(named('national')).filter(({ overruled }) => overruled !== null)).toEqual([]);
  });

  test('is called by its place, the country, or the number of its document', () => {
    expect(['石家庄', 'national', 'saws-2009'].map((name) => packName(named(name).pack))).toEqual(['石家庄', '全国', '安监总管二〔2009〕125号']);
  });
});

describe('two packs side by side', () => {
  const topics = diffPacks(named('石家庄'), named('焦作'), named('national'));
  const line = (code: string) => topics.flatMap(({ lines }) => lines).find((each) => each.code === code);

  test('every rule of both stands once', () => {
    const codes = topics.flatMap(({ lines }) => lines.map(({ code }) => code));
    const expected = new Set([...linesOf(named('石家庄')), ...linesOf(named('焦作'))].map(({ code }) => code));
    expect([...codes].sort()).toEqual([...expected].sort());
  });

  test('a rule that only one has stands against the national one, or against nothing', () => {
    expect(line('gate:approve-after-supervision-review')).toMatchObject({ differs: true, a: { own: true }, b: { own: false, cite: ['安委〔2010〕6号 第8条'] } });
    expect(line('duty:plan-filing')).toMatchObject({ differs: true, b: null });
    expect(line('penalty-publicity')).toMatchObject({ differs: false, a: { own: true, text: '20个工作日' }, b: { own: true } });
  });

  test('what differs comes first, in each topic and among topics', () => {
    const differs = (flags: boolean[]) => flags.map(Number);
    for (const { lines } of topics) expect(differs(lines.map((each) => each.differs))).toEqual(differs(lines.map((each) => each.differs)).sort((a, b) => b - a));
    const byTopic = differs(topics.map(({ lines }) => lines.some((each) => each.differs)));
    expect(byTopic).toEqual([...byTopic].sort((a, b) => b - a));
    expect(topics.at(-1)?.name).toBe('公布与公示');
  });

  test('a pack against itself differs in nothing', () => {
    expect(diffPacks(named('漳州'), named('漳州'), named('national')).flatMap(({ lines }) => lines).filter(({ differs }) => differs)).toEqual([]);
  });
});

describe('all against the law', () => {
  const table = conflictTable(newestPacks(packs));

  test('holds every locality and every conflict that resolving it finds', () => {
    const locals = newestPacks(packs).filter(({ pack }) => pack.id !== 'national');
    expect(table.localities.map(({ packId }) => packId)).toEqual(locals.map(({ pack }) => pack.id));
    const found = locals.flatMap(({ pack }) => loadRules().resolve(['national', pack.id]).conflicts.map(({ code }) => `${pack.id} ${code}`));
    expect(table.conflicts.map(({ packId, code }) => `${packId} ${code}`)).toEqual(found);
    expect(found).toHaveLength(16);
  });

  test('leaves out nothing a locality says on a compared topic, and needs the national pack', () => {
    const said = table.localities.flatMap(({ cells }) => Object.values(cells).flat()).length;
    const lines = newestPacks(packs).filter(({ pack }) => pack.id !== 'national').flatMap((loaded) => linesOf(loaded)).filter(({ topic }) => table.topics.includes(topic));
    expect(said).toBe(lines.length);
    expect(() => conflictTable([named('焦作')])).toThrow('全国');
  });
});
