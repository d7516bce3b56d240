import { parse } from 'yaml';
import { type LoadedPack, packHash } from './packs';
import { packSchema } from './schema/pack';
import { triggerFileSchema } from './schema/trigger-row';

/**
 * Packs as the record keeps them beside the matters that pin them: both files in one text, so that a program that no longer
 * brings a version along can still reckon by it.
 */

export const keptPack = ({ text = '', triggersText = undefined }: LoadedPack): string => JSON.stringify({ pack: text, triggers: triggersText ?? null });

/** @throws Error where the text is no pack */
export function readKeptPack(content: string): LoadedPack {
  const { pack: text, triggers } = JSON.parse(content) as { pack: string; triggers: string | null };
  const pack = packSchema.parse(parse(text));
  return {
    pack, text, file: `${pack.id}/${pack.version}.yaml`, sha256: packHash(pack.version, text, triggers),
    ...(triggers === null ? {} : { triggers: triggerFileSchema.parse(parse(triggers)).triggers, triggersText: triggers }),
  };
}
