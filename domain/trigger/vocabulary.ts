import { LEVEL_NAMES } from '../organisation/names';

/**
 * The closed words of trigger rows, each with what an official calls it. A word that is not here cannot stand in a
 * pack, in a file of facts or on a page.
 */

/** What a condition is asked about: one accident, one area or body in one year, one inspection. */
export const SUBJECTS = { accident: '事故', area: '地区或单位的一个年度', inspection: '一次检查' } as const;
export type SubjectKind = keyof typeof SUBJECTS;

/** Properties of an accident that no figure shows. Only a person says them; the machine never infers one. */
export const ACCIDENT_TAGS = {
  concealed: '瞒报', 'false-report': '谎报', 'late-report': '迟报', omitted: '漏报',
  'slow-rescue': '抢险救援迟缓或不力，致使损失扩大', unrest: '引发群体性事件', 'bad-influence': '造成恶劣影响',
  'grave-nature': '性质严重', 'marked-impact': '影响较大', 'great-impact': '造成重大影响',
  typical: '典型事故', vicious: '恶性事故', 'duty-failure': '因职责履行不到位所致',
  'mine-duty-unmet': '因煤矿领导带班等职责不落实所致', 'warned-unfixed': '经预警、提醒后仍不彻底整改隐患所致',
  'interference-caused': '因干预监管执法所致', 'weak-response': '应急处置不力', 'commercial-traffic': '生产经营性道路交通事故',
  'suspected-crime': '发现涉嫌犯罪线索', 'duty-crime': '公职人员涉嫌失职渎职、滥用职权犯罪', 'rule-gap': '调查反映制度或者标准有漏洞',
  'duty-fulfilled': '已按年度执法计划检查并对发现的隐患依法及时处理',
} as const;
export type AccidentTag = keyof typeof ACCIDENT_TAGS;

/** Properties of an area or body that no figure shows. */
export const AREA_TAGS = {
  'marked-problems': '安全生产问题突出', 'weak-implementation': '重大部署贯彻落实不力',
  'accountability-unmet': '事故责任追究未按规定落实', 'cross-boundary': '有跨部门、跨行业、跨地区的重大问题',
} as const;
export type AreaTag = keyof typeof AREA_TAGS;

/** What an inspection can find. */
export const FINDINGS = {
  'hazard-missed': '事故隐患未及时发现', 'limit-missed': '隐患限期内未整改', 'dangerous-violation': '违法违规可能导致事故发生',
  'weak-supervision': '对隐患排查治理监督不力', 'work-above-gas-limit': '瓦斯超限仍然作业',
  'stop-order-defied': '拒不执行停产整顿指令仍组织生产', 'beyond-boundary': '超层越界拒不退回',
  'grade-three-missed': '安全质量标准化三级逾期不达标', 'regular-mining-missed': '逾期仍未实现正规开采',
  'no-deployment': '不按要求安排部署执法工作', 'plan-not-kept': '不严格制定和落实执法工作计划',
  'wrong-procedure-or-law': '执法程序或适用法律存在明显错误', 'violation-unpunished': '对违法行为不处罚、不取缔',
  'sham-inspection': '不按要求巡查抽查或走过场', 'rollout-neglected': '长效机制管理系统推广使用不力',
  'standardization-missed': '标准化建设限期内未达标', 'major-hazard': '重大隐患或者突出问题',
  'typical-violation': '典型安全生产违法案件', interference: '干预、阻碍安全生产监管执法', 'resource-exhausted': '资源枯竭',
  'resumption-asked': '停产整顿后要求恢复生产',
} as const;
export type FindingKind = keyof typeof FINDINGS;

/** Yearly figures of an area that rows may compare. */
export const AREA_FIGURES = { deaths: '死亡人数', larger: '较大事故起数' } as const;
export type AreaFigure = keyof typeof AREA_FIGURES;

export const UNIT_TRAITS = { 'state-owned': '国有、国有控股企业', 'directly-affiliated': '兵团直属单位' } as const;
export type UnitTrait = keyof typeof UNIT_TRAITS;

export const MEASURES = {
  talk: '约谈', 'warning-notice': '警示通报', 'criticism-notice': '通报批评', 'accident-notice': '事故通报',
  'self-criticism': '书面检查', veto: '一票否决', 'award-bar': '取消评先评优资格', 'promotion-bar': '不得提拔',
  'internal-fine': '考核罚款', 'pay-cut': '扣减效益年薪', elevation: '提级调查', 'case-supervision': '查处挂牌督办',
  'on-site-meeting': '现场会', 'warning-film': '警示教育片', 'press-conference': '新闻发布', statement: '发布声明',
  closure: '关闭', 'accident-case': '按事故查处', 'heavier-handling': '从严从重处理', 'dishonesty-list': '列入严重失信名单',
  transfer: '移送司法机关', exposure: '公开曝光', 'training-check': '倒查安全培训', 'rule-revision': '修订完善制度',
  diligence: '记作依法履职的依据', accountability: '责任追究', 'interference-record': '记录干预执法',
  'report-to-government': '报告本级政府', 'follow-up-supervision': '跟踪督办', 'on-scene': '负责人赶赴现场',
  acceptance: '组织验收和审批', coordination: '协调解决', mediation: '组织法律服务和调解',
} as const;
export type MeasureKind = keyof typeof MEASURES;

/** Bodies that act or are acted on, by role. */
export const ROLES = {
  government: '人民政府', committee: '安全生产委员会', 'committee-office': '安委会办公室', party: '党委',
  'party-and-government': '党委、政府', regulator: '安全监管监察部门', 'line-department': '行业主管部门',
  'handling-department': '承办案件的部门', unit: '事故发生单位', 'assessed-body': '被考核的地区或单位',
} as const;
export type Role = keyof typeof ROLES;

export const PERSONS = {
  principal: '主要负责人', deputy: '分管负责人', heads: '党委、政府主要负责人', handler: '案件承办人', team: '领导班子成员',
  concerned: '有关负责人', 'director-or-deputy': '主任或者副主任',
} as const;
export type Person = keyof typeof PERSONS;

export const PLACES = { township: '乡镇级', ...LEVEL_NAMES } as const;
export type PlaceWord = keyof typeof PLACES;
