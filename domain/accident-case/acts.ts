import type { BodyKind } from '../organisation/body';
import type { ProcessName } from '../kernel/process';
import type { Act } from './facts';

/**
 * Every act of an accident case: one table that case files, API, forms, refusals and the routing to processes read.
 * An act's name is also the name of its command. Fields are those of `Act`; `at` and `do` are always there.
 */

export type FieldType =
  | { type: 'choice'; options: Readonly<Record<string, string>> }
  | { type: 'text' }
  | { type: 'count'; unit: string }
  | { type: 'yuan' }
  | { type: 'instant' };

export type Field = FieldType & { name: Exclude<keyof Act, 'at' | 'do'>; label: string; required: boolean };

export interface ActRow {
  title: string;
  /** What the record calls it once it happened. */
  event: string;
  /** The process that takes the command while it is open; otherwise the case itself takes it. */
  process: ProcessName;
  /** Kinds of bodies whose posts may do it. */
  doneBy: readonly BodyKind[];
  fields: readonly Field[];
}

const LEVEL_OPTIONS = { county: '县级', city: '市级', province: '省级', state: '国家级' } as const;
const REPORTER_OPTIONS = { unit: '事故单位', ...LEVEL_OPTIONS } as const;
export const NOTIFIED_BODIES = {
  police: '公安机关', 'human-resources': '人力资源社会保障部门', union: '工会', procuratorate: '人民检察院',
  'supervisory-commission': '监察机关', government: '本级人民政府',
} as const;
const REVIEW_OPINIONS = { agree: '同意', return: '退回修改' } as const;

const choice = (name: Field['name'], label: string, options: Readonly<Record<string, string>>, required = true): Field =>
  ({ type: 'choice', name, label, options, required });
const text = (name: Field['name'], label: string, required = true): Field => ({ type: 'text', name, label, required });
const reporter = (name: 'by' | 'to', label: string) => choice(name, label, REPORTER_OPTIONS);
const level = (name: 'by' | 'to', label: string, required = true) => choice(name, label, LEVEL_OPTIONS, required);
const clock = choice('clock', '时限', {
  'investigation-report': '提交调查报告', approval: '批复', 'supervision-completion': '督办办结',
});
const days: Field = { type: 'count', name: 'days', label: '延长天数', unit: '日', required: true };
const party = text('party', '当事人');
/** Case file v1 §2: every step of a penalty may name the sum. */
const amount = (label: string): Field => ({ type: 'yuan', name: 'amountYuan', label, required: false });

const OFFICE = ['safety-committee-office', 'emergency-management'] as const;
const TEAM = ['emergency-management', 'safety-committee-office', 'industry-regulator'] as const;
const GOVERNMENT = ['government', ...OFFICE] as const;
const PUNISHER = ['emergency-management', 'industry-regulator'] as const;

const row = (
  title: string, event: string, process: ProcessName, doneBy: readonly BodyKind[], fields: readonly Field[] = [],
): ActRow => ({ title, event, process, doneBy, fields });

