import type { Grade, Industry } from '../domain/accident-case/facts';
import type { ProcessName } from '../domain/kernel/process';

/** The office's own words for identifiers of the domain; bodies and levels stand in domain/organisation/names.ts. */

export const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  general: '一般', larger: '较大', major: '重大', extraordinary: '特别重大',
};

export const INDUSTRY_WORDS: Readonly<Record<Industry, string>> = {
  general: '其他行业', construction: '建筑施工', gas: '城镇燃气', 'hazardous-chemicals': '危险化学品',
  fireworks: '烟花爆竹', metallurgy: '冶金', 'non-coal-mine': '非煤矿山', 'coal-mine': '煤矿',
  'road-traffic': '道路交通', fire: '火灾', 'special-equipment': '特种设备', railway: '铁路', power: '电力',
  'fishery-vessel': '渔业船舶', 'water-traffic': '水上交通',
};

export const PROCESS_WORDS: Readonly<Record<ProcessName, string>> = {
  accidentCase: '案件办理', accidentEscalation: '事故报告', investigation: '事故调查', caseClosure: '审核批复',
  supervisionReview: '挂牌督办', accountability: '责任追究', rectificationEvaluation: '整改评估',
};
