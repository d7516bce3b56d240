import { MAX_PROSE, MAX_TEXT } from '../../domain/case-file/schema';
import { END_INSTANT, FIRST_INSTANT } from '../../domain/time/instant';
import { isPlainDate } from '../../domain/time/plain-date';
import type { FieldProblem } from '../http/problems';
import type { FieldSpec } from './field-specs';

/** Forms send words, JSON sends values; both become the same typed value or the same Chinese sentence. */
export type Channel = 'form' | 'json';

export type Read<T> = { ok: true; value: T } | { ok: false; code: string; message: string };

const MAX_COUNT = 1_000_000;
const MAX_YUAN = 10_000_000_000_000;

const bad = (code: string, message: string): Read<never> => ({ ok: false, code, message });
const good = <T>(value: T): Read<T> => ({ ok: true, value });

function readText(raw: unknown, max: number): Read<string> {
  if (typeof raw !== 'string') return bad('not-text', '请填写文字');
  const text = raw.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  // eslint-disable-next-line no-control-regex -- such characters are what is refused here
  if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/.test(text)) return bad('control-character', '含有无法保存的控制字符，请删去后重填');
  if ([...text].length > max) return bad('too-long', `最多 ${max} 个字`);
  return good(text);
}

/** Full-width digits, thousands separators and blanks are how people type sums. */
const plainDigits = (text: string): string => text.normalize('NFKC').replace(/[,\s_]/g, '');

function readWhole(raw: unknown, channel: Channel, bounds: { min: number; max: number; unit: string }): Read<number> {
  const wanted = `请填写${bounds.min > 0 ? '大于' : '不小于'} 0 的整数（单位：${bounds.unit}）`;
  const digits = channel === 'form' && typeof raw === 'string' ? plainDigits(raw) : null;
  if (digits !== null && !/^\d+$/.test(digits)) return bad('not-a-number', wanted);
  const value = digits === null ? raw : Number(digits);
  if (typeof value !== 'number' || !Number.isInteger(value)) return bad('not-a-number', wanted);
  if (value < bounds.min) return bad('too-small', wanted);
  return value > bounds.max ? bad('too-large', `数字过大，最多 ${bounds.max}`) : good(value);
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?$/;
const ZONED = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Forms speak Beijing time; JSON must say its offset. */
function readInstant(raw: unknown, channel: Channel): Read<number> {
  const wanted = channel === 'form' ? '请填写完整的日期和时间，例如 2026-11-21 14:30' : '请使用带时区的 ISO 8601 时间，例如 2026-11-21T14:30:00+08:00';
  if (typeof raw !== 'string') return bad('not-an-instant', wanted);
  const text = raw.normalize('NFKC').trim();
  const zoned = ZONED.exec(text);
  const local = channel === 'form' ? LOCAL.exec(text) : null;
  const match = zoned ?? local;
  if (!match || !isPlainDate(match[1] ?? '')) return bad('not-an-instant', wanted);
  const at = Date.parse(`${match[1]}T${match[2]}${match[3] ?? ''}${zoned ? match[4] : '+08:00'}`);
  if (Number.isNaN(at)) return bad('not-an-instant', wanted);
  if (at < FIRST_INSTANT) return bad('too-early', '不能早于 1991年9月16日：此前中国实行过夏令时');
  return at < END_INSTANT ? good(at) : bad('too-late', '不能晚于 2099年12月31日：此后超出节假日的推算范围');
}

function readDate(raw: unknown): Read<string> {
  const text = typeof raw === 'string' ? raw.normalize('NFKC').trim() : '';
  return isPlainDate(text) ? good(text) : bad('not-a-date', '请填写存在的日期，例如 2026-11-21');
}

function readChoice(raw: unknown, options: Readonly<Record<string, string>>): Read<string> {
  return typeof raw === 'string' && Object.hasOwn(options, raw)
    ? good(raw) : bad('not-a-choice', `请从下列各项中选择一项：${Object.values(options).join('、')}`);
}

function readPresent(spec: FieldSpec, raw: unknown, channel: Channel): Read<string | number> {
  switch (spec.type) {
    case 'text': return readText(raw, MAX_TEXT);
    case 'prose': return readText(raw, MAX_PROSE);
    case 'date': return readDate(raw);
    case 'choice': return readChoice(raw, spec.options);
    case 'count': return readWhole(raw, channel, { min: spec.name.startsWith('counts.') ? 0 : 1, max: MAX_COUNT, unit: spec.unit });
    case 'yuan': return readWhole(raw, channel, { min: 0, max: MAX_YUAN, unit: '元' });
    case 'instant': return readInstant(raw, channel);
    default: return spec satisfies never;
  }
}

const isAbsent = (raw: unknown): boolean => raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');

const asProblem = (spec: FieldSpec, code: string, message: string): FieldProblem =>
  ({ pointer: `/${spec.name.replaceAll('.', '/')}`, field: spec.name, code, message: `${spec.label}：${message}。` });

/** The value, `undefined` where an optional field was left empty, or the problem. */
export function readField(spec: FieldSpec, raw: unknown, channel: Channel): { value: string | number | undefined } | { problem: FieldProblem } {
  if (isAbsent(raw)) {
    const verb = spec.type === 'choice' ? '请选择一项' : '不能为空';
    return spec.required ? { problem: asProblem(spec, 'required', verb) } : { value: undefined };
  }
  const read = readPresent(spec, raw, channel);
  return read.ok ? { value: read.value } : { problem: asProblem(spec, read.code, read.message) };
}
