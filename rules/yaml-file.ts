import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';

/**
 * Reads one of our own rule files and checks it.
 * @returns the checked content, the SHA-256 of the file's bytes in hex, and the text.
 * @throws Error naming the file and every fault with its path.
 */
export function readRuleFile<T extends z.ZodType>(path: string, schema: T): { content: z.output<T>; sha256: string; text: string } {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8');
  const result = schema.safeParse(parse(text));
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`规则文件 ${basename(path)} 有误：\n${faults.join('\n')}`);
  }
  return { content: result.data, sha256: createHash('sha256').update(bytes).digest('hex'), text };
}