export const ACTS = {
  'inform-unit-head': row('单位负责人接到报告', 'unit-head-informed', 'accidentEscalation', [...OFFICE, 'enterprise']),
  report: row('初报', 'reported', 'accidentEscalation', [...OFFICE, 'enterprise'],
    [reporter('by', '报告方'), reporter('to', '接报方')]),
  'follow-up': row('续报', 'followed-up', 'accidentEscalation', [...OFFICE, 'enterprise'], [reporter('by', '报告方')]),
  supplement: row('补报', 'supplemented', 'accidentEscalation', [...OFFICE, 'enterprise'], [reporter('by', '报告方')]),
  'notify-body': row('通知有关机关', 'body-notified', 'accidentEscalation', OFFICE,
    [choice('body', '被通知机关', NOTIFIED_BODIES)]),

  'form-team': row('成立调查组', 'team-formed', 'investigation', GOVERNMENT,
    [level('by', '成立机关级别'), text('leader', '组长', false)]),
  'invite-procuratorate': row('邀请检察机关', 'procuratorate-invited', 'investigation', TEAM),
  'procuratorate-joins': row('检察机关派员', 'procuratorate-joined', 'investigation', [...TEAM, 'procuratorate']),
  'procuratorate-declines': row('检察机关不派员', 'procuratorate-declined', 'investigation', [...TEAM, 'procuratorate']),
  'delegate-investigation': row('授权、委托调查', 'investigation-delegated', 'investigation', GOVERNMENT, [text('to', '受委托的部门或单位')]),
  elevate: row('提级调查', 'elevated', 'accidentCase', GOVERNMENT, [level('to', '提至'), text('ground', '理由')]),

  'open-supervision': row('挂牌督办通知书送达', 'supervision-opened', 'supervisionReview',
    ['safety-committee', 'safety-committee-office'], [text('by', '督办机关')]),
  'supervision-progress': row('督办进展报告', 'supervision-progress-reported', 'supervisionReview', TEAM),
  'submit-for-supervision-review': row('报审', 'submitted-for-supervision-review', 'supervisionReview', TEAM),
  'supervision-opinion': row('督办审核意见', 'supervision-opinion-given', 'supervisionReview',
    ['safety-committee', 'safety-committee-office'], [choice('opinion', '意见', REVIEW_OPINIONS)]),
  'release-supervision': row('解除督办', 'supervision-released', 'supervisionReview',
    ['safety-committee', 'safety-committee-office']),

  'commission-appraisal': row('委托技术鉴定', 'appraisal-commissioned', 'investigation', TEAM, [text('name', '鉴定名称')]),
  'receive-appraisal': row('收到鉴定结论', 'appraisal-received', 'investigation', TEAM, [text('name', '鉴定名称')]),
  'request-extension': row('延期请示', 'extension-requested', 'investigation', TEAM, [clock, days, level('by', '请示机关级别', false)]),
  'approve-extension': row('批准延期', 'extension-approved', 'investigation', GOVERNMENT, [clock, days, level('by', '批准机关级别', false)]),
  'sign-report': row('签名', 'report-signed', 'investigation', [...TEAM, 'procuratorate', 'public-security', 'union', 'supervisory-commission'],
    [text('by', '签名人'), choice('opinion', '意见', { agree: '同意', dissent: '持不同意见', recused: '回避' })]),
  'submit-report': row('提交调查报告', 'report-submitted', 'investigation', TEAM),

  'review-opinion': row('审核意见', 'review-opinion-given', 'caseClosure', [...OFFICE, 'justice', 'efficiency-office'],
    [text('stage', '审核环节'), choice('opinion', '意见', REVIEW_OPINIONS)]),
  approve: row('批复', 'approved', 'caseClosure', GOVERNMENT),
  publish: row('公布调查报告或处理情况', 'published', 'caseClosure', GOVERNMENT),
  archive: row('归档', 'archived', 'caseClosure', OFFICE),

  'open-penalty-case': row('行政处罚立案', 'penalty-case-opened', 'accountability', PUNISHER, [party]),
  'decide-penalty': row('处罚决定', 'penalty-decided', 'accountability', PUNISHER, [party, amount('罚款（元）')]),
  'serve-penalty': row('送达', 'penalty-served', 'accountability', PUNISHER, [party, amount('罚款（元）')]),
  'publish-penalty': row('处罚公示', 'penalty-published', 'accountability', PUNISHER, [party, amount('罚款（元）')]),
  'pay-penalty': row('缴款', 'penalty-paid', 'accountability', PUNISHER, [party, amount('缴款（元）')]),
  'notify-hearing-right': row('告知听证权', 'hearing-right-notified', 'accountability', PUNISHER, [party]),
  'request-hearing': row('申请听证', 'hearing-requested', 'accountability', [...PUNISHER, 'enterprise'], [party]),
  'notify-hearing': row('通知听证', 'hearing-notified', 'accountability', PUNISHER,
    [party, { type: 'instant', name: 'hearingAt', label: '听证时间', required: true }]),
  'hold-hearing': row('举行听证', 'hearing-held', 'accountability', PUNISHER, [party]),
  'report-suspected-crime': row('涉罪书面报告', 'suspected-crime-reported', 'accountability', TEAM, [party]),
  'decide-transfer': row('移送决定', 'transfer-decided', 'accountability', TEAM,
    [party, choice('decision', '决定', { transfer: '移送', 'no-transfer': '不移送' })]),
  'hand-over': row('移送公安机关', 'handed-over', 'accountability', TEAM, [party]),
  'police-decision': row('公安机关立案决定', 'police-decided', 'accountability', [...TEAM, 'public-security'],
    [party, choice('decision', '决定', { file: '立案', 'no-file': '不立案' })]),
  'decide-discipline': row('处分决定', 'discipline-decided', 'accountability', [...OFFICE, 'supervisory-commission'], [party]),
  'finish-discipline-formalities': row('办完处分变更手续', 'discipline-formalities-finished', 'accountability',
    [...OFFICE, 'supervisory-commission', 'human-resources'], [party]),
  'list-dishonest': row('列入严重失信名单', 'listed-dishonest', 'accountability', PUNISHER, [party]),
  'remove-dishonest': row('移出严重失信名单', 'removed-dishonest', 'accountability', PUNISHER, [party]),

  'start-evaluation': row('启动整改落实评估', 'evaluation-started', 'rectificationEvaluation', OFFICE),
  'submit-evaluation': row('提交评估报告', 'evaluation-submitted', 'rectificationEvaluation', OFFICE),
  'publish-evaluation': row('公开评估结果', 'evaluation-published', 'rectificationEvaluation', OFFICE),
  'file-evaluation': row('评估报告备案', 'evaluation-filed', 'rectificationEvaluation', OFFICE),
  close: row('结束', 'closed', 'accidentCase', OFFICE),
} as const satisfies Record<string, ActRow>;

export type ActName = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as ActName[];
export const isActName = (name: string): name is ActName => Object.hasOwn(ACTS, name);
export const actRow = (name: ActName): ActRow => ACTS[name];
