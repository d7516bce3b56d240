import type { GateRow } from '../domain/rule-pack/gate';
import type { ReviewChainRow } from '../domain/rule-pack/local-rows';
import { leanedOn } from '../domain/rule-pack/leaning';
import { rowInWords } from '../domain/pack-reading/describe';
import { mergePacks } from '../domain/rule-pack/merge';
import { shared, spanOf } from '../domain/rule-pack/span';
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

const ofKind = <K extends PackRow['kind']>(rows: readonly PackRow[], kind: K) =>
  rows.filter((row): row is Extract<PackRow, { kind: K }> => row.kind === kind);

function only<K extends 'grading' | 'report-terminus' | 'investigator'>(rows: readonly PackRow[], kind: K) {
  const [row, ...others] = ofKind(rows, kind);
  if (!row || others.length) throw new Error(`规则包合起来须有且只有一行 ${kind}`);
  return row;
}

/** Ladders and clocks that rows refer to by code have to be there. */
function checkReferences(clocks: readonly ClockRow[], ladders: Record<string, LadderRow>): void {
  for (const row of clocks) {
    if (!ladders[row.ladder]) throw new Error(`时限 ${row.code} 所用的节奏 ${row.ladder} 不存在`);
    const missing = leanedOn(row).find((code) => !clocks.some((other) => other.code === code));
    if (missing !== undefined) throw new Error(`时限 ${row.code} 所依的时限 ${missing} 不存在`);
  }
}

/** Gates on a review chain carry its stages, so that whoever asks them needs nothing else. */
function gatesOf(rows: readonly PackRow[], chains: readonly ReviewChainRow[]): GateRow[] {
  return ofKind(rows, 'gate').flatMap((row): GateRow[] => {
    const { code, act, condition, effect, cite, note, chain: chainCode } = row;
    const gate = { code, act, condition, effect, cite, note, span: spanOf(row) };
    if (chainCode === undefined) return [gate];
    const named = chains.filter((chain) => chain.code === chainCode);
    if (!named.length) throw new Error(`关口 ${code} 所依的审核链 ${chainCode} 不存在`);
    return named.flatMap((chain) => {
      const span = shared(gate.span, spanOf(chain));
      const stages = chain.stages.map(({ stage, title }) => ({ stage, title }));
      const bounds = { ...(chain.grades ? { grades: chain.grades } : {}), ...(chain.scope === 'supervised' ? { supervisedOnly: true as const } : {}) };
      return span ? [{ ...gate, span, stages, ...bounds }] : [];
    });
  });
}

/** Laying packs over one another takes milliseconds and every command asks for it; few combinations are ever asked for. */
const resolved = new WeakMap<readonly LoadedPack[], Map<string, RuleSet>>();
const MOST_KEPT = 200;

/** See `RuleLibrary.resolve`. The same question gets the same object; nobody changes it. */
export function resolvePacks(wanted: readonly (string | PackPin)[], packs: readonly LoadedPack[]): RuleSet {
  const kept = resolved.get(packs) ?? new Map<string, RuleSet>();
  const key = JSON.stringify(wanted);
  const rules = kept.get(key) ?? lay(wanted.map((id) => find(id, packs)));
  if (kept.size >= MOST_KEPT) kept.clear();
  resolved.set(packs, kept.set(key, rules));
  return rules;
}

function lay(chosen: readonly LoadedPack[]): RuleSet {
  const { rows, conflicts } = mergePacks(chosen.map(({ pack }) => pack), rowInWords);
  const clocks = ofKind(rows, 'clock');
  const ladders = Object.fromEntries(ofKind(rows, 'ladder').map((row) => [row.code, row]));
  checkReferences(clocks, ladders);
  const reviewChains = ofKind(rows, 'review-chain');
  return {
    pins: chosen.map(({ pack, sha256 }) => ({ id: pack.id, version: pack.version, sha256 })),
    packs: chosen.map(({ pack: { id, title, status, locality } }) => ({ id, title, status, locality })),
    grading: only(rows, 'grading'), terminus: only(rows, 'report-terminus'), investigator: only(rows, 'investigator'),
    clocks, ladders, gates: gatesOf(rows, reviewChains), reviewChains, partyRoles: ofKind(rows, 'party-role'),
    publicity: ofKind(rows, 'publicity'), listers: ofKind(rows, 'lister'), duties: ofKind(rows, 'duty'), conflicts,
  };
}
