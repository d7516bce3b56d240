import { INDUSTRY_NAMES } from '../vocabulary/industry';
import { LEVEL_NAMES } from '../organisation/names';
import type { Investigator } from '../rule-pack/types';
import type { Answer, Placed, TriggerAccident } from './facts';
import { intervalIn, judgeFigure, judgeGrade, rangeText } from './figures';
import type { Judgement } from './judgement';
import { decided, lacking } from './judgement';
import type { Range, Vocabulary } from './row';
import { type Scope, accidentText, placeOfSubject, subjectKey, subjectText } from './subject';
import { ACCIDENT_TAGS, UNIT_TRAITS } from './vocabulary';

const AGENCY_NAMES = { 'mine-safety-agency': '矿山安全监察机构', 'railway-regulator': '铁路管理机构', 'power-regulator': '电力监管机构', 'maritime-agency': '海事管理机构' };
export const investigatorName = (who: Investigator): string => ({ ...LEVEL_NAMES, ...AGENCY_NAMES })[who];

function accidentOf({ subject }: Scope): TriggerAccident {
  if (subject.kind !== 'accident') throw new Error(`an accident's fact asked of ${subject.kind}`);
  return subject.accident;
}

const missingOf = (accident: TriggerAccident, fact: string, what: string, pending = false, clue: string | null = null): Judgement =>
  lacking({ fact: `accident:${accident.id}.${fact}`, text: `${accidentText(accident)}的${what}`, pending, clue });

/** A yes-or-no fact against what the row wants of it. */
function answered(answer: Answer | undefined, wanted: boolean, absent: (pending: boolean) => Judgement, text: (is: boolean) => string): Judgement {
  if (answer === undefined || answer === 'undecided') return absent(answer === 'undecided');
  return decided(answer === wanted, text(answer));
}

/** Persons missing are neither dead nor alive yet: the figure is an interval until they are found. */
function judgeDeaths(accident: TriggerAccident, range: Range<number>): Judgement {
  const { deaths, missing = 0 } = accident;
  if (deaths === undefined) return missingOf(accident, 'deaths', '死亡人数');
  const fits = intervalIn(deaths, deaths + missing, range);
  if (fits === null) {
    const open = missingOf(accident, 'missing', `${missing}名下落不明人员的生死（现已死亡${deaths}人）`, true);
    return { ...open, because: [`已死亡${deaths}人，另有${missing}人下落不明，可能符合“${rangeText(range, '人')}”`] };
  }
  if (!missing) return judgeFigure('死亡', deaths, range, '人');
  return decided(fits, `死亡${deaths}人、下落不明${missing}人，${fits ? '符合' : '不符合'}“${rangeText(range, '人')}”`);
}

/** Facts of the unit: of the accident's, or of the one inspected. */
function unitOf({ facts, subject }: Scope) {
  const { unit }: Placed = placeOfSubject(subject);
  return { name: unit, known: facts.units.find((one) => one.unit === unit) };
}

function judgeTrait(trait: Vocabulary['unitIs'], scope: Scope): Judgement {
  const { name, known } = unitOf(scope);
  const is = known?.traits?.[trait];
  if (is === undefined) {
    return lacking({ fact: `unit:${name ?? '?'}.${trait}`, text: `单位${name ? `“${name}”` : ''}是否为${UNIT_TRAITS[trait]}`, pending: false, clue: null });
  }
  return decided(is, `${name}${is ? '为' : '不是'}${UNIT_TRAITS[trait]}`);
}

function judgeCapacity(range: Range<number>, scope: Scope): Judgement {
  const { name, known } = unitOf(scope);
  if (known?.capacity === undefined) {
    return lacking({ fact: `unit:${name ?? '?'}.capacity`, text: `煤矿${name ? `“${name}”` : ''}的生产能力（万吨/年）`, pending: false, clue: null });
  }
  return judgeFigure('生产能力', known.capacity, range, '万吨/年');
}

function judgeIndustry(wanted: Vocabulary['industry'], { subject }: Scope): Judgement {
  const { industry } = placeOfSubject(subject);
  if (industry === undefined) {
    return lacking({ fact: `${subjectKey(subject)}.industry`, text: `${subjectText(subject)}的所属行业`, pending: false, clue: null });
  }
  return decided(wanted.includes(industry), `行业为${INDUSTRY_NAMES[industry]}`);
}

function judgeTag(tag: Vocabulary['tag'], accident: TriggerAccident): Judgement {
  const { tags, clues } = accident;
  const name = ACCIDENT_TAGS[tag];
  return answered(tags?.[tag], true, (pending) => missingOf(accident, tag, `认定：是否“${name}”`, pending, clues?.[tag] ?? null),
    (is) => (is ? `认定为“${name}”` : `未认定为“${name}”`));
}

function judgeInvestigator(wanted: Vocabulary['investigator'], accident: TriggerAccident): Judgement {
  const { investigator } = accident;
  if (investigator === undefined) return missingOf(accident, 'investigator', '负责调查的机关');
  return decided(wanted.includes(investigator), `由${investigatorName(investigator)}负责调查`);
}

/** Words about one accident and its unit. */
export const judgeAccident = {
  grade: (range: Vocabulary['grade'], scope: Scope): Judgement => {
    const accident = accidentOf(scope);
    const { grade } = accident;
    return grade === undefined ? missingOf(accident, 'grade', '等级') : judgeGrade(grade, range);
  },
  deaths: (range: Range<number>, scope: Scope): Judgement => judgeDeaths(accidentOf(scope), range),
  missing: (range: Range<number>, scope: Scope): Judgement => {
    const accident = accidentOf(scope);
    const { missing } = accident;
    return missing === undefined ? missingOf(accident, 'missing', '下落不明人数') : judgeFigure('下落不明', missing, range, '人');
  },
  industry: judgeIndustry,
  liability: (wanted: boolean, scope: Scope): Judgement => {
    const accident = accidentOf(scope);
    const { liability } = accident;
    return answered(liability, wanted, (pending) => missingOf(accident, 'liability', '性质认定：是否为责任事故', pending),
      (is) => (is ? '认定为责任事故' : '认定为非责任事故'));
  },
  tag: (tag: Vocabulary['tag'], scope: Scope): Judgement => judgeTag(tag, accidentOf(scope)),
  investigator: (wanted: Vocabulary['investigator'], scope: Scope): Judgement => judgeInvestigator(wanted, accidentOf(scope)),
  gradeRose: (_: true, scope: Scope): Judgement => {
    const accident = accidentOf(scope);
    const { gradeRose } = accident;
    if (gradeRose === undefined) return missingOf(accident, 'gradeRose', '等级变化经过');
    return decided(gradeRose, gradeRose ? '伤亡变化窗口内等级上升' : '等级没有上升');
  },
  unitIs: judgeTrait,
  capacity: judgeCapacity,
};
