import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openForms } from '../../../api/auth/permissions';
import type { SignedIn } from '../../../api/auth/signed-in';
import { measuresView } from '../../../api/pages/case-measures';
import type { CaseCommand } from '../../../domain/kinds/accident-case/commands';
import type { PackPin } from '../../../domain/rule-pack/types';
import type { CaseRecord } from '../../../prisma/repositories/case-queries';
import { loadRules } from '../../../rules';
import { editionsOf } from '../../../rules/editions';
import { dead, decideOn, determine, registered } from '../../support/findings';
import { at, given, past } from '../../support/given';

const library = loadRules();
const PACKS = ['national', 'shijiazhuang-2016'];
const { pins } = library.resolve(PACKS);
const start: CaseCommand = registered({ occurredAt: at('2026-03-10T08:00'), region: '130102' }, '2026-03-10T09:00');
const office = { body: { id: 'o', kind: 'safety-committee-office', level: 'county', regionCode: '130102', name: '某办' } } as unknown as SignedIn;

function viewOf(commands: CaseCommand[], packs: readonly PackPin[] = pins, user = office) {
  const { state } = given([start, ...commands], PACKS);
  const record = { ...state, id: 'test', packs, calendars: [], blocked: {}, determinations: state.determinations ?? [] } as unknown as CaseRecord;
  const editions = editionsOf(library);
  const law = { rules: editions.rulesOf(packs), triggers: editions.triggersOf(packs), calendar: library.calendar };
  return measuresView(record, law, openForms(user, { regionCode: '130102', unitRegion: null }, {}), at('2026-03-20'));
}
const finding = (view: ReturnType<typeof viewOf>, title: string) => view.findings.find((one) => one.title.startsWith(title));
const linksOf = (view: ReturnType<typeof viewOf>, title: string) => finding(view, title)?.links.map((link) => link.title);

describe('the page of measures', () => {
  test('of a larger accident in 石家庄: the meeting stands with measure, reason, source and since when; typical or not leads to the form', () => {
    const view = viewOf([dead(3, '2026-03-10T10:00')]);
    expect(finding(view, '较大和典型一般事故')).toMatchObject({
      state: '成立', measures: ['应当由行业主管部门召开现场会，事故发生后30日内（建议值）（在事故发生地或者事故发生单位），至2026年4月9日（周四）'],
      because: ['事故等级为较大，符合“较大”'], cite: '石家庄市加强安全生产监管执法工作实施意见 二（五）', taken: [], missing: [], decided: '',
      trace: ['2026年3月10日（周二）10:00 成立：事故等级为较大，符合“较大”'],
    });
    expect(view.open.find(({ title }) => title.startsWith('典型较大事故'))?.missing)
      .toEqual([{ text: '本案事故的认定：是否“典型事故”', href: '/cases/test/acts/determine?about=typical' }]);
    expect(view.others).toBeGreaterThan(0);
  });

  test('of a commanded measure: it can be confirmed and carried out, not dismissed; of an allowed one: both', () => {
    const view = viewOf([dead(10, '2026-03-10T10:00')]);
    expect(linksOf(view, '重大事故由国务院安委会')).toEqual(['确认采取措施', '挂牌督办通知书送达']);
    expect(linksOf(view, '窗口内等级上升')).toEqual(['确认采取措施', '决定不采取措施', '提级调查']);
  });

  test('of a decided one: says when, what and why, and what is left to do', () => {
    const view = viewOf([dead(10, '2026-03-10T10:00'), decideOn('dismiss-finding', 'elevation:grade-rose', '2026-03-11'),
      past('open-supervision', '2026-03-12', { by: '国务院安委会' })]);
    expect(finding(view, '窗口内等级上升')?.decided).toBe('2026年3月11日（周三）09:00 决定不采取：已报主任同意');
    expect(linksOf(view, '窗口内等级上升')).toEqual(['确认采取措施', '提级调查']);
    expect(finding(view, '重大事故由国务院安委会')).toMatchObject({ taken: ['2026年3月12日（周四）已办理：挂牌督办通知书送达'], links: [{ title: '确认采取措施' }] });
  });

  test('of one withdrawn: stays last with its way, without links; what was determined stands with its ground', () => {
    const view = viewOf([dead(10, '2026-03-10T10:00'), dead(9, '2026-03-11'), determine('2026-03-12', 'typical', 'yes')]);
    expect(finding(view, '重大事故由国务院安委会')).toMatchObject({ state: '撤回', measures: [], links: [] });
    expect(view.findings.at(-1)?.state).toBe('撤回');
    expect(view.determined).toEqual([{ at: '2026年3月12日（周四）09:00', text: '认定为“典型事故”', ground: '安委会会议纪要〔2026〕3号' }]);
  });

  test('for a body that may decide nothing: the same findings without links', () => {
    const view = viewOf([dead(10, '2026-03-10T10:00')], pins, { body: { ...office.body, kind: 'procuratorate' } } as unknown as SignedIn);
    expect(view.findings.flatMap(({ links }) => links)).toEqual([]);
    expect([view.sayLinks, view.open.flatMap(({ missing }) => missing).filter(({ href }) => href !== '')]).toEqual([[], []]);
  });
});

describe('law known only to the record', () => {
  test('of a case pinned to a text published while the product ran: its trigger rows are those of the version before', () => {
    const editions = editionsOf(library);
    const text = readFileSync(join(__dirname, '../../../rules/packs/national/2026.1.yaml'), 'utf8').replace(/^version: .*$/m, "version: '2026.9'");
    const { subject } = editions.add('pack', text);
    const later = pins.map((pin) => (pin.id === 'national' ? { id: 'national', version: '2026.9', sha256: subject.sha256 } : pin));
    expect(finding(viewOf([dead(10, '2026-03-10T10:00')], later), '重大事故由国务院安委会')?.state).toBe('成立');
    expect(editions.triggersOf(later).find(({ code }) => code === 'case-supervision:major')?.pack).toEqual(pins[0]);
  });
});
