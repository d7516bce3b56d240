import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadCalendarYears, loadStatutory } from './calendar';
import { loadPacks } from './packs';
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

/** Faults of packs and calendars, in Chinese; empty when all is well. Each pack must resolve on top of `national`. */
export function checkRules(): string[] {
  try {
    loadStatutory();
    const packs = loadPacks();
    for (const { pack } of packs) {
      const own = `${pack.id}@${pack.version}`;
      resolvePacks(pack.id === 'national' ? [own] : ['national', own], packs);
    }
    return frozenFaults();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
