import type { GateRow } from '../domain/rule-pack/gate';
import type { ClockRow, LadderRow, PackPin, PackRow, RuleSet } from '../domain/rule-pack/types';
import type { LoadedPack } from './packs';

/** A pack that is not on board, or whose bytes are not the ones that were pinned. */
export class UnknownPackError extends Error {}

function find(wanted: string | PackPin, packs: readonly LoadedPack[]): LoadedPack {
  const [id, version] = typeof wanted === 'string' ? wanted.split('@') : [wanted.id, wanted.version];
  const found = packs.findLast(({ pack }) => pack.id === id && (version === undefined || pack.version === version));
  if (!found) throw new UnknownPackError(`没有规则包 ${id}${version === undefined ? '' : ` 的版本 ${version}`}`);
  if (typeof wanted !== 'string' && wanted.sha256 !== found.sha256) {
    throw new UnknownPackError(`规则包 ${id} ${found.pack.version} 的内容与案件所钉的不同`);
  }
  return found;
}

/** Later packs replace rows of the same code where they stand, and add the others behind. */
function merge(packs: readonly LoadedPack[]): Map<string, PackRow> {
  const rows = new Map<string, PackRow>();
  for (const { pack } of packs) {
    for (const row of pack.rows) {
      const earlier = rows.get(row.code);
      if (earlier && earlier.kind !== row.kind) throw new Error(`规则包 ${pack.id} 的行 ${row.code} 改变了种类`);
      rows.set(row.code, row);
    }
  }
  return rows;
}

const ofKind = <K extends PackRow['kind']>(rows: readonly PackRow[], kind: K) =>
  rows.filter((row): row is Extract<PackRow, { kind: K }> => row.kind === kind);

function only<K extends 'grading' | 'report-terminus' | 'investigator'>(rows: readonly PackRow[], kind: K) {
  const [row, ...others] = ofKind(rows, kind);
  if (!row || others.length) throw new Error(`规则包合起来须有且只有一行 ${kind}`);
  return row;
}

/** Ladders and clocks that rows refer to by code have to be there. */
function checkReferences(clocks: readonly ClockRow[], ladders: Record<string, LadderRow>): void {
  for (const { code, ladder, when } of clocks) {
    if (!ladders[ladder]) throw new Error(`时限 ${code} 所用的节奏 ${ladder} 不存在`);
    if (when?.whileOpen !== undefined && !clocks.some((row) => row.code === when.whileOpen)) {
      throw new Error(`时限 ${code} 所依的时限 ${when.whileOpen} 不存在`);
    }
  }
}

/** See `RuleLibrary.resolve`. */
export function resolvePacks(wanted: readonly (string | PackPin)[], packs: readonly LoadedPack[]): RuleSet {
  const chosen = wanted.map((id) => find(id, packs));
  const rows = [...merge(chosen).values()];
  const clocks = ofKind(rows, 'clock');
  const ladders = Object.fromEntries(ofKind(rows, 'ladder').map((row) => [row.code, row]));
  checkReferences(clocks, ladders);
  const gates: GateRow[] = ofKind(rows, 'gate')
    .map(({ code, act, condition, effect, cite, note }) => ({ code, act, condition, effect, cite, note }));
  return {
    pins: chosen.map(({ pack, sha256 }) => ({ id: pack.id, version: pack.version, sha256 })),
    grading: only(rows, 'grading'), terminus: only(rows, 'report-terminus'), investigator: only(rows, 'investigator'),
    clocks, ladders, gates,
  };
}
