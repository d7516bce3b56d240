import type { Level } from './level';
import type { BodyKind, BodyRef } from './body';

/** What the office calls a kind of body when it speaks of no particular one. */
export const BODY_KIND_NAMES: Readonly<Record<BodyKind, string>> = {
  government: '人民政府',
  'safety-committee': '安全生产委员会',
  'safety-committee-office': '安全生产委员会办公室',
  'emergency-management': '应急管理部门',
  procuratorate: '人民检察院',
  'supervisory-commission': '监察委员会',
  'public-security': '公安机关',
  union: '工会',
  'human-resources': '人力资源社会保障部门',
  justice: '司法行政部门',
  'efficiency-office': '效能建设领导小组办公室',
  'industry-regulator': '负有安全生产监督管理职责的部门',
  enterprise: '事故发生单位',
};

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  county: '县级', city: '市级', province: '省级', state: '国家级',
};

/** “市级人民检察院”; an enterprise has no level. */
export const bodyRefName = (ref: BodyRef): string =>
  (ref.kind === 'enterprise' ? BODY_KIND_NAMES.enterprise : LEVEL_NAMES[ref.level] + BODY_KIND_NAMES[ref.kind]);
