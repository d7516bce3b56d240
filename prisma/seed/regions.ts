import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Region } from '../../domain/organisation/region';
import { levelOfCode, parentOfCode } from '../../domain/organisation/region';

/** The regions of `regions.yaml`, in order of code. */
export function seedRegions(): Region[] {
  const names = parse(readFileSync(join(__dirname, 'regions.yaml'), 'utf8')) as Record<string, string>;
  return Object.entries(names)
    .map(([code, name]) => ({ code, name, level: levelOfCode(code), parentCode: parentOfCode(code) }))
    .sort((a, b) => a.code.localeCompare(b.code));
}
