import { ACTS } from '../../domain/kinds/accident-case/acts';
import type { Fault } from '../../domain/case-file/faults';
import { bodyRefName } from '../../domain/organisation/names';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import type { ClockChange, ComparedClock } from '../../domain/what-if/compare';
import type { WhatIf } from '../../domain/what-if/what-if';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { dueWords, ribbonStanding } from '../../templates/clock-ribbon';
import { formatMoment } from '../../domain/time/words';
import { LIGHTS, lightOf, type Light } from '../../templates/lights';
import { GRADE_NAMES } from '../../domain/vocabulary/grade';
import type { FieldProblem } from '../http/problems';
import type { FieldSpec } from '../input/field-specs';
import { WHAT_IF_GROUPS, type WhatIfChoices } from '../input/what-if-fields';
import { actDetail } from './act-words';
import { errorSummary, formRow, type ErrorSummary, type FormRow } from './form-view';

const CHANGE_WORDS: Readonly<Record<ClockChange, string>> = {
  same: '不变', reason: '日期不变，理由不同', standing: '结果不同', moved: '移动', added: '新增', removed: '不再适用',
};

/** Every date of the record that can be moved. */
export function movesOf({ facts }: CaseRecord): WhatIfChoices['moves'] {
  const acts = facts.acts.map((act, place) => {
    const detail = actDetail(act);
    return [`events[${place}].at`, `${formatMoment(act.at)} ${ACTS[act.do].title}${detail ? `（${detail}）` : ''}`] as const;
  });
  return { 'accident.occurredAt': `${formatMoment(facts.accident.occurredAt)} 事故发生`, ...Object.fromEntries(acts) };
}

interface SideView { due: string; standing: string; light: Light; provisional: boolean }
export interface ComparedLine {
  title: string; party: string; change: string; days: string; before: SideView | null; after: SideView | null;
  why: { before: string[]; after: string[] };
}

const side = (clock: Clock | null, now: Instant): SideView | null => clock && {
  due: dueWords(clock) || '无终止日', standing: ribbonStanding(clock, now), light: LIGHTS[lightOf(clock, now)], provisional: clock.provisional,
};

/** `晚 3 天`, `早 0.5 天` */
function daysWords(days: number | null): string {
  if (days === null || days === 0) return '';
  return `${days > 0 ? '晚' : '早'} ${Math.abs(days)} 天`;
}

const lineOf = ({ title, party, change, days, before, after, why }: ComparedClock, now: Instant): ComparedLine => ({
  title, party: party ?? '', change: CHANGE_WORDS[change], days: daysWords(days), before: side(before, now), after: side(after, now), why,
});

interface ResultView { head: string[]; moved: ComparedLine[]; same: ComparedLine[]; warnings: string[] }

function resultView({ comparison, before, after }: Extract<WhatIf, { ok: true }>, now: Instant): ResultView {
  const { grade, clocks, warnings } = comparison;
  const body = (assessment: typeof before.assessment) => bodyRefName(assessment.investigatorBody);
  const [was, is] = [body(before.assessment), body(after.assessment)];
  return {
    head: [
      ...(grade.before === grade.after ? [] : [`事故等级：${GRADE_NAMES[grade.before]} → ${GRADE_NAMES[grade.after]}`]),
      ...(was === is ? [] : [`负责调查：${was} → ${is}`]),
    ],
    moved: clocks.filter(({ change }) => change !== 'same').map((clock) => lineOf(clock, now)),
    same: clocks.filter(({ change }) => change === 'same').map((clock) => lineOf(clock, now)),
    warnings: warnings.after.map(({ text }) => text),
  };
}

/** Which control a fault of the copy came from, as well as the path tells. */
function fieldOf(path: string, moved: string | undefined): string {
  if (path.startsWith('packs')) return 'pack';
  return moved !== undefined && (path === moved || moved === 'accident.occurredAt') ? 'moveTo' : path.startsWith('counts') ? 'figuresAt' : '';
}

/** `批复`, `伤亡和损失数字`: the row of the copy, without its place in a list that nobody sees. */
function rowWords(path: string, { acts }: CaseRecord['facts']): string {
  const act = acts[Number(/^events\[(\d+)\]/.exec(path)?.[1] ?? -1)];
  if (act) return `${formatMoment(act.at)} ${ACTS[act.do].title}`;
  if (path.startsWith('counts')) return '伤亡和损失数字';
  return path.startsWith('packs') ? '规则包' : '假设的办理';
}

const SHOWN_FAULTS = 5;

/** The first faults of the copy in words, and how many more there are. */
function faultProblems(faults: readonly Fault[], moved: string | undefined, { facts }: CaseRecord): FieldProblem[] {
  const problem = (field: string, message: string): FieldProblem => ({ pointer: '', field, code: 'copy-invalid', message });
  const rest = faults.length - SHOWN_FAULTS;
  return [
    ...faults.slice(0, SHOWN_FAULTS).map(({ path, reason }) => (
      problem(fieldOf(path, moved), `${rowWords(path, facts)}：${reason.replace(/ ?accident\.occurredAt/, '')}。`))),
    ...(rest > 0 ? [problem('', `另有 ${rest} 处同样不成立。`)] : []),
  ];
}

export interface WhatIfPage {
  groups: { title: string; rows: FormRow[]; open: boolean }[];
  summary: ErrorSummary | null;
  asked: boolean;
  result: ResultView | null;
}

/** The form as it was filled in, and what would follow. `result` is null where nothing was asked or something is wrong. */
export function whatIfPage(
  record: CaseRecord, specs: readonly FieldSpec[], typed: Readonly<Record<string, string>>, errors: readonly FieldProblem[], result: WhatIf | null, now: Instant,
): WhatIfPage {
  const faults = result && !result.ok ? faultProblems(result.faults, typed['move'], record) : [];
  const problems = [...errors, ...faults];
  const groups = WHAT_IF_GROUPS.map(({ title, names }) => {
    const rows = names.flatMap((name) => specs.filter((spec) => spec.name === name))
      .filter((spec) => spec.type !== 'choice' || Object.keys(spec.options).length > 0)
      .map((spec) => formRow(spec, typed[spec.name] ?? '', problems));
    return { title, rows, open: rows.some(({ value, error }) => value !== '' || error !== '') };
  }).filter(({ rows }) => rows.length > 0);
  return {
    groups, asked: result !== null, result: result?.ok ? resultView(result, now) : null,
    summary: errorSummary('没有推算：请先改正下面的内容', problems, new Set(specs.map(({ name }) => name))),
  };
}
