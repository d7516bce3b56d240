import type { ProcessName } from './process-names';
import {
  type ActRow, type Field, GOVERNMENT, OFFICE, TEAM, choice, level, reporter, row, text,
} from './act-row';
import { PARTY_ACTS } from './acts-on-parties';

/**
 * Every act of an accident case: one table that case files, API, forms, refusals and the routing to processes read.
 * An act's name is also the name of its command.
 */

export type { ActRow, Field, FieldType } from './act-row';

export const NOTIFIED_BODIES = {
  police: '公安机关', 'human-resources': '人力资源社会保障部门', union: '工会', procuratorate: '人民检察院',
  'supervisory-commission': '监察机关', government: '本级人民政府',
} as const;
const REVIEW_OPINIONS = { agree: '同意', return: '退回修改' } as const;
const clock = choice('clock', '时限', {
  'investigation-report': '提交调查报告', approval: '批复', 'supervision-completion': '督办办结',
});
const days: Field = { type: 'count', name: 'days', label: '延长天数', unit: '日', required: true };

export const ACTS = {
  'inform-unit-head': row('单位负责人接到报告', 'unit-head-informed', 'accidentEscalation', [...OFFICE, 'enterprise']),
  report: row('初报', 'reported', 'accidentEscalation', [...OFFICE, 'enterprise'],
    [reporter('by', '报告方'), reporter('to', '接报方')], 'by'),
  'follow-up': row('续报', 'followed-up', 'accidentEscalation', [...OFFICE, 'enterprise'], [reporter('by', '报告方')], 'by'),
  supplement: row('补报', 'supplemented', 'accidentEscalation', [...OFFICE, 'enterprise'], [reporter('by', '报告方')]),
  'submit-initial-brief': row('书面初报', 'initial-brief-submitted', 'accidentEscalation', ['safety-committee', 'safety-committee-office']),
  'notify-body': row('通知有关机关', 'body-notified', 'accidentEscalation', OFFICE,
    [choice('body', '被通知机关', NOTIFIED_BODIES)]),

  'form-team': row('成立调查组', 'team-formed', 'investigation', GOVERNMENT,
    [level('by', '成立机关级别'), text('leader', '组长', false)], 'by'),
  'invite-procuratorate': row('邀请检察机关', 'procuratorate-invited', 'investigation', TEAM, [], 'team'),
  'procuratorate-joins': row('检察机关派员', 'procuratorate-joined', 'investigation', [...TEAM, 'procuratorate']),
  'procuratorate-declines': row('检察机关不派员', 'procuratorate-declined', 'investigation', [...TEAM, 'procuratorate']),
  'delegate-investigation': row('授权、委托调查', 'investigation-delegated', 'investigation', GOVERNMENT, [text('to', '受委托的部门或单位')], 'investigating'),
  'entrust-unit-inquiry': row('委托事故单位自行调查', 'unit-inquiry-entrusted', 'investigation', GOVERNMENT, [text('to', '受委托的单位')], 'investigating'),
  elevate: row('提级调查', 'elevated', 'accidentCase', GOVERNMENT, [level('to', '提至'), text('ground', '理由')], 'to'),

  'open-supervision': row('挂牌督办通知书送达', 'supervision-opened', 'supervisionReview',
    ['safety-committee', 'safety-committee-office'], [text('by', '督办机关')], 'above'),
  'supervision-progress': row('督办进展报告', 'supervision-progress-reported', 'supervisionReview', TEAM),
  'submit-for-supervision-review': row('报审', 'submitted-for-supervision-review', 'supervisionReview', TEAM),
  'supervision-opinion': row('督办审核意见', 'supervision-opinion-given', 'supervisionReview',
    ['safety-committee', 'safety-committee-office'], [choice('opinion', '意见', REVIEW_OPINIONS)], 'above'),
  'release-supervision': row('解除督办', 'supervision-released', 'supervisionReview',
    ['safety-committee', 'safety-committee-office'], [], 'above'),

  'commission-appraisal': row('委托技术鉴定', 'appraisal-commissioned', 'investigation', TEAM, [text('name', '鉴定名称')]),
  'receive-appraisal': row('收到鉴定结论', 'appraisal-received', 'investigation', TEAM, [text('name', '鉴定名称')]),
  'request-extension': row('延期请示', 'extension-requested', 'investigation', TEAM, [clock, days, level('by', '请示机关级别', false)], 'team'),
  'approve-extension': row('批准延期', 'extension-approved', 'investigation', GOVERNMENT, [clock, days, level('by', '批准机关级别', false)], 'investigating'),
  'sign-report': row('签名', 'report-signed', 'investigation', [...TEAM, 'procuratorate', 'public-security', 'union', 'supervisory-commission'],
    [text('by', '签名人'), choice('opinion', '意见', { agree: '同意', dissent: '持不同意见', recused: '回避' })]),
  'submit-report': row('提交调查报告', 'report-submitted', 'investigation', TEAM, [], 'team'),

  'review-opinion': row('审核意见', 'review-opinion-given', 'caseClosure', [...OFFICE, 'justice', 'efficiency-office'],
    [text('stage', '审核环节'), choice('opinion', '意见', REVIEW_OPINIONS)]),
  approve: row('批复', 'approved', 'caseClosure', GOVERNMENT, [], 'investigating'),
  publish: row('公布调查报告或处理情况', 'published', 'caseClosure', GOVERNMENT, [], 'investigating'),
  archive: row('归档', 'archived', 'caseClosure', OFFICE),

  ...PARTY_ACTS,

  'start-evaluation': row('启动整改落实评估', 'evaluation-started', 'rectificationEvaluation', OFFICE),
  'submit-evaluation': row('提交评估报告', 'evaluation-submitted', 'rectificationEvaluation', OFFICE),
  'publish-evaluation': row('公开评估结果', 'evaluation-published', 'rectificationEvaluation', OFFICE),
  'file-evaluation': row('评估报告备案', 'evaluation-filed', 'rectificationEvaluation', OFFICE),
  close: row('结束', 'closed', 'accidentCase', OFFICE),
} as const satisfies Record<string, ActRow>;

export type ActName = keyof typeof ACTS;
/** Acts whose home is this process. */
export type ActOf<P extends ProcessName> = { [A in ActName]: (typeof ACTS)[A]['process'] extends P ? A : never }[ActName];
export const ACT_NAMES = Object.keys(ACTS) as ActName[];
export const isActName = (name: string): name is ActName => Object.hasOwn(ACTS, name);
export const actRow = (name: ActName): ActRow => ACTS[name];
/** Of an act that a pack names; the loader has held its name to the table. */
export const actTitle = (name: string): string => (isActName(name) ? ACTS[name].title : name);
