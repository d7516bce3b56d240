import { type Fault, pathText } from '../case-file/faults';
import { isObject } from '../case-file/values';

/** Changes to a copy of a case file by path: `events[3].at`, `counts[0].deaths`, `packs`, `events[+]` to add. */

/** `text` as it was typed; null takes the place away. */
export interface TextChange {
  path: string;
  text: string | null;
}

export interface AppliedChange {
  /** Where it landed: `events[12]` for `events[+]`. */
  path: string;
  /** What stood there; undefined where nothing did. */
  from: unknown;
  to: unknown;
}

export type ReadValue = (text: string) => { value: unknown } | { reason: string };

/** A key, a place in a list, or the end of it. */
type Step = { key: string } | { place: number } | 'end';

const PATH = /^[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*|\[(?:\d{1,5}|\+)\])*$/;
const STEP = /([A-Za-z][A-Za-z0-9]*)|\[(\d{1,5})\]|\[\+\]/g;
const MAX_PATH = 200;

function stepsOf(path: string): Step[] | null {
  if (path.length > MAX_PATH || !PATH.test(path)) return null;
  return [...path.matchAll(STEP)].map(([, key, place]): Step =>
    (key !== undefined ? { key } : place !== undefined ? { place: Number(place) } : 'end'));
}

const ownValue = (holder: Record<string, unknown>, key: string): unknown => (Object.hasOwn(holder, key) ? holder[key] : undefined);

/** Text in the place of text stays text (`420303` for a region); a list takes `a,b`; anything else is read as YAML. */
function valueFor(existing: unknown, text: string, read: ReadValue): { value: unknown } | { reason: string } {
  if (typeof existing === 'string') return { value: text };
  const result = read(text);
  if ('value' in result && Array.isArray(existing) && typeof result.value === 'string') {
    return { value: result.value.split(',').map((item) => item.trim()) };
  }
  return result;
}

type Walked = { holder: Record<string, unknown> | unknown[]; last: Step; landed: PropertyKey[] } | { at: PropertyKey[]; reason: string };

/** Down to what holds the last step. A list that is not there yet is made where something is added to it. */
function walk(root: unknown, steps: readonly Step[]): Walked {
  const landed: PropertyKey[] = [];
  let here: unknown = root;
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    const fault = (reason: string): Walked => ({ at: landed, reason });
    if (typeof step === 'object' && 'key' in step) {
      if (!isObject(here)) return fault('不是一组键值，没有可以改的键');
      if (last) return { holder: here, last: step, landed };
      if (steps[i + 1] === 'end' && ownValue(here, step.key) === undefined) here[step.key] = [];
      landed.push(step.key);
      here = ownValue(here, step.key);
      continue;
    }
    if (!Array.isArray(here)) return fault('不是列表');
    if (step === 'end') return last ? { holder: here, last: step, landed } : fault('[+] 只能写在最后');
    if (step.place >= here.length) return fault(`只有 ${here.length} 项，没有 [${step.place}]`);
    if (last) return { holder: here, last: step, landed };
    landed.push(step.place);
    here = here[step.place];
  }
  return { at: landed, reason: '路径为空' };
}

function change(root: unknown, { path, text }: TextChange, read: ReadValue): AppliedChange | Fault {
  const steps = stepsOf(path);
  if (!steps) return { path: path.slice(0, MAX_PATH), reason: '路径须写作 events[3].at、counts[0].deaths、packs、events[+] 的样子' };
  const walked = walk(root, steps);
  if ('reason' in walked) return { path, reason: walked.at.length ? `${pathText(walked.at)} ${walked.reason}` : walked.reason };
  const { holder, last, landed } = walked;
  const key: string | number = last === 'end' ? (holder as unknown[]).length : 'key' in last ? last.key : last.place;
  const from = ownValue(holder as Record<string, unknown>, String(key));
  const where = pathText([...landed, key]);
  if (text === null) {
    if (from === undefined) return { path, reason: '没有这一项，不能去掉' };
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[String(key)];
    return { path: where, from, to: undefined };
  }
  const read1 = valueFor(from, text, read);
  if ('reason' in read1) return { path, reason: read1.reason };
  (holder as Record<string | number, unknown>)[key] = read1.value;
  return { path: where, from, to: read1.value };
}

/**
 * The changes in order on a copy of what a file says; every fault is named, and the original stays as it is. What the
 * file says once and means twice (a YAML alias) is two things in the copy.
 */
export function applyChanges(
  original: unknown, changes: readonly TextChange[], read: ReadValue,
): { value: unknown; applied: AppliedChange[]; faults: Fault[] } {
  const value: unknown = JSON.parse(JSON.stringify(original));
  const results = changes.map((one) => change(value, one, read));
  return {
    value,
    applied: results.filter((result): result is AppliedChange => !('reason' in result)),
    faults: results.filter((result): result is Fault => 'reason' in result),
  };
}
