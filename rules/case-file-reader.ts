import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { type Fault, WHOLE_FILE } from '../domain/case-file/faults';
import { type ParsedCaseFile, parseCaseFile } from '../domain/case-file/parse';
import { loadRules } from './index';

/** Reading of case files from YAML or JSON text; what the text may say is checked in domain/case-file. */

export const MAX_CASE_FILE_BYTES = 1_000_000;
/** Anchors are allowed, bombs are not: so many nodes may come from aliases. */
const MAX_ALIASES = 50;

const whole = (reason: string): { ok: false; faults: Fault[] } => ({ ok: false, faults: [{ path: WHOLE_FILE, reason }] });

/** What the YAML library finds most often; anything else is named by its code. */
const SYNTAX: Record<string, string> = {
  DUPLICATE_KEY: '键重复', MULTIPLE_DOCS: '一个文件只能有一份文档', TAG_RESOLVE_FAILED: '不认识的标签（!）',
  BAD_INDENT: '缩进有误，或括号没有配对', TAB_AS_INDENT: '不能用制表符缩进', MISSING_CHAR: '缺少标点（逗号、引号或括号）',
  UNEXPECTED_TOKEN: '多余或错位的标点', BAD_ALIAS: '别名（*）有误', RESOURCE_EXHAUSTION: '嵌套过深', IMPOSSIBLE: '无法读取',
};
const MAX_SYNTAX_FAULTS = 5;

/** `第3行第5列` of an offset. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `第${before.length}行第${(before.at(-1)?.length ?? 0) + 1}列`;
}

function toValue(text: string): { value: unknown } | { faults: Fault[] } {
  try {
    const document = parseDocument(text, { prettyErrors: false, version: '1.2' });
    const problems = [...document.errors, ...document.warnings];
    if (!problems.length) return { value: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown };
    const faults = problems.map(({ pos, code }) => ({
      path: placeOf(text, pos[0]), reason: `不是合格的 YAML：${SYNTAX[code] ?? code}`,
    }));
    return { faults: faults.filter((fault, i) => i < MAX_SYNTAX_FAULTS && fault.path !== faults[i - 1]?.path) };
  } catch (error) {
    // Alias bombs and nesting beyond the stack surface as exceptions of the YAML library.
    const reason = error instanceof ReferenceError ? '别名（*）展开过多' : '无法作为 YAML 读取（嵌套过深）';
    return { faults: [{ path: WHOLE_FILE, reason }] };
  }
}

/** A case file from its text. `packs` are checked against those on board. */
export function parseCaseFileText(text: string): ParsedCaseFile {
  if (Buffer.byteLength(text) > MAX_CASE_FILE_BYTES) return whole(`超过 ${MAX_CASE_FILE_BYTES} 字节`);
  const read = toValue(text.replace(/^\uFEFF/, ''));
  if ('faults' in read) return { ok: false, faults: read.faults };
  return parseCaseFile(read.value, { isKnownPack: loadRules().has });
}

/** A case file from disk; a file that cannot be read is a fault like any other. */
export function readCaseFile(path: string): ParsedCaseFile {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return whole('不是文件');
    if (stat.size > MAX_CASE_FILE_BYTES) return whole(`超过 ${MAX_CASE_FILE_BYTES} 字节`);
    return parseCaseFileText(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return whole('文件不存在');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return whole('不是 UTF-8 文字');
    return whole(`无法读取${code === undefined ? '' : `（${code}）`}`);
  }
}
