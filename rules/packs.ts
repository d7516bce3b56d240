import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../domain/rule-pack/types';
import { packSchema } from './schema/pack';
import { readRuleFile } from './yaml-file';

const FOLDER = join(__dirname, 'packs');

export interface LoadedPack {
  pack: Pack;
  sha256: string;
  /** `national/2026.1.yaml`, below rules/packs. */
  file: string;
}

/** `2026.10` is newer than `2026.9`. */
const versionOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Every pack on board, by id and then from old to new. @throws Error where a file breaks the schema or its place. */
export function loadPacks(folder: string = FOLDER): LoadedPack[] {
  const ids = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return ids.sort().flatMap((id) => readdirSync(join(folder, id)).filter((name) => name.endsWith('.yaml')).map((name) => {
    const { content: pack, sha256 } = readRuleFile(join(folder, id, name), packSchema);
    const file = `${id}/${name}`;
    if (file !== `${pack.id}/${pack.version}.yaml`) throw new Error(`规则包 ${file} 里写的是 ${pack.id} ${pack.version}`);
    return { pack, sha256, file };
  }).sort((a, b) => versionOrder(a.pack.version, b.pack.version)));
}
