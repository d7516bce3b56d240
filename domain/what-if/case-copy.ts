import { actRow } from '../kinds/accident-case/acts';
import type { Act, Facts } from '../kinds/accident-case/facts';
import { formatInstant } from '../time/instant';

const isInstant = ({ do: name }: Act, key: string): boolean =>
  key === 'at' || actRow(name).fields.some((field) => field.name === key && field.type === 'instant');

/** A case of the record as a case file would say it, so that a copy is changed and checked like a file. */
export function caseCopy({ title, packs, facts }: { title: string; packs: readonly string[]; facts: Facts }): Record<string, unknown> {
  const { accident, counts, acts } = facts;
  return {
    ancha: 'case/1', id: 'copy', title, packs: [...packs], accident: { ...accident, occurredAt: formatInstant(accident.occurredAt) },
    counts: counts.map((row) => ({ ...row, at: formatInstant(row.at) })),
    events: acts.map((act) => Object.fromEntries(Object.entries(act).map(([key, value]) => [key, isInstant(act, key) ? formatInstant(value) : value]))),
  };
}
