import type { FieldProblem } from '../http/problems';
import { FIGURES, REGISTRATION } from '../input/field-specs';
import { errorSummary, formRow } from './form-view';
import { regionGroups, type RegionTree } from './regions';

export function registrationPage(regions: RegionTree, options: {
  commandId: string; typed?: Readonly<Record<string, string>>; errors?: readonly FieldProblem[]; rule?: string;
}) {
  const errors = options.errors ?? [];
  const groups = regionGroups(regions, true);
  const rows = REGISTRATION.map((spec) => formRow(spec, options.typed?.[spec.name] ?? '', errors,
    spec.name === 'accident.region' || spec.name === 'accident.unitRegion' ? { groups } : {}));
  const figures = FIGURES.map((spec) => formRow(spec, options.typed?.[spec.name] ?? '', errors));
  return {
    commandId: options.commandId, rows, figures,
    summary: errorSummary('没有登记：请先改正下面的内容', errors, new Set([...rows, ...figures].map((row) => row.name)),
      options.rule === undefined ? {} : { rule: options.rule }),
  };
}
