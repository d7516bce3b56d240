import type { Measure, Party } from './row';
import { MEASURES, type MeasureKind, PERSONS, PLACES, ROLES } from './vocabulary';

/** “市级安委会办公室”, “兵团分管负责人”; a name of its own wins over role and level. */
export function partyText({ role, level, name, persons = [] }: Party): string {
  const body = name ?? `${level ? PLACES[level] : ''}${ROLES[role]}`;
  return body + persons.map((person) => PERSONS[person]).join('、');
}

const UNITS = { hours: '小时', days: '日', 'working-days': '个工作日', months: '个月', years: '年' } as const;
const FROM = { accident: '事故发生后', flag: '认定后', finding: '确认后' } as const;

/** Where the name of a measure is no verb. */
const DOING: Partial<Record<MeasureKind, string>> = {
  'self-criticism': '写出书面检查', veto: '实行一票否决', elevation: '组织提级调查', 'case-supervision': '实行查处挂牌督办',
  'on-site-meeting': '召开现场会', 'warning-film': '制作警示教育片', 'press-conference': '召开新闻发布会', 'accident-notice': '下发事故通报',
  'internal-fine': '作考核罚款', closure: '予以关闭', accountability: '追究责任', exposure: '予以公开曝光', 'on-scene': '赶赴现场',
};

/** “应当兵团对师分管负责人约谈”; numbers no source gives are marked as advice. */
export function measureText({ kind, force, by, on, detail, limit }: Measure): string {
  const who = by.length ? `由${by.map(partyText).join('、')}` : '';
  const whom = on.length ? `对${on.map(partyText).join('、')}` : '';
  const when = limit ? `，${FROM[limit.from]}${limit.length.amount}${UNITS[limit.length.unit]}内${limit.default ? '（建议值）' : ''}` : '';
  return `${force === 'shall' ? '应当' : '可以'}${who}${whom}${DOING[kind] ?? MEASURES[kind]}${when}${detail ? `（${detail}）` : ''}`;
}
