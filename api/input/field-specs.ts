import { ACTS, ACT_NAMES, isActName, type ActName, type FieldType } from '../../domain/kinds/accident-case/acts';
import { DETERMINABLE, DETERMINED_ANSWERS } from '../../domain/kinds/accident-case/determinations';
import { INDUSTRIES } from '../../domain/vocabulary/industry';
import { type CountRow } from '../../domain/kinds/accident-case/facts';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import type { BodyKind } from '../../domain/organisation/body';
import { MEASURES } from '../../domain/trigger/vocabulary';
import { INDUSTRY_NAMES } from '../../domain/vocabulary/industry';

/** What a form row, a JSON member and an error message know of a field. */
export type FieldSpec = FieldType & {
  /** `to`, `counts.deaths`: the control's name, and with dots as slashes the JSON pointer. */
  name: string;
  label: string;
  required: boolean;
  /** The rule or the manner in one sentence, shown beside the field. */
  tip: string | null;
};

export type FigureName = Exclude<keyof CountRow, 'at'>;

const count = (name: FigureName, label: string, tip: string | null = null): FieldSpec =>
  ({ type: 'count', name: `counts.${name}`, label, unit: '人', required: false, tip });

export const FIGURES: readonly FieldSpec[] = [
  count('deaths', '死亡'),
  count('missing', '下落不明', '定级时与死亡人数合并计算。'),
  count('seriousInjuries', '重伤（含急性工业中毒）'),
  count('minorInjuries', '轻伤'),
  {
    type: 'yuan', name: 'counts.directLossYuan', label: '直接经济损失', required: false,
    tip: '以元为单位填整数；批复以前查明的损失计入定级。',
  },
];

export const AT: FieldSpec = {
  type: 'instant', name: 'at', label: '办理时间', required: false, tip: '实际发生的北京时间；不填即为现在。',
};

/** One command as a form: the acts of the case, and what the record asks for besides. */
export interface CommandForm {
  name: string;
  title: string;
  process: ProcessName;
  doneBy: readonly BodyKind[];
  fields: readonly FieldSpec[];
  /** Whether casualty and loss figures can come with it. */
  figures: boolean;
  /** The tab on which its outcome stands; else the overview. */
  tab?: 'measures';
}

/** Acts that in practice bring new figures. */
const WITH_FIGURES: ReadonlySet<ActName> = new Set<ActName>(['report', 'follow-up', 'supplement', 'submit-report']);

const ofAct = (name: ActName): CommandForm => {
  const { title, process, doneBy, fields } = ACTS[name];
  return { name, title, process, doneBy, fields: fields.map((field) => ({ tip: null, ...field })), figures: WITH_FIGURES.has(name) };
};

const KEEPERS: readonly BodyKind[] = ['safety-committee-office', 'emergency-management', 'industry-regulator'];

const RECORD_COUNTS: CommandForm = {
  name: 'record-counts', title: '登记伤亡和损失变化', process: 'accidentCase', doneBy: [...KEEPERS, 'enterprise'], fields: [], figures: true,
};

const EXPLAIN_LATENESS: CommandForm = {
  name: 'explain-lateness', title: '说明逾期原因', process: 'accidentCase', doneBy: [...KEEPERS, 'government', 'enterprise'],
  fields: [
    { type: 'text', name: 'clock', label: '逾期的时限', required: true, tip: null },
    { type: 'text', name: 'reason', label: '原因', required: true, tip: '写明为什么逾期、已采取什么措施；进入案卷后不能修改。' },
  ],
  figures: false,
};

const DECIDERS: readonly BodyKind[] = [...KEEPERS, 'safety-committee', 'government'];

const DETERMINE: CommandForm = {
  name: 'determine', title: '认定性质或情形', process: 'accidentCase', doneBy: DECIDERS,
  fields: [
    { type: 'choice', name: 'about', label: '认定事项', options: DETERMINABLE, required: true, tip: '数字看不出来的，由有权机关认定；系统不推断。' },
    { type: 'choice', name: 'answer', label: '结论', options: DETERMINED_ANSWERS, required: true, tip: null },
    { type: 'text', name: 'ground', label: '根据', required: true, tip: '写明凭什么文件、会议或者情况认定；进入案卷后不能修改，可以重新认定。' },
  ],
  figures: false, tab: 'measures',
};

const PROPOSE: CommandForm = {
  name: 'propose-measure', title: '登记书面建议', process: 'accidentCase', doneBy: DECIDERS,
  fields: [
    { type: 'choice', name: 'measure', label: '建议采取的措施', options: MEASURES, required: true, tip: '有的规定没有写明条件，须由人书面提出并写明理由。' },
    { type: 'text', name: 'by', label: '提出的机关', required: true, tip: null },
    { type: 'text', name: 'ground', label: '理由', required: true, tip: null },
  ],
  figures: false, tab: 'measures',
};

const decision = (name: 'confirm-finding' | 'dismiss-finding', title: string, tip: string): CommandForm => ({
  name, title, process: 'accidentCase', doneBy: DECIDERS,
  fields: [
    { type: 'text', name: 'finding', label: '触发措施的规定', required: true, tip: null },
    { type: 'text', name: 'reason', label: '理由', required: true, tip },
  ],
  figures: false, tab: 'measures',
});

const FINDING_FORMS: readonly CommandForm[] = [
  decision('confirm-finding', '确认采取措施', '写明由谁、何时采取。这里只记录决定；挂牌督办、提级等另行办理。'),
  decision('dismiss-finding', '决定不采取措施', '只用于依据写“可以”的措施；写明为什么不采取。'),
];

export const COMMAND_FORMS: ReadonlyMap<string, CommandForm> = new Map(
  [...ACT_NAMES.map(ofAct), RECORD_COUNTS, EXPLAIN_LATENESS, DETERMINE, PROPOSE, ...FINDING_FORMS].map((form) => [form.name, form]),
);

export const commandTitle = (name: string): string =>
  COMMAND_FORMS.get(name)?.title ?? (isActName(name) ? ACTS[name].title : '办理事项');

const text = (name: string, label: string, required: boolean, tip: string | null = null): FieldSpec =>
  ({ type: 'text', name, label, required, tip });

/** Registration, in the order in which somebody on the telephone hears it. */
export const REGISTRATION: readonly FieldSpec[] = [
  text('title', '事故名称', true, '地点＋简称＋“月·日”＋类型，例如“某市某区‘6·13’燃气爆炸事故”。'),
  {
    type: 'instant', name: 'accident.occurredAt', label: '发生时间', required: true,
    tip: '北京时间。伤亡变化窗口和六十日调查时限从这一刻起算（493号令 第13条、第29条）。',
  },
  text('accident.region', '发生地', true, '决定由哪一级、哪些机关负责（属地管辖）。'),
  {
    type: 'choice', name: 'accident.industry', label: '行业', options: Object.fromEntries(INDUSTRIES.map((name) => [name, INDUSTRY_NAMES[name]])),
    required: true, tip: '道路交通、火灾的伤亡变化窗口为 7 日，其他为 30 日（493号令 第13条）。',
  },
  text('accident.place', '具体地点', false),
  text('accident.unit', '事故发生单位', false),
  text('accident.unitRegion', '单位所在地', false, '与发生地不同时填写。'),
];
