import { GRADES, type Grade } from '../vocabulary/grade';
import { INDUSTRIES } from '../vocabulary/industry';
import type { GradingRow } from '../rule-pack/types';
import { gradesIn, rangeText } from './figures';
import type { Condition, ConditionKey, Range, TriggerRow, Vocabulary } from './row';
import { ACCIDENT_TAGS, type AccidentTag, AREA_TAGS, type AreaTag, FINDINGS, MEASURES, type MeasureKind, UNIT_TRAITS, type UnitTrait } from './vocabulary';

/**
 * Finds rows whose condition can never be true: its parts contradict one another. Each condition is spread out into
 * alternatives, in each of which everything must hold at once; a row is unreachable when every alternative is empty.
 */

interface Literal {
  word: ConditionKey;
  wanted: unknown;
  negated: boolean;
}
type Alternative = Literal[];

/** More alternatives than anybody writes; beyond them nothing is claimed. */
const MAX_ALTERNATIVES = 2_000;
class TooMany extends Error {}

function product(parts: Alternative[][]): Alternative[] {
  return parts.reduce<Alternative[]>((all, part) => {
    if (all.length * part.length > MAX_ALTERNATIVES) throw new TooMany();
    return all.flatMap((left) => part.map((right) => [...left, ...right]));
  }, [[]]);
}

function alternativesOf(condition: Condition, negated: boolean): Alternative[] {
  if ('not' in condition) return alternativesOf(condition.not, !negated);
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null;
  if (parts) {
    const spread = parts.map((part) => alternativesOf(part, negated));
    return ('all' in condition) === negated ? spread.flat() : product(spread);
  }
  const [[word, wanted] = []] = Object.entries(condition) as [ConditionKey, unknown][];
  return word === undefined ? [] : [[{ word, wanted, negated }]];
}

const wantedOf = <K extends ConditionKey>(alternative: Alternative, word: K, negated: boolean): Vocabulary[K][] =>
  alternative.filter((literal) => literal.word === word && literal.negated === negated).map(({ wanted }) => wanted as Vocabulary[K]);

const numbers = ({ min = -Infinity, max = Infinity }: Range<number>): [number, number] => [min, max];
const NUMBER_WORDS = { deaths: '死亡人数', missing: '下落不明人数', capacity: '生产能力' } as const;

/** Whole numbers lie strictly outside every denied range that swallows what is left. */
function clashOfNumbers(alternative: Alternative, word: keyof typeof NUMBER_WORDS): string | null {
  const ranges = wantedOf(alternative, word, false).map(numbers);
  const low = Math.max(0, ...ranges.map(([min]) => min));
  const high = Math.min(...ranges.map(([, max]) => max), Infinity);
  if (low > high) return `${NUMBER_WORDS[word]}不可能既${ranges.map(([min, max]) => rangeText({ ...(min === -Infinity ? {} : { min }), ...(max === Infinity ? {} : { max }) }, '')).join('又')}`;
  const denied = wantedOf(alternative, word, true).map(numbers).find(([min, max]) => min <= low && max >= high);
  return denied ? `${NUMBER_WORDS[word]}的要求与所排除的范围相同` : null;
}

/** The lowest grade that so many dead make, by the grading row at hand. */
function gradeFloor(deaths: number, { thresholds }: GradingRow): Grade {
  return [...GRADES].reverse().find((grade) => grade !== 'general' && deaths >= thresholds[grade].deaths) ?? 'general';
}

function clashOfGrades(alternative: Alternative, grading: GradingRow | undefined): string | null {
  const denied = wantedOf(alternative, 'grade', true).flatMap(gradesIn);
  const allowed = wantedOf(alternative, 'grade', false).map(gradesIn)
    .reduce<Grade[]>((left, right) => left.filter((grade) => right.includes(grade)), [...GRADES]).filter((grade) => !denied.includes(grade));
  if (!allowed.length) return '没有一个事故等级能同时符合各项要求';
  const deaths = Math.max(0, ...wantedOf(alternative, 'deaths', false).map(({ min = 0 }) => min));
  const floor = grading && gradeFloor(deaths, grading);
  return floor && allowed.every((grade) => GRADES.indexOf(grade) < GRADES.indexOf(floor))
    ? `死亡${deaths}人以上的事故，等级高于所要求的等级` : null;
}

