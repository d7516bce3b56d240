import type { Grade, Industry } from './facts';

/** What the office calls grades and industries, for texts that the domain itself writes. */

export const GRADE_NAMES: Readonly<Record<Grade, string>> = {
  general: '一般', larger: '较大', major: '重大', extraordinary: '特别重大',
};

export const INDUSTRY_NAMES: Readonly<Record<Industry, string>> = {
  general: '其他行业', construction: '建筑施工', gas: '城镇燃气', 'hazardous-chemicals': '危险化学品',
  fireworks: '烟花爆竹', metallurgy: '冶金', 'non-coal-mine': '非煤矿山', 'coal-mine': '煤矿',
  'road-traffic': '道路交通', fire: '火灾', 'special-equipment': '特种设备', railway: '铁路', power: '电力',
  'fishery-vessel': '渔业船舶', 'water-traffic': '水上交通',
};
