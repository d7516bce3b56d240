import type { Act } from '../../domain/kinds/accident-case/facts';
import type { Instant } from '../../domain/time/instant';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { chineseDate, isPlainDate } from '../../domain/time/plain-date';
import { formatMoment } from '../../domain/time/words';
import type { SignedIn } from '../auth/signed-in';
import type { FieldProblem } from '../http/problems';
import { AT, FIGURES, type CommandForm, type FieldSpec } from '../input/field-specs';
import { choicesOf } from './offered';
import { errorSummary, formRow, type ErrorSummary, type FormRow, type RowExtras } from './form-view';

/** One command of one case as a form, and as the page that asks for confirmation. */
export interface ActionForm {
  action: string;
  title: string;
  commandId: string;
  rows: FormRow[];
  figures: FormRow[];
  /** What comes with an act folds away; where it is all there is, or has something to show, it is open. */
  figuresFold: boolean;
  figuresOpen: boolean;
  at: FormRow;
  summary: ErrorSummary | null;
}

/** Names the case already knows, so that nobody types a party twice in two ways. */
function suggestionsFor(record: CaseRecord, field: string): string[] {
  const names = record.facts.acts.flatMap((act) => {
    const value = act[field as keyof Act];
    return typeof value === 'string' && ['party', 'name', 'stage', 'leader'].includes(field) ? [value] : [];
  });
  const unit = field === 'party' && record.facts.accident.unit !== undefined ? [record.facts.accident.unit] : [];
  return [...new Set([...unit, ...names])];
}

function extrasOf(record: CaseRecord, form: CommandForm, spec: FieldSpec): RowExtras {
  const options = choicesOf(record, form, spec.name);
  return options ? { options } : { suggestions: suggestionsFor(record, spec.name) };
}

/** Most likely the body whose turn it is, else the one that opens the form. */
function presetOf(record: CaseRecord, form: CommandForm, spec: FieldSpec, user: SignedIn): string {
  if (spec.name !== 'by') return '';
  const who = record.ball?.act === form.name ? record.ball.body : user.body;
  if (spec.type === 'choice') return who.kind === 'enterprise' ? 'unit' : who.level;
  return form.name === 'open-supervision' ? user.body.name : '';
}

export function actionForm(record: CaseRecord, form: CommandForm, user: SignedIn, options: {
  commandId: string; now: Instant; typed?: Readonly<Record<string, string>>; errors?: readonly FieldProblem[]; rule?: string; possible?: string[];
}): ActionForm {
  const errors = options.errors ?? [];
  const row = (spec: FieldSpec): FormRow =>
    formRow(spec, options.typed?.[spec.name] ?? (options.typed ? '' : presetOf(record, form, spec, user)), errors, extrasOf(record, form, spec));
  const figures = form.figures ? FIGURES.map(row) : [];
  const rows = form.fields.map(row);
  const at = row({ ...AT, tip: `不填即为现在（${formatMoment(options.now)}）。` });
  const names = new Set([...rows, ...figures, at].map((each) => each.name));
  return {
    action: `/cases/${encodeURIComponent(record.id)}/commands/${form.name}`, title: form.title, commandId: options.commandId,
    rows, figures, at, figuresFold: form.name !== 'record-counts',
    figuresOpen: figures.some(({ value, error }) => value !== '' || error !== ''),
    summary: errorSummary('没有办理：请先改正下面的内容', errors, names, {
      ...(options.rule === undefined ? {} : { rule: options.rule }), ...(options.possible === undefined ? {} : { possible: options.possible }),
    }),
  };
}

/** What was typed, as it is read out again before it is recorded. */
function typedInWords(spec: FieldSpec, value: string): string {
  switch (spec.type) {
    case 'choice': return (spec.options as Readonly<Record<string, string>>)[value] ?? value;
    case 'count': return `${value} ${spec.unit}`;
    case 'instant': return value.replace('T', ' ');
    case 'date': return isPlainDate(value) ? chineseDate(value) : value;
    default: return value;
  }
}

export interface ConfirmLine { label: string; value: string }

/** What was filled in, in words, for the page that asks for confirmation. */
export function confirmLines(record: CaseRecord, form: CommandForm, typed: Readonly<Record<string, string>>, now: Instant): ConfirmLine[] {
  const specs = [...form.fields, ...(form.figures ? FIGURES : [])];
  const lines = specs.flatMap((spec): ConfirmLine[] => {
    const value = typed[spec.name]?.trim() ?? '';
    if (value === '') return [];
    const chosen = choicesOf(record, form, spec.name)?.[value];
    const shown = chosen ?? typedInWords(spec, value);
    return [{ label: spec.label, value: shown }];
  });
  const at = typed.at?.trim() ?? '';
  return [...lines, { label: AT.label, value: at === '' ? `现在（${formatMoment(now)}）` : at.replace('T', ' ') }];
}

