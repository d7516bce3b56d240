import { type Field, OFFICE, PUNISHER, TEAM, choice, row, text } from './act-row';

/** Acts on one party: penalties and what may follow them, transfers to the police, discipline, other measures. */

const party = text('party', '当事人');
/** Case file v1 §2: every step of a penalty may name the sum. */
const amount = (label: string): Field => ({ type: 'yuan', name: 'amountYuan', label, required: false });
const filing = (label: string, no: string) => choice('decision', label, { file: '立案', 'no-file': no });

/** 公职人员政务处分法 第7条. */
const SANCTIONS = { warning: '警告', demerit: '记过', 'serious-demerit': '记大过', demotion: '降级', removal: '撤职', dismissal: '开除' };

export const PARTY_ACTS = {
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
    [party, filing('决定', '不立案')]),
  'decide-discipline': row('处分决定', 'discipline-decided', 'accountability', [...OFFICE, 'supervisory-commission'],
    [party, { ...choice('decision', '处分种类', SANCTIONS), required: false }]),
  'finish-discipline-formalities': row('办完处分变更手续', 'discipline-formalities-finished', 'accountability',
    [...OFFICE, 'supervisory-commission', 'human-resources'], [party]),
  'list-dishonest': row('列入严重失信名单', 'listed-dishonest', 'accountability', PUNISHER, [party]),
  'remove-dishonest': row('移出严重失信名单', 'removed-dishonest', 'accountability', PUNISHER, [party]),

  'notify-remedies': row('告知救济权利', 'remedies-notified', 'accountability', PUNISHER, [party]),
  'request-reconsideration': row('申请行政复议', 'reconsideration-requested', 'accountability', [...PUNISHER, 'enterprise', 'justice'], [party]),
  'file-lawsuit': row('提起行政诉讼', 'lawsuit-filed', 'accountability', [...PUNISHER, 'enterprise'], [party]),
  'apply-enforcement': row('申请法院强制执行', 'enforcement-applied', 'accountability', PUNISHER, [party]),

  'ask-police-notice': row('函询公安机关立案结果', 'police-notice-asked', 'accountability', TEAM, [party]),
  'receive-police-notice': row('收到公安机关立案结果通知', 'police-notice-received', 'accountability', TEAM, [party, filing('通知的结果', '不立案')]),
  'copy-police-notice': row('立案结果通知抄送检察院', 'police-notice-copied', 'accountability', [...TEAM, 'public-security'], [party]),
  'request-police-review': row('提请公安机关复议', 'police-review-requested', 'accountability', TEAM, [party]),
  'decide-police-review': row('公安机关复议决定', 'police-review-decided', 'accountability', [...TEAM, 'public-security'],
    [party, filing('复议决定', '维持不立案')]),
  'request-filing-supervision': row('建议检察院立案监督', 'filing-supervision-requested', 'accountability', TEAM, [party]),

  'decide-enforcement': row('作出其他执法决定', 'enforcement-decided', 'accountability', PUNISHER, [party]),
  'publish-enforcement': row('公开执法决定', 'enforcement-published', 'accountability', PUNISHER, [party]),
  'decide-power-cut': row('决定停止供电', 'power-cut-decided', 'accountability', PUNISHER, [
    party, choice('decision', '情形', { ordinary: '一般情形', urgent: '危及生产安全的紧急情形' }),
    { type: 'instant', name: 'powerCutAt', label: '停止供电时间', required: true },
  ]),
  'notify-power-cut': row('通知停止供电', 'power-cut-notified', 'accountability', PUNISHER, [party]),
  'lift-power-cut': row('解除停止供电', 'power-cut-lifted', 'accountability', PUNISHER, [party]),
  'request-hazard-review': row('申请重大隐患复查验收', 'hazard-review-requested', 'accountability', [...PUNISHER, 'enterprise'], [party]),
  'finish-hazard-review': row('重大隐患复查验收', 'hazard-reviewed', 'accountability', PUNISHER,
    [party, choice('decision', '验收结论', { pass: '合格', fail: '不合格' })]),
  'issue-warning-letter': row('发出警示函', 'warning-letter-issued', 'accountability', ['safety-committee', 'safety-committee-office'],
    [text('party', '收函单位')]),
  'submit-rectification-plan': row('报送整改方案', 'rectification-plan-submitted', 'accountability', [...TEAM, 'government', 'enterprise'],
    [text('party', '收函单位')]),
} as const;
