import type { z } from 'zod';

/** One thing wrong with a case file: where, and which rule it breaks, in Chinese. */
export interface Fault {
  /** `events[3].hearingAt`, or `文件` for the file as a whole. */
  path: string;
  reason: string;
}

/** The file as a whole, where no single place is to blame. */
export const WHOLE_FILE = '文件';

export function pathText(path: readonly PropertyKey[]): string {
  if (!path.length) return WHOLE_FILE;
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i ? '.' : ''}${quoteKey(String(key))}`)).join('');
}

/** Keys come from the file: kept short and on one line. */
const quoteKey = (key: string): string => {
  const short = key.length > 60 ? `${key.slice(0, 60)}…` : key;
  return /^[\p{L}\p{N}_-]+$/u.test(short) ? short : JSON.stringify(short);
};

const TYPE_NAMES: Record<string, string> = {
  string: '文字', number: '数', int: '整数', boolean: '是或否', array: '列表', object: '一组键值', null: '空值', undefined: '空',
};

function typeReason({ expected, input }: { expected: string; input?: unknown }): string {
  if (input === undefined) return '缺少这一项';
  const got = input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input;
  if (expected === 'int') return got === 'number' ? '须为整数' : `须为整数，现为${TYPE_NAMES[got] ?? got}`;
  const hint = expected === 'string' && got === 'number' ? '，请加引号' : '';
  return `须为${TYPE_NAMES[expected] ?? expected}，现为${TYPE_NAMES[got] ?? got}${hint}`;
}

function sizeReason(issue: { origin: string; minimum?: number | bigint; maximum?: number | bigint }): string {
  const unit = issue.origin === 'array' ? '项' : issue.origin === 'string' ? '字' : '';
  if (issue.minimum !== undefined) return `不得少于${issue.minimum}${unit}`;
  return `不得多于${issue.maximum}${unit}`;
}

type Issue = z.core.$ZodIssue;

function choiceReason(values: readonly unknown[]): string {
  return values.length === 1 ? `须为 ${String(values[0])}` : `须为下列之一：${values.map(String).join('、')}`;
}

function reasonOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type': return typeReason(issue);
    case 'invalid_value': return issue.input === undefined ? '缺少这一项' : choiceReason(issue.values);
    case 'too_small':
    case 'too_big': return /^[A-Z]/.test(issue.message) ? sizeReason(issue) : issue.message;
    case 'custom':
    case 'invalid_format': return issue.message;
    default: return '不合格式';
  }
}

/** Every fault of a refused value; each unknown key is a fault at its own path. */
export function faultsOf(issues: readonly Issue[], prefix: readonly PropertyKey[] = []): Fault[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pathText([...path, key]), reason: '不认识的键' }));
    }
    return [{ path: pathText(path), reason: reasonOf(issue) }];
  });
}
