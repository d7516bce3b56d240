import { ACTS } from '../../domain/kinds/accident-case/acts';
import type { Facts } from '../../domain/kinds/accident-case/facts';
import { formatInstant, type Instant } from '../../domain/time/instant';
import type { TextChange } from '../../domain/what-if/set-path';
import type { FieldProblem } from '../http/problems';
import { FIGURES, type FieldSpec, type FigureName } from './field-specs';
import { readField } from './read-field';

/** The form of a supposition: what may be changed on a copy, and how it becomes changes by path. */

export interface FieldGroup { title: string; names: string[] }

/** Choices that depend on the case and on the installation. */
export interface WhatIfChoices {
  /** By path in the copy: `accident.occurredAt`, `events[3].at`. */
  moves: Record<string, string>;
  packs: Record<string, string>;
  /** File name → what it is. */
  calendars: Record<string, string>;
}

const instant = (name: string, label: string, tip: string | null = null): FieldSpec => ({ type: 'instant', name, label, required: false, tip });
const choice = (name: string, label: string, options: Readonly<Record<string, string>>, tip: string | null = null): FieldSpec =>
  ({ type: 'choice', name, label, options, required: false, tip });

const EXTENDABLE = ACTS['approve-extension'].fields.find(({ name }) => name === 'clock');

export const whatIfSpecs = ({ moves, packs, calendars }: WhatIfChoices): FieldSpec[] => [
  choice('move', '哪一个日期', moves), instant('moveTo', '改到'),
  instant('pauseFrom', '委托鉴定'), instant('pauseTo', '收到结论', '不填即为还没有收到。'),
  choice('extendClock', '哪一个时限', EXTENDABLE?.type === 'choice' ? EXTENDABLE.options : {}),
  { type: 'count', name: 'extendDays', label: '延长', unit: '日', required: false, tip: null }, instant('extendAt', '批准时间'),
  ...FIGURES, instant('figuresAt', '数字查明的时间', '填写即为那时新查明的数字；不填即为更正最后一次登记的数字。'),
  choice('pack', '加用地方规则', packs), choice('calendar', '加用日历', calendars, '已导入、未生效的年度日历，或本机关的休息日。'),
];

export const WHAT_IF_GROUPS: readonly FieldGroup[] = [
  { title: '移动一个日期', names: ['move', 'moveTo'] },
  { title: '加一段鉴定扣除', names: ['pauseFrom', 'pauseTo'] },
  { title: '加一次延期', names: ['extendClock', 'extendDays', 'extendAt'] },
  { title: '改伤亡和损失', names: [...FIGURES.map(({ name }) => name), 'figuresAt'] },
  { title: '换规则或日历', names: ['pack', 'calendar'] },
];

type Values = Record<string, string | number | undefined>;

export interface ReadWhatIf {
  changes: TextChange[];
  /** File of a calendar to count with. */
  calendar: string | null;
  errors: FieldProblem[];
}

const append = (path: string, row: object): TextChange => ({ path: `${path}[+]`, text: JSON.stringify(row) });
const at = (value: string | number | undefined, now: Instant): string => formatInstant(value === undefined ? now : Number(value));

function moveChanges({ move, moveTo }: Values): TextChange[] {
  if (move === undefined || moveTo === undefined) return [];
  return [{ path: String(move), text: formatInstant(Number(moveTo)) }];
}

const SUPPOSED = '假设的鉴定';

function pauseChanges({ pauseFrom, pauseTo }: Values, now: Instant): TextChange[] {
  if (pauseFrom === undefined) return [];
  const row = (name: string, when: string | number) => append('events', { at: at(when, now), do: name, name: SUPPOSED });
  return [row('commission-appraisal', pauseFrom), ...(pauseTo === undefined ? [] : [row('receive-appraisal', pauseTo)])];
}

function extensionChanges({ extendClock, extendDays, extendAt }: Values, now: Instant): TextChange[] {
  if (extendClock === undefined || extendDays === undefined) return [];
  const row = (name: string) => append('events', { at: at(extendAt, now), do: name, clock: extendClock, days: extendDays });
  return [row('request-extension'), row('approve-extension')];
}

/** New figures of one instant, or corrections of the rows that stated them last. */
function figureChanges(values: Values, { accident, counts }: Facts): TextChange[] {
  const figures = FIGURES.map(({ name }) => name).filter((name) => values[name] !== undefined)
    .map((name) => [name.slice('counts.'.length) as FigureName, Number(values[name])] as const);
  const row = (at: Instant, some: typeof figures): TextChange[] =>
    (some.length ? [append('counts', { at: formatInstant(at), ...Object.fromEntries(some) })] : []);
  if (values['figuresAt'] !== undefined) return row(Number(values['figuresAt']), figures);
  const placeOf = (name: FigureName): number => counts.findLastIndex((each) => each[name] !== undefined);
  return [
    ...figures.filter(([name]) => placeOf(name) >= 0).map(([name, value]) => ({ path: `counts[${placeOf(name)}].${name}`, text: String(value) })),
    ...row(accident.occurredAt, figures.filter(([name]) => placeOf(name) < 0)),
  ];
}

/** Fields that mean something only together. */
const TOGETHER: readonly (readonly [string, string])[] =
  [['move', 'moveTo'], ['moveTo', 'move'], ['pauseTo', 'pauseFrom'], ['extendClock', 'extendDays'], ['extendDays', 'extendClock']];

/** What was filled in, as changes to a copy. Order: dates, figures, acts that are added, law. */
export function readWhatIf(specs: readonly FieldSpec[], raw: Readonly<Record<string, unknown>>, facts: Facts, now: Instant): ReadWhatIf {
  const values: Values = {};
  const errors: FieldProblem[] = [];
  for (const spec of specs) {
    const read = readField(spec, raw[spec.name], 'form');
    if ('problem' in read) errors.push(read.problem);
    else values[spec.name] = read.value;
  }
  const isFaulty = (name: string): boolean => errors.some(({ field }) => field === name);
  for (const [has, needs] of TOGETHER) {
    if (values[has] === undefined || values[needs] !== undefined || isFaulty(needs)) continue;
    const label = specs.find(({ name }) => name === needs)?.label ?? needs;
    errors.push({ pointer: `/${needs}`, field: needs, code: 'required', message: `${label}：也要填写。` });
  }
  return {
    errors, calendar: values['calendar'] === undefined ? null : String(values['calendar']),
    changes: [
      ...moveChanges(values), ...figureChanges(values, facts), ...pauseChanges(values, now), ...extensionChanges(values, now),
      ...(values['pack'] === undefined ? [] : [{ path: 'packs[+]', text: String(values['pack']) }]),
    ],
  };
}
