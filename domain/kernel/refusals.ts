/**
 * Every reason for which a command can be refused: one catalogue for decider, API problems, pages and documentation.
 * `status` is the HTTP status of the problem; `rule` names the law or the rule of the record behind it.
 */
export interface RefusalRow {
  status: 403 | 404 | 409 | 422;
  text: string;
  rule: string | null;
  /** Stands before what `missing` names. */
  lead: string;
}

const row = (status: RefusalRow['status'], text: string, rule: string | null = null, lead = '还缺'): RefusalRow => ({ status, text, rule, lead });

export const REFUSALS = {
  CASE_UNKNOWN: row(404, '没有这起案件。请核对案件编号。'),
  CASE_ALREADY_REGISTERED: row(409, '这起案件已经登记过，不能重复登记。'),
  CASE_NOT_REGISTERED: row(409, '案件尚未登记，请先登记事故。'),
  CASE_CLOSED: row(409, '案件已经结束，案卷不再接受新的记录。'),
  REGION_UNKNOWN: row(422, '区划树里没有这个行政区划，无法确定负责的机关。请先由系统管理员补充区划。'),
  PACK_UNKNOWN: row(422, '没有这个规则包。'),
  AT_BEFORE_ACCIDENT: row(422, '办理时间早于事故发生时间。请核对时间。'),
  ACCIDENT_IN_FUTURE: row(422, '发生时间晚于现在。请填写事故实际发生的时间。'),
  AT_IN_FUTURE: row(422, '办理时间晚于现在。请填写实际发生的时间。'),
  FIELD_INVALID: row(422, '填写的内容不符合要求。'),
  NOTHING_COUNTED: row(422, '没有填写任何伤亡或损失数字。'),
  COMMAND_ID_REUSED: row(422, '这个幂等键（Idempotency-Key）已经用于另一项内容，本次没有办理。请换一个新的键再提交。'),
  NOT_YOUR_LEVEL: row(403, '这一步应当由另一级机关办理。', '493号令 第19条', '应由'),
  REPORT_NOT_UPWARD: row(422, '事故报告应当逐级上报：接报方须高于报告方。', '493号令 第10条'),
  ELEVATION_NOT_UPWARD: row(422, '提级调查须由比现在负责调查的更高一级政府决定。', '493号令 第20条'),
  NOT_YOUR_BODY: row(403, '您所在的机关无权办理这一步。'),

  PROCURATORATE_NOT_INVITED: row(409, '尚未邀请检察机关，不能登记其派员情况。', '493号令 第22条'),
  APPRAISAL_UNKNOWN: row(409, '没有委托过这个名称的技术鉴定，或结论已经收到。', '493号令 第27条'),
  EXTENSION_NOT_REQUESTED: row(409, '没有针对这个时限的延期请示，不能批准延期。', '493号令 第29条'),
  TEAM_NOT_FORMED: row(409, '尚未成立调查组，也没有授权或委托调查。', '493号令 第22条'),
  SIGNER_RECUSED: row(409, '该成员已经回避，不能再在调查报告上签署意见。', '493号令 第23条'),
  REPORT_NOT_SUBMITTED: row(409, '负责调查的政府尚未收到调查报告。', '493号令 第32条'),
  REPORT_ALREADY_APPROVED: row(409, '调查报告已经批复。', '493号令 第32条'),
  NOT_APPROVED: row(409, '调查报告尚未批复。', '493号令 第32条'),
  SUPERVISION_UNRELEASED: row(409, '本案正在挂牌督办，督办机关尚未审核同意，不能批复。', null),
  REVIEW_CHAIN_OPEN: row(409, '审核还没有走完：规则要求的各环都同意以后才能批复。', null),
  REVIEW_CHAIN_ORDER: row(409, '审核须按顺序进行：前一环同意以后才能出具这一环的意见。', null),
  SUPERVISION_ALREADY_OPEN: row(409, '本案已经挂牌督办，尚未解除。', '安委〔2010〕6号'),
  SUPERVISION_NOT_OPEN: row(409, '本案没有在挂牌督办。', '安委〔2010〕6号'),
  SUPERVISION_NOT_SUBMITTED: row(409, '调查报告尚未报督办机关审核。', '安委〔2010〕6号'),
  SUPERVISION_RELEASE_EARLY: row(409, '督办事项尚未办结：调查报告批复并公布以后才能解除督办。', '安委〔2010〕6号'),
  NOT_PUBLISHED: row(409, '事故处理情况尚未公布。', '493号令 第34条'),
  ITEM_NOT_OPEN: row(409, '该当事人没有可以办理这一步的事项，前一步尚未完成。', null),
  ITEM_ALREADY_DONE: row(409, '该当事人的这一步已经办理。', null),
  EVALUATION_NOT_PUBLISHED: row(409, '评估结果尚未公开。', '安全生产法 第86条'),
  OPEN_ITEMS_REMAIN: row(409, '还有事项没有办结，案件不能结束。', null),
  NOT_LATE: row(409, '这个时限没有逾期，不需要说明原因。', null),
  FINDING_UNKNOWN: row(422, '本案没有这一条触发措施的规定。请从列表中选择。', null),
  FINDING_NOT_OPEN: row(409, '这一条规定现在没有成立，无须决定。', null),
  FINDING_MANDATORY: row(409, '依据写明“应当”采取这项措施，不能决定不采取。事实有误的，请更正数字或认定。', null),
  FINDING_DECIDED: row(409, '已经作出同样的决定，不必重复。', null),

  CHANGE_UNKNOWN: row(404, '没有这项规则变更。请核对编号。'),
  CHANGE_NEEDS_PERSON: row(403, '规则变更须由在岗人员起草、批准和实施，并记明岗位和机关。'),
  CHANGE_TEXT_INVALID: row(422, '文件不合格式，没有存入任何内容。'),
  CHANGE_ALREADY_DRAFTED: row(409, '这份文件已经起草过一项变更，尚未撤回。'),
  CHANGE_ALREADY_IN_FORCE: row(409, '这份文件的内容已经在用，没有可变更的。'),
  CHANGE_BEING_COMPUTED: row(409, '影响清单正在计算，请稍候再看。'),
  CHANGE_IMPACT_MISSING: row(409, '影响清单尚未算完，还不能批准。'),
  CHANGE_IMPACT_STALE: row(409, '影响清单已经重新计算，请看过新的清单再批准。'),
  CHANGE_SAME_PERSON: row(403, '起草人不能批准自己起草的变更，须由另一人批准。'),
  CHANGE_ALREADY_APPROVED: row(409, '这项变更已经批准。'),
  CHANGE_NOT_APPROVED: row(409, '这项变更尚未由另一人批准，不能实施。'),
  CHANGE_BEING_APPLIED: row(409, '这项变更正在实施，不能重复实施，也不能撤回。'),
  CHANGE_ENDED: row(409, '这项变更已经实施或撤回，不能再办理。'),
} as const satisfies Record<string, RefusalRow>;

export type RefusalCode = keyof typeof REFUSALS;
export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);
export const refusalText = (code: RefusalCode): string => REFUSALS[code].text;

/** A refusal as a value: the code, what exactly is missing or wrong, and where. Texts come from the catalogue. */
export interface Refusal {
  code: RefusalCode;
  field?: string;
  /** What is missing, one short Chinese phrase each. */
  missing?: string[];
  /** Citation when the rule comes from a pack row. */
  rule?: string;
}

export const refuse = (code: RefusalCode, extra: Omit<Refusal, 'code'> = {}): Refusal => ({ code, ...extra });
