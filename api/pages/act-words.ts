import { ACTS } from '../../domain/kinds/accident-case/acts';
import type { Act } from '../../domain/kinds/accident-case/facts';
import type { Counts } from '../../domain/kinds/accident-case/commands';
import { LEVEL_NAMES } from '../../domain/organisation/names';
import { chineseDate } from '../../domain/time/plain-date';
import { formatMoment } from '../../domain/time/words';
import { yuan } from '../../templates/format';
import { FIGURES } from '../input/field-specs';

/** Acts and figures as sentences. Codes that old case files carry in free text are put into words here. */

const KNOWN_NAMES: Readonly<Record<string, string>> = {
  ...LEVEL_NAMES, unit: '事故单位', 'state-council-safety-committee': '国务院安全生产委员会',
};

const inWords = (value: string): string => KNOWN_NAMES[value] ?? value;

/** `报告方：县级，接报方：市级`; empty where an act has no fields. */
export function actDetail(act: Act): string {
  if (act.do === 'report' && act.by !== undefined && act.to !== undefined) return `${inWords(act.by)} → ${inWords(act.to)}`;
  return ACTS[act.do].fields.flatMap((field) => {
    const value = act[field.name];
    if (value === undefined) return [];
    if (field.type === 'choice') return [`${field.label}：${(field.options as Record<string, string>)[value] ?? inWords(String(value))}`];
    if (field.type === 'instant') return [`${field.label}：${formatMoment(Number(value))}`];
    if (field.type === 'date') return [`${field.label}：${chineseDate(String(value))}`];
    if (field.type === 'yuan') return [`${field.label.replace('（元）', '')}：${yuan(Number(value))}`];
    if (field.type === 'count') return [`${field.label}：${value} ${field.unit}`];
    return [`${field.label}：${inWords(String(value))}`];
  }).join('，');
}

/** `死亡 26 人，重伤 37 人`; figures that are not stated are left out. */
export function figuresInWords(counts: Counts): string {
  return FIGURES.flatMap((spec) => {
    const value = counts[spec.name.slice('counts.'.length) as keyof Counts];
    if (value === undefined) return [];
    return [spec.type === 'yuan' ? `${spec.label} ${yuan(value)}` : `${spec.label.replace(/（.*）/, '')} ${value} 人`];
  }).join('，');
}

/** The latest figure of each kind. */
export function latestFigures(counts: readonly Counts[]): Counts {
  return counts.reduce<Counts>((known, row) => ({ ...known, ...row }), {});
}
