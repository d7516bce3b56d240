import type { AreaYear } from './facts';
import type { Judgement } from './judgement';
import { decided, lacking } from './judgement';
import type { Vocabulary } from './row';
import type { Scope } from './subject';
import { AREA_FIGURES, AREA_TAGS } from './vocabulary';

function areaOf({ subject }: Scope): AreaYear {
  if (subject.kind !== 'area') throw new Error(`a year's fact asked of ${subject.kind}`);
  return subject.area;
}

const missingOf = ({ area, year }: AreaYear, fact: string, what: string, pending = false): Judgement =>
  lacking({ fact: `area:${area}:${year}.${fact}`, text: `${area}${year}年度的${what}`, pending, clue: null });

const QUOTA = { deaths: 'deathsQuota', larger: 'largerQuota' } as const;
const UNIT = { deaths: '人', larger: '起' } as const;

function judgeOverQuota(figure: Vocabulary['overQuota'], area: AreaYear): Judgement {
  const [actual, quota] = [area[figure], area[QUOTA[figure]]];
  if (quota === undefined) return missingOf(area, QUOTA[figure], `${AREA_FIGURES[figure]}控制指标`);
  if (actual === undefined) return missingOf(area, figure, AREA_FIGURES[figure]);
  const text = `${AREA_FIGURES[figure]}${actual}${UNIT[figure]}，控制指标${quota}${UNIT[figure]}`;
  return decided(actual > quota, actual > quota ? `${text}，已超过` : `${text}，未超过`);
}

/** Against a year without deaths there is no percentage; whether that is a strong rise a person must say. */
function judgeRise({ percent }: Vocabulary['rise'], area: AreaYear): Judgement {
  const { deaths, deathsYearBefore: before } = area;
  if (before === undefined) return missingOf(area, 'deathsYearBefore', '上年同期死亡人数');
  if (deaths === undefined) return missingOf(area, 'deaths', '死亡人数');
  if (before === 0 && deaths > 0) return missingOf(area, 'rise', '上升幅度（上年同期为0，无法计算百分比，须由人判断）');
  const holds = deaths * 100 >= before * (100 + percent) && deaths > before;
  return decided(holds, `死亡${deaths}人，上年同期${before}人，${holds ? '上升达到' : '上升不到'}${percent}%`);
}

function judgeAssessment(area: AreaYear): Judgement {
  const { assessment } = area;
  if (assessment === undefined || assessment === 'undecided') {
    return missingOf(area, 'assessment', '年度考核结果', assessment === 'undecided');
  }
  return decided(assessment === 'failed', assessment === 'failed' ? '年度考核不合格' : '年度考核不是不合格');
}

/** Words about an area or body in one year. */
export const judgeArea = {
  assessment: (_: 'failed', scope: Scope): Judgement => judgeAssessment(areaOf(scope)),
  score: ({ below }: Vocabulary['score'], scope: Scope): Judgement => {
    const area = areaOf(scope);
    if (area.score === undefined) return missingOf(area, 'score', '考核得分');
    return decided(area.score < below, `考核得分${area.score}分，${area.score < below ? '低于' : '不低于'}${below}分`);
  },
  overQuota: (figure: Vocabulary['overQuota'], scope: Scope): Judgement => judgeOverQuota(figure, areaOf(scope)),
  rise: (wanted: Vocabulary['rise'], scope: Scope): Judgement => judgeRise(wanted, areaOf(scope)),
  areaTag: (tag: Vocabulary['areaTag'], scope: Scope): Judgement => {
    const area = areaOf(scope);
    const is = area.tags?.[tag];
    if (is === undefined || is === 'undecided') return missingOf(area, tag, `认定：是否“${AREA_TAGS[tag]}”`, is === 'undecided');
    return decided(is, is ? `认定为“${AREA_TAGS[tag]}”` : `未认定为“${AREA_TAGS[tag]}”`);
  },
};
