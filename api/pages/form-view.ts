import type { FieldProblem } from '../http/problems';
import type { FieldSpec } from '../input/field-specs';
import type { RegionGroup } from './regions';

/** A form row as the partial draws it: label, control, rule tip, error. */
export interface FormRow {
  id: string;
  name: string;
  label: string;
  required: boolean;
  tip: string;
  error: string;
  value: string;
  isChoice: boolean;
  isGrouped: boolean;
  isInstant: boolean;
  isDate: boolean;
  isNumber: boolean;
  isLong: boolean;
  unit: string;
  options: { value: string; label: string; selected: boolean }[];
  groups: { label: string; options: { value: string; label: string; selected: boolean }[] }[];
  /** Names already used in the case, offered while typing. */
  suggestions: string[];
}

export interface ErrorSummary { title: string; items: { href: string; message: string }[]; rule: string; possible: string[] }

export const controlId = (name: string): string => `f-${name.replaceAll('.', '-')}`;

export interface RowExtras { suggestions?: string[]; groups?: RegionGroup[]; options?: Readonly<Record<string, string>>; long?: boolean }

const LONG_TEXTS = new Set(['reason', 'ground']);

export function formRow(spec: FieldSpec, value: string, errors: readonly FieldProblem[], extras: RowExtras = {}): FormRow {
  const options = extras.options ?? (spec.type === 'choice' ? spec.options : {});
  return {
    id: controlId(spec.name), name: spec.name, label: spec.label, required: spec.required, tip: spec.tip ?? '',
    error: errors.find((error) => error.field === spec.name)?.message ?? '', value,
    isChoice: Object.keys(options).length > 0, isGrouped: extras.groups !== undefined,
    isInstant: spec.type === 'instant', isDate: spec.type === 'date', isNumber: spec.type === 'count' || spec.type === 'yuan',
    isLong: spec.type === 'prose' || (spec.type === 'text' && LONG_TEXTS.has(spec.name)),
    unit: spec.type === 'count' ? spec.unit : spec.type === 'yuan' && !spec.label.includes('元') ? '元' : '',
    options: Object.entries(options).map(([key, label]) => ({ value: key, label, selected: key === value })),
    groups: (extras.groups ?? []).map((group) => ({
      label: group.label, options: group.options.map((option) => ({ ...option, selected: option.value === value })),
    })),
    suggestions: extras.suggestions ?? [],
  };
}

/** The box above a form that names every fault and leads to its field; null without faults. */
export function errorSummary(
  title: string, errors: readonly FieldProblem[], names: ReadonlySet<string>, more: { rule?: string; possible?: string[] } = {},
): ErrorSummary | null {
  if (errors.length === 0) return null;
  const items = errors.map((error) => ({ href: names.has(error.field) ? `#${controlId(error.field)}` : '', message: error.message }));
  return { title, items, rule: more.rule ?? '', possible: more.possible ?? [] };
}
