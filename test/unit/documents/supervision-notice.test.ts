import type { NoticeSource } from '../../../domain/documents/supervision-notice';
import { SUPERVISION_NOTICE, buildSupervisionNotice } from '../../../domain/documents/supervision-notice';
import type { SupervisionNotice } from '../../../domain/documents/supervision-notice-schema';
import { supervisionNoticeSchema } from '../../../domain/documents/supervision-notice-schema';
import { createOrganisation } from '../../../domain/organisation/organisation';
import { seedBodies } from '../../../prisma/seed/bodies';
import { seedRegions } from '../../../prisma/seed/regions';
import { DocumentFault, documentHtml, modelHash } from '../../../runtime/document-renderer';
import { shiyanNotice } from '../../support/supervision-notice';

const draftOf = (change: Partial<NoticeSource> = {}) => {
  const draft = buildSupervisionNotice(shiyanNotice(change));
  if (!draft.ok) throw new Error(draft.reason);
  return draft;
};
const at = (region: string): NoticeSource['facts'] => {
  const { facts } = shiyanNotice();
  return { ...facts, accident: { ...facts.accident, region } };
};
const opened = (by?: string): NoticeSource['opened'] =>
  ({ at: shiyanNotice().opened.at, do: 'open-supervision', ...(by === undefined ? {} : { by }) });

describe('from the facts of the case', () => {
  test('the paper says who, whom, what, until when and how it ends', () => {
    const { docNo, model } = draftOf();
    expect(docNo).toBe('安委督〔2021〕\u3000号');
    expect(model).toMatchObject({
      issuer: '国务院安全生产委员会', office: '国务院安全生产委员会办公室', recipient: '湖北省人民政府', addressee: '你省',
      recipientOffice: '湖北省安全生产委员会办公室', signedOn: '2021年6月14日', byAnalogy: false,
      titleLines: ['十堰市张湾区艳湖社区集贸市场', '“6·13”燃气爆炸事故', '查处挂牌督办通知书'],
      accident: { occurredAt: '2021年6月13日6时42分', casualties: '25人死亡、37人重伤', grade: '重大' },
      limit: { days: 60, receivedOn: '2021年6月14日', dueOn: '2021年8月13日（周五）', escalations: ['2021年8月16日'] },
    });
    expect(model.limit.proof).toEqual([
      '2021年6月14日（周一）挂牌督办通知书送达，当日不计入。', '2021年6月15日至8月13日，第1日至第60日。', '期限到2021年8月13日（周五）为止。',
    ]);
    expect(model.limit.reminders.map((reminder) => reminder.on)).toEqual(['2021年7月29日', '2021年8月11日']);
    expect(supervisionNoticeSchema.parse(model)).toEqual(model);
  });

  test('later casualties are not on a paper of an earlier day', () => {
    expect(draftOf({ opened: { ...opened(), at: Date.parse('2021-06-13T13:00+08:00') } }).model.accident.casualties)
      .toBe('12人死亡、37人重伤');
    const facts = { ...at('420303'), counts: [] };
    expect(draftOf({ facts }).model.accident.casualties).toBe('');
  });

  test('without a name the committee above the handling government supervises', () => {
    const parties = (change: Partial<NoticeSource>) => {
      const { model } = draftOf({ opened: opened(), ...change });
      return [model.issuer, model.recipient, model.addressee];
    };
    expect(parties({ level: 'county', grade: 'general' })).toEqual(['十堰市安全生产委员会', '十堰市张湾区人民政府', '你区']);
    expect(parties({ level: 'city', grade: 'larger' })).toEqual(['湖北省安全生产委员会', '十堰市人民政府', '你市']);
    expect(parties({ level: 'county', facts: at('420324') })).toEqual(['十堰市安全生产委员会', '竹溪县人民政府', '你县']);
    expect(parties({ level: 'city', facts: at('110106') })).toEqual(['国务院安全生产委员会', '北京市人民政府', '你市']);
  });

  test('a committee that the act names comes first', () => {
    const { model, docNo } = draftOf({ level: 'county', opened: opened('湖北省安全生产委员会'), serial: 3 });
    expect([model.issuer, model.recipient, docNo]).toEqual(['湖北省安全生产委员会', '十堰市人民政府', '鄂安委督〔2021〕3号']);
  });

  test('below the grade of the national rules they apply by analogy', () => {
    expect(draftOf({ grade: 'larger', level: 'city' }).model.byAnalogy).toBe(true);
  });

  test('nobody above, or nobody registered, is said instead of printed', () => {
    expect(buildSupervisionNotice(shiyanNotice({ level: 'state', opened: opened() })))
      .toEqual({ ok: false, missing: null, reason: '办理本案的人民政府之上没有可以挂牌督办的安全生产委员会。' });
    const regions = seedRegions();
    const gap = createOrganisation(regions, seedBodies(regions).filter((body) => body.id !== 'government-420000'));
    const draft = buildSupervisionNotice(shiyanNotice({ organisation: gap }));
    expect(draft).toMatchObject({ ok: false, reason: expect.stringContaining('湖北省没有登记省级人民政府') });
  });
});

describe('version 1 is published', () => {
  // A change of these values changes papers that were already issued: make a new version instead.
  test('its data for one accident stays as it is', () => {
    expect(modelHash(draftOf({ serial: 6 }).model)).toBe('f0a03f69994874e340641dc0e331a2e2aa0713dd5dd5e0f2316e842fc2fd4b94');
  });

  test('its template and style stay as they are', () => {
    expect(documentHtml(SUPERVISION_NOTICE, draftOf().model).fingerprint).toBe('65d0d34f');
  });

  test('the hash does not depend on the order of keys', () => {
    const { model } = draftOf();
    expect(modelHash(Object.fromEntries(Object.entries(model).reverse()))).toBe(modelHash(model));
  });
});

describe('the page', () => {
  const page = (change: Partial<SupervisionNotice> = {}) => documentHtml(SUPERVISION_NOTICE, { ...draftOf().model, ...change }).html;

  test('has the four elements of 安委〔2010〕6号 第4条', () => {
    const headings = [...page().matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1]);
    expect(headings.slice(0, 4)).toEqual(['一、事故名称', '二、督办事项', '三、办理期限', '四、督办解除方式和程序']);
  });

  test('escapes what people typed', () => {
    expect(page({ office: '<script>alert(1)</script>' })).not.toContain('<script>alert');
  });

  test.each([
    ['a missing field', () => page({ recipient: undefined as never }), /recipient/],
    ['an empty one', () => page({ issuer: ' ' }), /issuer/],
    ['one too many', () => page({ extra: 1 } as never), /extra/],
    ['a number without its form', () => page({ docNo: '安委督2021第6号' }), /发文字号应为/],
    ['an unknown template', () => documentHtml('no-such-paper.v1', {}), /没有公文模板/],
  ])('%s is refused before anything is rendered', (_, make, message) => {
    expect(make).toThrow(DocumentFault);
    expect(make).toThrow(message);
  });
});
