import { INDUSTRY_NAMES } from '../vocabulary/industry';
import { gradeRangeText, rangeText } from './figures';
import { investigatorName } from './judge-accident';
import { periodText } from './period';
import type { Condition, ConditionKey, CountCondition, Shared, Vocabulary } from './row';
import { SHARED_NAMES } from './sharing';
import { ACCIDENT_TAGS, AREA_FIGURES, AREA_TAGS, FINDINGS, MEASURES, UNIT_TRAITS } from './vocabulary';

/** A condition as a reader of the law would put it. */

type Words = { [K in ConditionKey]: (wanted: Vocabulary[K]) => string };

const isJoint = (condition: Condition): boolean => 'all' in condition || 'any' in condition;
const bracketed = (condition: Condition): string => (isJoint(condition) ? `（${conditionText(condition)}）` : conditionText(condition));
const places = (same: readonly Shared[]): string => same.map((key) => SHARED_NAMES[key]).join('、');

function countText({ min, within, same = [], where }: CountCondition): string {
  return `${periodText(within)}${places(same)}${where ? `符合“${conditionText(where)}”的` : '的'}事故${min}起以上`;
}

const WORDS: Words = {
  all: (parts) => parts.map(bracketed).join('，并且'),
  any: (parts) => parts.map(bracketed).join('，或者'),
  not: (part) => `不是（${conditionText(part)}）`,
  grade: (range) => `${gradeRangeText(range)}事故`,
  deaths: (range) => `死亡${rangeText(range, '人')}`,
  missing: (range) => `下落不明${rangeText(range, '人')}`,
  industry: (list) => `行业为${list.map((one) => INDUSTRY_NAMES[one]).join('、')}`,
  liability: (wanted) => (wanted ? '责任事故' : '非责任事故'),
  tag: (tag) => `认定为“${ACCIDENT_TAGS[tag]}”`,
  investigator: (list) => `由${list.map(investigatorName).join('、')}负责调查`,
  gradeRose: () => '伤亡变化窗口内等级上升',
  unitIs: (trait) => `单位为${UNIT_TRAITS[trait]}`,
  capacity: (range) => `生产能力${rangeText(range, '万吨/年')}`,
  count: countText,
  earlier: ({ measures, within, same }) => `${periodText(within)}${places(same)}曾有${measures.map((one) => MEASURES[one]).join('、')}`,
  assessment: () => '年度考核不合格',
  score: ({ below }) => `考核得分低于${below}分`,
  overQuota: (figure) => `${AREA_FIGURES[figure]}超过控制指标`,
  rise: ({ percent }) => `死亡人数同比上升${percent}%以上`,
  areaTag: (tag) => `认定为“${AREA_TAGS[tag]}”`,
  proposal: (measure) => `有人书面提出${MEASURES[measure]}并写明理由`,
  found: (list) => `检查发现${list.map((one) => FINDINGS[one]).join('，或者')}`,
  serious: (wanted) => (wanted ? '情节严重' : '情节不严重'),
};

/** “责任事故，并且（重大以上（含）事故，或者…）”. */
export function conditionText(condition: Condition): string {
  const [[word, wanted] = []] = Object.entries(condition) as [ConditionKey, never][];
  return word === undefined ? '' : (WORDS[word] as (wanted: never) => string)(wanted as never);
}
