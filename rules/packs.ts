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
  /** The files as they stand; absent for a pack that is no file of this program. */
  text?: string;
  triggersText?: string | undefined;
}

/** `2026.10` is newer than `2026.9`. */
export const versionOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

const TRIGGERS = '.triggers.yaml';

const sha256Of = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What pins a pack: the hash of its file, or of both lines `sha256sum` prints where it has triggers. */
export const packHash = (version: string, pack: string | Buffer, triggers: string | Buffer | null): string => (triggers === null ? sha256Of(pack)
  : sha256Of(`${sha256Of(pack)}  ${version}.yaml\n${sha256Of(triggers)}  ${version}${TRIGGERS}\n`));

/** The pack's second file: when which measure follows. */
function readTriggers(folder: string, { id, version }: Pack, text: string): Pick<LoadedPack, 'triggers' | 'triggersText' | 'sha256'> {
  const name = `${version}${TRIGGERS}`;
  const path = join(folder, id, name);
  if (!existsSync(path)) return { sha256: packHash(version, text, null) };
  let rows: readonly TriggerRow[] | undefined;
  return {
    get triggersText() { return readFileSync(path, 'utf8'); },
    // Limits are reckoned without them, so they are read when somebody asks.
    get triggers() {
      if (rows) return rows;
      const { content } = readRuleFile(path, triggerFileSchema);
      if (content.pack !== id || content.version !== version) throw new Error(`触发规则 ${id}/${name} 里写的是 ${content.pack} ${content.version}`);
      return (rows = content.triggers);
    },
    sha256: packHash(version, text, readFileSync(path)),
  };
}

function readPack(folder: string, id: string, name: string): LoadedPack {
  const { content: pack, text } = readRuleFile(join(folder, id, name), packSchema);
  const file = `${id}/${name}`;
  if (file !== `${pack.id}/${pack.version}.yaml`) throw new Error(`规则包 ${file} 里写的是 ${pack.id} ${pack.version}`);
  return Object.assign(readTriggers(folder, pack, text), { pack, file, text });
}

/** Names of a pack's files without those of its triggers, from old to new. */
function versionFiles(folder: string, id: string): string[] {
  const files = readdirSync(join(folder, id)).filter((name) => name.endsWith('.yaml'));
  const alone = files.find((name) => name.endsWith(TRIGGERS) && !files.includes(name.replace(TRIGGERS, '.yaml')));
  if (alone !== undefined) throw new Error(`触发规则 ${id}/${alone} 没有同版本的规则包`);
  return files.filter((name) => !name.endsWith(TRIGGERS)).sort(versionOrder);
}

export const packIds = (folder: string = FOLDER): string[] =>
  readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();

/** Every version of one pack, from old to new; trigger rows are read when they are asked for. @throws as `loadPacks` */
export const loadPack = (id: string, folder: string = FOLDER): LoadedPack[] =>
  versionFiles(folder, id).map((name) => readPack(folder, id, name));

/** Its newest version alone: reading one takes longer than reckoning a case by it. @throws as `loadPacks` */
export const loadNewest = (id: string, folder: string = FOLDER): LoadedPack[] =>
  versionFiles(folder, id).slice(-1).map((name) => readPack(folder, id, name));

/** Every pack on board, by id and then from old to new. @throws Error where a file breaks the schema or its place. */
export function loadPacks(folder: string = FOLDER): LoadedPack[] {
  const packs = packIds(folder).flatMap((id) => loadPack(id, folder));
  for (const pack of packs) void pack.triggers;
  return packs;
}
