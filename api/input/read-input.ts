import type { Counts } from '../../domain/kinds/accident-case/commands';
import type { Accident } from '../../domain/kinds/accident-case/facts';
import { isUnknownRegion, type RegionTree } from '../pages/regions';
import type { CommandInput, RegisterInput } from '../deps';
import type { FieldProblem } from '../http/problems';
import { AT, FIGURES, REGISTRATION, type CommandForm, type FieldSpec } from './field-specs';
import { readField, type Channel } from './read-field';

/** Bodies of requests, read once at the edge: the same tables for forms and JSON. */

export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: FieldProblem[] };
type Raw = Record<string, unknown>;

/** Members that belong to the form and not to the command. */
const ENVELOPE = new Set(['_csrf', 'commandId', 'step']);

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ counts: { deaths: 1 } }` and `counts.deaths=1` become the same flat record. */
export function flatten(raw: Raw): Raw {
  return Object.fromEntries(Object.entries(raw).flatMap(([key, value]) =>
    (isObject(value) ? Object.entries(value).map(([inner, v]) => [`${key}.${inner}`, v] as const) : [[key, value] as const])));
}

function unflatten(flat: ReadonlyMap<string, string | number>): Raw {
  const result: Raw = {};
  for (const [name, value] of flat) {
    const [head, inner] = name.split('.') as [string, string?];
    if (inner === undefined) result[head] = value;
    else result[head] = { ...(result[head] as Raw | undefined), [inner]: value };
  }
  return result;
}

function readAll(specs: readonly FieldSpec[], raw: Raw, channel: Channel): Parsed<Raw> {
  const flat = flatten(raw);
  const values = new Map<string, string | number>();
  const errors: FieldProblem[] = [];
  for (const spec of specs) {
    const read = readField(spec, flat[spec.name], channel);
    if ('problem' in read) errors.push(read.problem);
    else if (read.value !== undefined) values.set(spec.name, read.value);
  }
  const known = new Set(specs.map((spec) => spec.name));
  for (const name of Object.keys(flat)) {
    if (known.has(name) || ENVELOPE.has(name)) continue;
    errors.push({ pointer: `/${name.replaceAll('.', '/')}`, field: name, code: 'unknown-field', message: `没有名为“${name}”的字段。` });
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: unflatten(values) };
}

const specsOf = (form: CommandForm): FieldSpec[] => [...form.fields, ...(form.figures ? FIGURES : []), AT];

/** One command of a case. Whether it is possible now is not asked here. */
export function readCommand(form: CommandForm, raw: Raw, channel: Channel): Parsed<CommandInput> {
  const parsed = readAll(specsOf(form), raw, channel);
  if (!parsed.ok) return parsed;
  const fields = parsed.value;
  if (form.name === 'record-counts') {
    return fields.counts === undefined
      ? { ok: false, errors: [{ pointer: '/counts', field: 'counts.deaths', code: 'required', message: '请至少填写一项伤亡或损失数字。' }] }
      : { ok: true, value: { ...fields, do: 'record-counts', counts: fields.counts as Counts } };
  }
  // The table of forms has the fields of every command; its test asks each of them.
  return { ok: true, value: { ...fields, do: form.name } as CommandInput };
}

function regionProblem(field: string, label: string): FieldProblem {
  return {
    pointer: `/${field.replaceAll('.', '/')}`, field, code: 'unknown-region',
    message: `${label}：区划树里没有这个行政区划。请从列表中选择；列表中没有时，请系统管理员补充。`,
  };
}

/** A new case; the region must be one of the tree, because it names every body that follows. */
export function readRegistration(raw: Raw, channel: Channel, regions: RegionTree): Parsed<RegisterInput> {
  const parsed = readAll([...REGISTRATION, ...FIGURES], raw, channel);
  if (!parsed.ok) return parsed;
  const { title, accident, counts } = parsed.value as { title: string; accident: Accident; counts?: Counts };
  const errors: FieldProblem[] = [];
  if (isUnknownRegion(regions, accident.region)) errors.push(regionProblem('accident.region', '发生地'));
  if (accident.unitRegion !== undefined && isUnknownRegion(regions, accident.unitRegion)) errors.push(regionProblem('accident.unitRegion', '单位所在地'));
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, value: { title, accident, ...(counts === undefined ? {} : { counts }) } };
}

/** What was typed, by control name, so that a form can be shown again as it was left. */
export const typedText = (raw: Raw): Record<string, string> => Object.fromEntries(
  Object.entries(flatten(raw)).flatMap(([name, value]) =>
    (typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as const] : [])),
);
