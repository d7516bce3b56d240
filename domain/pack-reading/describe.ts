import { GRADE_NAMES } from '../vocabulary/grade';
import { INDUSTRY_NAMES } from '../vocabulary/industry';
import { actTitle } from '../kinds/accident-case/acts';
import { BODY_KIND_NAMES, LEVEL_NAMES } from '../organisation/names';
import { lengthWords } from '../rule-pack/length';
import type { DutyRow, ListerRow, PartyRoleRow, PlaceOfBody, PublicityRow, ReviewChainRow } from '../rule-pack/local-rows';
import { DUTY_SCOPES, LISTED_MATTERS, PARTIES, PARTY_OCCASIONS, PARTY_ROLES, PERIODS, PUBLIC_SUBJECTS, STAGE_SCOPES } from '../rule-pack/local-rows';
import { GRADED_FIGURES } from '../rule-pack/types';
import type { ClockRow, GradedFigure, GradingRow, LengthVariant, PackGateRow, PackRow } from '../rule-pack/types';

/** Pack rows in the office's words: one line that two packs can be compared by. */

const LEVEL_WORDS: Readonly<Record<PlaceOfBody['level'], string>> = { ...LEVEL_NAMES, investigator: '同级', grade: '同级', superior: '上一级' };

/** “上一级安全生产委员会办公室” */
export const placeWords = ({ kind, level }: PlaceOfBody): string => LEVEL_WORDS[level] + BODY_KIND_NAMES[kind];

function variantWords({ grades, industries, length, opens, extensionCapDays }: LengthVariant): string {
  const who = [...(industries ?? []).map((industry) => INDUSTRY_NAMES[industry])].join('、')
    + (grades ? `${grades.map((grade) => GRADE_NAMES[grade]).join('、')}事故` : '');
  const what = [
    ...(length ? [lengthWords(length)] : ['没有规定期限']), ...(opens ? [`满${lengthWords(opens)}起`] : []),
    ...(extensionCapDays ? [`可延长，累计不超过${extensionCapDays}日`] : []),
  ].join('，');
  return who ? `${who}${what}` : what;
}

function clock({ lengths, direction, ends }: ClockRow): string {
  const words = lengths.map(variantWords).join('；');
  if (ends === 'opens') return words.replace('没有规定期限，', '');
  return direction === 'before' ? `提前${words}` : words;
}

const CONDITION_WORDS: Record<PackGateRow['condition'], string> = {
  'supervision-review-agreed': '挂牌督办的案件未经督办机关审核同意的',
  'review-chain-agreed': '审核链上各环没有全部同意的',
  'review-chain-order': '审核链上前一环没有同意的',
};
function gate({ act, condition, effect }: PackGateRow): string {
  const what = condition === 'review-chain-order' ? '出具后一环的意见' : actTitle(act);
  return `${CONDITION_WORDS[condition]}，${effect === 'refuse' ? '不得' : '提醒后方可'}${what}`;
}

const chain = ({ stages, scope, grades }: ReviewChainRow): string =>
  `${STAGE_SCOPES[scope]}${grades ? `（${grades.map((grade) => GRADE_NAMES[grade]).join('、')}）` : ''}：${stages.map(({ title, body }) => `${title}（${placeWords(body)}）`).join(' → ')}`;

const role = ({ party, role: how, occasion }: PartyRoleRow): string => `${PARTY_OCCASIONS[occasion]}，${PARTIES[party]}：${PARTY_ROLES[how]}`;

const publicity = ({ subject, within, grades, channel }: PublicityRow): string =>
  `${grades ? `${grades.map((grade) => GRADE_NAMES[grade]).join('、')}事故，` : ''}${PUBLIC_SUBJECTS[subject]}${within ? `${lengthWords(within)}内` : '及时'}公开${channel ? `（${channel}）` : ''}`;

const lister = ({ scope, body, consent }: ListerRow): string =>
  `${scope}；由${placeWords(body)}决定${consent ? `，须经${placeWords(consent)}同意` : ''}`;

/** “1月31日”; the last of February is not the same day every year. */
const yearlyDay = (by: string): string => (by === '02-29' ? '2月末日' : `${by.split('-').map(Number).join('月')}日`);

function duty({ who, times, by, dayOfMonth, after, scope }: DutyRow): string {
  const when = [
    ...(times ? [`每${PERIODS[times.per]}至少${times.atLeast}次`] : []), ...(by ? [`每年${yearlyDay(by)}前（含当日）`] : []),
    ...(dayOfMonth ? [`每月${dayOfMonth}日前（含当日）`] : []), ...(after ? [`${after.event}后${lengthWords(after.length)}内`] : []),
    ...(scope ? [DUTY_SCOPES[scope]] : []),
  ];
  return `${who}：${when.length ? when.join('，') : '没有规定次数和期限'}`;
}

const FIGURE_WORDS: Record<GradedFigure, string> = { deaths: '死亡', seriousInjuries: '重伤', directLossYuan: '直接经济损失' };
const grading = ({ thresholds }: GradingRow): string => (['larger', 'major', 'extraordinary'] as const).map((grade) =>
  `${GRADE_NAMES[grade]}：${GRADED_FIGURES.map((figure) => `${FIGURE_WORDS[figure]}${thresholds[grade][figure]}${figure === 'directLossYuan' ? '元' : '人'}`).join('或')}以上`).join('；');

/** What the row orders, in one line. */
export function rowWords(row: PackRow): string {
  switch (row.kind) {
    case 'clock': return clock(row);
    case 'gate': return gate(row);
    case 'review-chain': return chain(row);
    case 'party-role': return role(row);
    case 'publicity': return publicity(row);
    case 'lister': return lister(row);
    case 'duty': return duty(row);
    case 'grading': return grading(row);
    default: return 'title' in row && typeof row.title === 'string' ? row.title : row.note ?? '见规则包文件';
  }
}

/** What the row is called. */
export function rowTitle(row: PackRow): string {
  switch (row.kind) {
    case 'grading': return '事故等级标准';
    case 'report-terminus': return '逐级上报的终点';
    case 'investigator': return '负责调查的机关';
    case 'ladder': return row.code === 'quiet' ? '提醒节奏（期满自行结束的）' : '提醒和上报的节奏';
    case 'gate': return `${actTitle(row.act)}前的关口`;
    case 'party-role': return `${PARTIES[row.party]}的参与`;
    case 'publicity': return `公开${PUBLIC_SUBJECTS[row.subject]}`;
    case 'lister': return LISTED_MATTERS[row.matter];
    default: return 'title' in row && typeof row.title === 'string' ? row.title : row.code;
  }
}

export const rowInWords = (row: PackRow): { title: string; text: string } => ({ title: rowTitle(row), text: rowWords(row) });
