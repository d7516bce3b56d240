import { measuresView } from '../../../api/pages/case-measures';
import type { Act, CountRow } from '../../../domain/accident-case/facts';
import { startOfDate } from '../../../domain/time/instant';
import type { CaseRecord } from '../../../prisma/repositories/case-queries';
import { loadRules } from '../../../rules';

const at = (day: string) => startOfDate(day);
const { resolve } = loadRules();

/** As much of a record as the view reads. */
const record = (rest: { counts?: CountRow[]; acts?: Act[]; packs?: CaseRecord['packs'] } = {}): CaseRecord => ({
  id: 'c', packs: rest.packs ?? resolve(['national', 'shijiazhuang-2016']).pins,
  facts: { accident: { occurredAt: at('2026-03-10'), region: '130102', industry: 'general' }, counts: rest.counts ?? [], acts: rest.acts ?? [] },
} as unknown as CaseRecord);
const LARGER: CountRow[] = [{ at: at('2026-03-10'), deaths: 3 }];

describe('the page of possible measures', () => {
  test('of a larger accident in 石家庄: the meeting stands with measure, reason and source; typical or not cannot be told', () => {
    const view = measuresView(record({ counts: LARGER }), at('2026-03-12'));
    expect(view.findings.map(({ title, state }) => [title, state])).toEqual([['较大和典型一般事故，行业主管部门召开现场警示教育会', '成立']]);
    expect(view.findings[0]).toMatchObject({
      measures: ['应当由行业主管部门召开现场会，事故发生后30日内（建议值）（在事故发生地或者事故发生单位）'], because: ['事故等级为较大，符合“较大”'],
      cite: '石家庄市加强安全生产监管执法工作实施意见 二（五）', taken: [], missing: [],
    });
    expect(view.open.find(({ title }) => title.startsWith('典型较大事故'))?.missing).toEqual(['本案事故的认定：是否“典型事故”']);
    expect(view.others).toBeGreaterThan(0);
  });

  test('of a major accident under supervision: says since when it is', () => {
    const acts: Act[] = [{ at: at('2026-03-11'), do: 'open-supervision', by: '国务院安委会' }];
    const view = measuresView(record({ counts: [{ at: at('2026-03-10'), deaths: 10 }], acts }), at('2026-03-12'));
    expect(view.findings.find(({ title }) => title.startsWith('重大事故由国务院安委会'))?.taken).toEqual(['2026年3月11日（周三）已办理：挂牌督办通知书送达']);
  });

  test('of a case whose rules are not on board with these bytes: says so and shows nothing', () => {
    const view = measuresView(record({ packs: [{ id: 'national', version: '2026.1', sha256: '0'.repeat(64) }] }), at('2026-03-12'));
    expect(view).toMatchObject({ findings: [], open: [], unavailable: '本案所用的规则版本不在本机，不能判断。' });
  });
});
