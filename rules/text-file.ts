import { readFileSync, statSync } from 'node:fs';

export const MAX_TEXT_FILE_BYTES = 1_000_000;

/** The text of a file that somebody names, or why it cannot be read. Bounded, UTF-8 only; never throws. */
export function readTextFile(path: string): { text: string } | { reason: string } {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return { reason: '不是文件' };
    if (stat.size > MAX_TEXT_FILE_BYTES) return { reason: `超过 ${MAX_TEXT_FILE_BYTES} 字节` };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { reason: '文件不存在' };
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { reason: '不是 UTF-8 文字' };
    return { reason: `无法读取${code === undefined ? '' : `（${code}）`}` };
  }
}
