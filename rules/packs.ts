import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '../domain/rule-pack/types';
import type { TriggerRow } from '../domain/trigger/row';
import { packSchema } from './schema/pack';
import { triggerFileSchema } from './schema/trigger-row';
import { readRuleFile } from './yaml-file';

const FOLDER = join(__dirname, 'packs');

export interface LoadedPack {
  pack: Pack;
  /** Rows of `<version>.triggers.yaml`, where the pack has that file. */
  triggers?: readonly TriggerRow[];
  /** Of the pack's file; of both lines `sha256sum` prints for its two files, where it has triggers. */
  sha256: string;
  /** `national/2026.1.yaml`, below rules/packs. */
  file: string;
  /** The file as it stands; absent for a pack that is no file of this program. */
  text?: string;
}

/** `2026.10` is newer than `2026.9`. */
export const versionOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

const TRIGGERS = '.triggers.yaml';

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The pack's second file: when which measure follows. */
function readTriggers(folder: string, { id, version }: Pack, packSha256: string): Pick<LoadedPack, 'triggers' | 'sha256'> {
  const name = `${version}${TRIGGERS}`;
  const path = join(folder, id, name);
  if (!existsSync(path)) return { sha256: packSha256 };
  const lines = `${packSha256}  ${version}.yaml\n${hashOf(path)}  ${name}\n`;
  let rows: readonly TriggerRow[] | undefined;
  return {
    // Limits are reckoned without them, so they are read when somebody asks.
    get triggers() {
      if (rows) return rows;
      const { content } = readRuleFile(path, triggerFileSchema);
      if (content.pack !== id || content.version !== version) throw new Error(`触发规则 ${id}/${name} 里写的是 ${content.pack} ${content.version}`);
      return (rows = content.triggers);
    },
    sha256: createHash('sha256').update(lines).digest('hex'),
  };
}

function readPack(folder: string, id: string, name: string): LoadedPack {
  const { content: pack, sha256, text } = readRuleFile(join(folder, id, name), packSchema);
  const file = `${id}/${name}`;
  if (file !== `${pack.id}/${pack.version}.yaml`) throw new Error(`规则包 ${file} 里写的是 ${pack.id} ${pack.version}`);
  return Object.assign(readTriggers(folder, pack, sha256), { pack, file, text });
}

function readFolder(folder: string, id: string): LoadedPack[] {
  const files = readdirSync(join(folder, id)).filter((name) => name.endsWith('.yaml'));
  const alone = files.find((name) => name.endsWith(TRIGGERS) && !files.includes(name.replace(TRIGGERS, '.yaml')));
  if (alone !== undefined) throw new Error(`触发规则 ${id}/${alone} 没有同版本的规则包`);
  return files.filter((name) => !name.endsWith(TRIGGERS)).map((name) => readPack(folder, id, name))
    .sort((a, b) => versionOrder(a.pack.version, b.pack.version));
}

export const packIds = (folder: string = FOLDER): string[] =>
  readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

/** Every version of one pack, from old to new; trigger rows are read when they are asked for. @throws as `loadPacks` */
export const loadPack = (id: string, folder: string = FOLDER): LoadedPack[] => readFolder(folder, id);

/** Every pack on board, by id and then from old to new. @throws Error where a file breaks the schema or its place. */
export function loadPacks(folder: string = FOLDER): LoadedPack[] {
  const packs = packIds(folder).flatMap((id) => loadPack(id, folder));
  for (const pack of packs) void pack.triggers;
  return packs;
}
