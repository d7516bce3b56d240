/** Industries that rules tell apart, and what the office calls them. */
export const INDUSTRIES = [
  'general', 'construction', 'gas', 'hazardous-chemicals', 'fireworks', 'metallurgy', 'non-coal-mine', 'coal-mine',
  'road-traffic', 'fire', 'special-equipment', 'railway', 'power', 'fishery-vessel', 'water-traffic', 'maritime',
] as const;
export type Industry = (typeof INDUSTRIES)[number];

export const INDUSTRY_NAMES: Readonly<Record<Industry, string>> = {
  general: '其他行业', construction: '建筑施工', gas: '城镇燃气', 'hazardous-chemicals': '危险化学品',
  fireworks: '烟花爆竹', metallurgy: '冶金', 'non-coal-mine': '非煤矿山', 'coal-mine': '煤矿',
  'road-traffic': '道路交通', fire: '火灾', 'special-equipment': '特种设备', railway: '铁路', power: '电力',
  'fishery-vessel': '渔业船舶', 'water-traffic': '水上交通（内河）', maritime: '海上交通',
};
