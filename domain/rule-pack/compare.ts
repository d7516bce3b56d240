import { canonicalJson } from '../base/canonical-json';
import { bySign, cellRelations } from './compare-clocks';
import type { Relation } from './relation';
import type { GateRow } from './gate';
import { compareLengths } from './length';
import type { DutyRow, PartyRoleRow, PublicityRow, ReviewChainRow } from './local-rows';
import type { ClockRow, PackRow } from './types';

/** What a row orders, without where it comes from. */
function contentOf(row: PackRow): string {
  const ORIGIN = ['cite', 'effective', 'decides', 'note', 'default', 'against', 'appliesToRunning'];
  return canonicalJson(Object.fromEntries(Object.entries(row).filter(([key]) => !ORIGIN.includes(key))));
}

function clocks(earlier: ClockRow, later: ClockRow): Relation {
  const relations = [...cellRelations(earlier, later).values()];
  if (relations.includes('looser')) return 'looser';
  return relations.includes('stricter') ? 'stricter' : 'same';
}

function gates(earlier: Pick<GateRow, 'effect' | 'act' | 'condition'>, later: typeof earlier): Relation {
  if (earlier.act !== later.act || earlier.condition !== later.condition) return 'differs';
  return bySign(Number(later.effect === 'warn') - Number(earlier.effect === 'warn'));
}

/** More stages for more cases is stricter; a chain that leaves a stage out is looser. */
function chains(earlier: ReviewChainRow, later: ReviewChainRow): Relation {
  const stages = (row: ReviewChainRow) => row.stages.map(({ body }) => canonicalJson(body));
  const holds = ({ grades, ...outer }: ReviewChainRow, inner: ReviewChainRow) => stages(inner).every((stage) => stages(outer).includes(stage))
    && (outer.scope === 'always' || inner.scope === 'supervised')
    && (!grades || (inner.grades?.every((grade) => grades.includes(grade)) ?? false));
  const wider = holds(later, earlier);
  const narrower = holds(earlier, later);
  if (wider && narrower) return canonicalJson(stages(earlier)) === canonicalJson(stages(later)) ? 'same' : 'differs';
  return wider ? 'stricter' : narrower ? 'looser' : 'differs';
}

/** Taking part in fewer accidents is looser; another kind of part is another word. */
function roles(earlier: PartyRoleRow, later: PartyRoleRow): Relation {
  if (earlier.occasion !== later.occasion) return earlier.occasion === 'every' ? 'looser' : later.occasion === 'every' ? 'stricter' : 'differs';
  return earlier.role === later.role ? 'same' : 'differs';
}

const publicities = (earlier: PublicityRow, later: PublicityRow): Relation =>
  (earlier.subject === later.subject ? bySign(compareLengths(later.within, earlier.within)) : 'differs');

function duties(earlier: DutyRow, later: DutyRow): Relation {
  if (earlier.scope !== later.scope) return later.scope === 'typical' ? 'looser' : 'stricter';
  const renamed: DutyRow = { ...earlier, who: later.who, title: later.title };
  return contentOf(renamed) === contentOf(later) ? 'same' : 'differs';
}

type Compare<Row> = (earlier: Row, later: Row) => Relation;

/** Where it takes more than to see whether both order the same. */
const BY_KIND: { [Kind in PackRow['kind']]?: Compare<Extract<PackRow, { kind: Kind }>> } = {
  clock: clocks, gate: gates, 'review-chain': chains, 'party-role': roles, publicity: publicities, duty: duties,
};

/** Compares two rows of one code and kind. */
export function compareRows(earlier: PackRow, later: PackRow): Relation {
  const compare = BY_KIND[later.kind] as Compare<PackRow> | undefined;
  if (compare) return compare(earlier, later);
  if (contentOf(earlier) === contentOf(later)) return 'same';
  // Thresholds, jurisdiction and the way up are the law's alone; a locality that says otherwise has to justify it.
  return ['grading', 'report-terminus', 'investigator'].includes(later.kind) ? 'looser' : 'differs';
}
