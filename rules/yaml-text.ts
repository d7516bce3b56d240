import { parseDocument } from 'yaml';
import { type Fault, WHOLE_FILE } from '../domain/case-file/faults';

/** YAML or JSON text from people: what the library complains of in Chinese, with the place; bombs are refused. */

/** Anchors are allowed, bombs are not: so many nodes may come from aliases. */
const MAX_ALIASES = 50;

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

/** The value of one document; never throws for bad text. */
export function readYamlText(source: string): { value: unknown } | { faults: Fault[] } {
  const text = source.replace(/^\uFEFF/, '');
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