function clashOfSets<K extends 'industry' | 'found'>(alternative: Alternative, word: K, all: readonly string[], text: string): string | null {
  const denied = wantedOf(alternative, word, true).flat() as string[];
  const wanted = wantedOf(alternative, word, false) as string[][];
  // An accident has one industry, an inspection many findings: each list of findings has to keep one that is not denied.
  const empty = word === 'industry'
    ? !all.some((item) => wanted.every((list) => list.includes(item)) && !denied.includes(item))
    : wanted.some((list) => list.every((item) => denied.includes(item)));
  return empty ? text : null;
}

/** What a word that is simply so or not so is called. */
function nameOf(word: ConditionKey, wanted: unknown): string {
  switch (word) {
    case 'tag': return ACCIDENT_TAGS[wanted as AccidentTag];
    case 'areaTag': return AREA_TAGS[wanted as AreaTag];
    case 'unitIs': return UNIT_TRAITS[wanted as UnitTrait];
    case 'proposal': return `提出${MEASURES[wanted as MeasureKind]}`;
    case 'liability': return '责任事故';
    case 'serious': return '情节严重';
    case 'gradeRose': return '等级上升';
    case 'assessment': return '考核不合格';
    default: return word;
  }
}

/** Words that are simply so or not so. */
function clashOfAnswers(alternative: Alternative): string | null {
  const said = new Map<string, boolean>();
  for (const { word, wanted, negated } of alternative) {
    const isBoolean = word === 'liability' || word === 'serious';
    const key = isBoolean ? word : `${word} ${JSON.stringify(wanted)}`;
    const holds = isBoolean ? wanted !== negated : !negated;
    if (said.get(key) === !holds) return `“${nameOf(word, wanted)}”既要求成立又要求不成立`;
    said.set(key, holds);
  }
  return null;
}

function clashOfCounted(alternative: Alternative, grading: GradingRow | undefined): string | null {
  return wantedOf(alternative, 'count', false).map(({ where }) => (where ? emptiness(where, grading) : null)).find((text) => text !== null) ?? null;
}

function clash(alternative: Alternative, grading: GradingRow | undefined): string | null {
  return clashOfAnswers(alternative) ?? clashOfNumbers(alternative, 'deaths') ?? clashOfNumbers(alternative, 'missing')
    ?? clashOfNumbers(alternative, 'capacity') ?? clashOfGrades(alternative, grading)
    ?? clashOfSets(alternative, 'industry', INDUSTRIES, '没有一个行业能同时符合各项要求')
    ?? clashOfSets(alternative, 'found', Object.keys(FINDINGS), '所要求的检查发现全部被排除')
    ?? clashOfCounted(alternative, grading);
}

/** Why a condition is empty, or null where some facts fulfil it (or there are too many alternatives to say). */
function emptiness(condition: Condition, grading: GradingRow | undefined): string | null {
  try {
    const clashes = alternativesOf(condition, false).map((alternative) => clash(alternative, grading));
    return clashes.every((text) => text !== null) ? clashes[0] ?? '条件为空' : null;
  } catch (error) {
    if (error instanceof TooMany) return null;
    throw error;
  }
}

/**
 * Why a row can never find anything, in Chinese, or null where it can. Sound, not complete: what it reports is surely
 * unreachable.
 * @param grading lets it also see that so many dead cannot be of so low a grade.
 */
export function unreachable(row: TriggerRow, grading?: GradingRow): string | null {
  if (row.inactive !== undefined) return null;
  const { from, to } = row.effective ?? {};
  if (from !== undefined && to !== undefined && from > to) return `生效日${from}晚于失效日${to}`;
  return emptiness(row.when, grading);
}
