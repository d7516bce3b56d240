import { compareRows } from './compare';
import type { Relation } from './relation';
import type { ConflictRow, Verdict } from './conflict';
import { mergeClocks } from './merge-clocks';
import { sameSpan, shared, spanOf, without } from './span';
import type { Span } from './row-head';
import type { Pack, PackRow } from './types';

export interface Merged {
  rows: PackRow[];
  conflicts: ConflictRow[];
}

/** A row, whose it is, and the days on which it decides. */
interface Standing {
  row: PackRow;
  pack: string;
  span: Span;
}

/** `null`: nothing worth telling. The rhythm of reminders is the product's own and no law. */
function verdictOf(relation: Relation, later: PackRow): Verdict | null {
  if (relation === 'same' || later.kind === 'ladder') return null;
  if (relation === 'stricter') return 'local-stricter';
  if (relation === 'differs') return 'differs';
  return later.against?.standing === 'holds' ? 'local-holds' : 'national-stricter';
}

const DEFAULT_REASONS: Record<Verdict, string> = {
  'local-stricter': '地方规定严于在先的规则，两者都须遵守，按较严的办理。',
  'national-stricter': '地方规定宽于在先的规则，又没有写明理由，按较严的办理。',
  'local-holds': '地方规定较宽，仍予适用。',
  differs: '两者说法不同，分不出宽严，按在后的规则办理。',
};

/** What a row is called and what it says. Rows name acts, and what acts are called the packs do not know. */
export type InWords = (row: PackRow) => { title: string; text: string };

function conflictOf(earlier: Standing, later: Standing, verdict: Verdict, span: Span, inWords: InWords): ConflictRow {
  const { row, pack } = later;
  const side = (standing: Standing) => ({ pack: standing.pack, text: inWords(standing.row).text, cite: standing.row.cite });
  return {
    code: row.code, title: inWords(row).title, national: side(earlier), local: { ...side(later), pack }, verdict,
    cites: [...new Set([...earlier.row.cite, ...row.cite, ...(row.against?.basis ?? [])])],
    reason: row.against?.reason ?? DEFAULT_REASONS[verdict], span,
  };
}

const joinCites = (earlier: PackRow, later: PackRow): PackRow => ({ ...later, cite: [...new Set([...earlier.cite, ...later.cite])] });

/** The row that counts where two have the same code. */
function settle(earlier: PackRow, later: PackRow, relation: Relation, verdict: Verdict | null): PackRow {
  if (verdict === 'local-holds') return later;
  if (earlier.kind === 'clock' && later.kind === 'clock') return mergeClocks(earlier, later);
  if (verdict === 'national-stricter') return earlier;
  return relation === 'same' ? joinCites(earlier, later) : later;
}

/** What is left of the rows of one code when a later one is laid over them, in the order of their days. */
function layOver(below: readonly Standing[], above: Standing, inWords: InWords, conflicts: ConflictRow[]): Standing[] {
  let rest = [above.span];
  const kept = below.flatMap((earlier): Standing[] => {
    const both = shared(earlier.span, above.span);
    if (!both) return [earlier];
    const relation = compareRows(earlier.row, above.row);
    const verdict = verdictOf(relation, above.row);
    if (verdict) conflicts.push(conflictOf(earlier, above, verdict, both, inWords));
    const row = above.row.draft && !earlier.row.draft ? earlier.row : settle(earlier.row, above.row, relation, verdict);
    if (row !== above.row) rest = rest.flatMap((span) => without(span, both));
    if (row === earlier.row) return [earlier];
    const outside = without(earlier.span, both).map((span) => ({ ...earlier, span }));
    return row === above.row ? outside : [...outside, { row, pack: above.pack, span: both }];
  });
  return [...kept, ...rest.map((span) => ({ ...above, span }))].sort((a, b) => ((a.span.from ?? '') < (b.span.from ?? '') ? -1 : 1));
}

const rowOf = ({ row, span }: Standing): PackRow => (sameSpan(spanOf(row), span) ? row : { ...row, decides: span });

/**
 * Lays packs over one another in the order given. On the days on which two rows of a code are in force the later one
 * replaces the earlier unless it is looser; then the earlier one stays, and the conflict says so. On all other days each
 * decides alone. Rows of new codes are added behind. A draft pack only adds: where another one
 * speaks its rows do not count.
 * @throws Error where a later pack gives a code to another kind of row.
 */
export function mergePacks(packs: readonly (Pick<Pack, 'id' | 'rows'> & Partial<Pick<Pack, 'status'>>)[], inWords: InWords): Merged {
  const standing = new Map<string, Standing[]>();
  const conflicts: ConflictRow[] = [];
  for (const { id, rows, status } of packs) {
    for (const written of rows) {
      const row: PackRow = status === 'draft' ? { ...written, draft: true } : written;
      const below = standing.get(row.code) ?? [];
      if (below.some((earlier) => earlier.row.kind !== row.kind)) throw new Error(`规则包 ${id} 的行 ${row.code} 改变了种类`);
      standing.set(row.code, layOver(below, { row, pack: id, span: spanOf(row) }, inWords, conflicts));
    }
  }
  return { rows: [...standing.values()].flat().map(rowOf), conflicts };
}
