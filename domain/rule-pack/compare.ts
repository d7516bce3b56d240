import { canonicalJson } from '../kernel/canonical-json';
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
  const holds = (outer: ReviewChainRow, inner: ReviewChainRow) => stages(inner).every((stage) => stages(outer).includes(stage))
    && (outer.scope === 'always' || inner.scope === 'supervised')
    && (!outer.grades || (inner.grades?.every((grade) => outer.grades?.includes(grade)) ?? false));
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

/** Compares two rows of one code and kind. */
export function compareRows(earlier: PackRow, later: PackRow): Relation {
  if (earlier.kind === 'clock' && later.kind === 'clock') return clocks(earlier, later);
  if (earlier.kind === 'gate' && later.kind === 'gate') return gates(earlier, later);
  if (earlier.kind === 'review-chain' && later.kind === 'review-chain') return chains(earlier, later);
  if (earlier.kind === 'party-role' && later.kind === 'party-role') return roles(earlier, later);
  if (earlier.kind === 'publicity' && later.kind === 'publicity') return publicities(earlier, later);
  if (earlier.kind === 'duty' && later.kind === 'duty') return duties(earlier, later);
  if (contentOf(earlier) === contentOf(later)) return 'same';
  // Thresholds, jurisdiction and the way up are the law's alone; a locality that says otherwise has to justify it.
  return ['grading', 'report-terminus', 'investigator'].includes(later.kind) ? 'looser' : 'differs';
}
