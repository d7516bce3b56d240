import type { ClockRow } from '../../../rule-pack/types';
import type { Warning } from '../assessment';
import type { Act } from '../facts';

/**
 * The act that shows that the limit's own act was done although nobody recorded it: 批复 shows that the report had been handed
 * in, and so does its publication. Null where the act is on record by then, or nothing shows it.
 */
export function witnessOf({ shownBy = [], met }: ClockRow, acts: readonly Act[]): Act | null {
  const witness = shownBy.map((name) => acts.find((act) => act.do === name)).find((act) => act !== undefined);
  return witness && !acts.some((act) => act.at <= witness.at && met?.acts.includes(act.do)) ? witness : null;
}

export const unrecordedWarning = (code: string, { title, met }: ClockRow): Warning => ({
  code: 'act-not-recorded', text: `“${title}”（${code}）没有登记办理日期（${met?.acts[0] ?? ''}），只能按后来的批复或公布推定，请补记。`,
});
