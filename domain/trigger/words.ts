import type { Measure, Party } from './row';
import { MEASURES, PERSONS, PLACES, ROLES } from './vocabulary';

/** “市级安委会办公室”, “兵团分管负责人”; a name of its own wins over role and level. */
export function partyText({ role, level, name, persons = [] }: Party): string {
  const body = name ?? `${level ? PLACES[level] : ''}${ROLES[role]}`;
  return body + persons.map((person) => PERSONS[person]).join('、');
}

const UNITS = { hours: '小时', days: '日', 'working-days': '个工作日', months: '个月', years: '年' } as const;
const FROM = { accident: '事故发生后', flag: '认定后', finding: '确认后' } as const;

/** “应当：兵团对师分管负责人约谈”; numbers no source gives are marked as advice. */
export function measureText({ kind, force, by, on, detail, limit }: Measure): string {
  const who = by.length ? `由${by.map(partyText).join('、')}` : '';
  const whom = on.length ? `对${on.map(partyText).join('、')}` : '';
  const when = limit ? `，${FROM[limit.from]}${limit.length.amount}${UNITS[limit.length.unit]}内${limit.default ? '（建议值）' : ''}` : '';
  return `${force === 'shall' ? '应当' : '可以'}${who}${whom}${MEASURES[kind]}${when}${detail ? `（${detail}）` : ''}`;
}
