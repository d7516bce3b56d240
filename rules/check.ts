import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../domain/base/canonical-json';
import type { ChangeKind } from '../domain/rule-change/change';
import { loadCalendarYears, loadStatutory } from './calendar';
import { PACK_CHECKS } from './checks';
import { type ParsedChangeText, parseChangeText } from './change-text';
import { type LoadedPack, loadPacks, versionOrder } from './packs';
import { resolvePacks } from './resolve';

/** Path below rules/ → SHA-256 of the file when it was published. Lines are only ever added. */
const FROZEN_FILE = join(__dirname, 'frozen.json');
const frozenSchema = z.record(z.string().regex(/^(packs|calendar)\/.+\.yaml$/), z.string().regex(/^[0-9a-f]{64}$/));

export const readFrozen = (): Record<string, string> =>
  frozenSchema.parse(JSON.parse(readFileSync(FROZEN_FILE, 'utf8')));

/** Hashes of everything that is published now, by path below rules/. */
export function publishedHashes(): Record<string, string> {
  const packs = loadPacks().filter(({ pack }) => pack.status === 'published')
    .map(({ file, sha256 }) => [`packs/${file}`, sha256] as const);
  const years = loadCalendarYears().filter(({ table }) => table.status === 'published')
    .map(({ file, sha256 }) => [`calendar/${file}`, sha256] as const);
  return Object.fromEntries([...packs, ...years]);
}

function frozenFaults(): string[] {
  const frozen = readFrozen();
  const now = publishedHashes();
  return [...new Set([...Object.keys(frozen), ...Object.keys(now)])].sort().flatMap((file) => {
    if (!now[file]) return [`${file}：已发布的文件不见了`];
    if (!frozen[file]) return [`${file}：已发布而没有登记散列，请在 rules/frozen.json 加上 ${now[file]}`];
    return now[file] === frozen[file] ? [] : [`${file}：已发布的内容被改动；修改须另出新版本`];
  });
}

/** Faults of one pack version, each beginning with the pack. */
function packFaults(loaded: LoadedPack, packs: readonly LoadedPack[]): string[] {
  const { id, version } = loaded.pack;
  try {
    const rules = resolvePacks(id === 'national' ? [`${id}@${version}`] : ['national', `${id}@${version}`], packs);
    const versions = packs.filter(({ pack }) => pack.id === id);
    return PACK_CHECKS.flatMap((check) => check({ loaded, versions, rules })).map((fault) => `${id} ${version} ${fault}`);
  } catch (error) {
    return [`${id} ${version} ${error instanceof Error ? error.message : String(error)}`];
  }
}

/**
 * Faults of packs and calendars, in Chinese; empty when all is well. Each pack must resolve on top of `national` and pass
 * every check; what is published must have the bytes it was published with.
 * @param only ids of the packs to check; all packs and the calendars where absent.
 */
export function checkRules(only?: readonly string[]): string[] {
  try {
    if (!only) loadStatutory();
    const packs = loadPacks();
    const chosen = packs.filter(({ pack }) => !only || only.includes(pack.id));
    const isChosen = (fault: string) => !only || chosen.some(({ file }) => fault.startsWith(`packs/${file}`));
    return [...chosen.flatMap((loaded) => packFaults(loaded, packs)), ...frozenFaults().filter(isChosen)];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/**
 * A calendar year or a pack that is not on board yet, by everything that is asked of those on board: `ancha pack check
 * --file`, and before a change is drafted.
 * @param packs on board; the text is checked as one more version among them.
 */
export function checkChangeText(kind: ChangeKind, text: string, packs: readonly LoadedPack[]): ParsedChangeText {
  const read = parseChangeText(kind, text);
  if (!read.ok || !read.parsed.pack) return read;
  const { pack, subject: { sha256 } } = read.parsed;
  const same = packs.find((known) => known.pack.id === pack.id && known.pack.version === pack.version);
  if (same && canonicalJson(same.pack) !== canonicalJson(pack)) {
    return { ok: false, faults: [{ path: 'version', reason: `${pack.version} 已经发布，已发布的内容不能改动；修改须另出新版本` }] };
  }
  const loaded: LoadedPack = { pack, sha256, file: `${pack.id}/${pack.version}.yaml` };
  const all = [...packs.filter((known) => known !== same), loaded]
    .sort((a, b) => a.pack.id.localeCompare(b.pack.id, 'en') || versionOrder(a.pack.version, b.pack.version));
  const faults = packFaults(loaded, all).map((reason) => ({ path: 'rows', reason }));
  return faults.length ? { ok: false, faults } : read;
}
