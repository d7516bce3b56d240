import { ACT_NAMES, isActName } from '../kinds/accident-case/acts';
import type { Act } from '../kinds/accident-case/facts';
import type { Determination } from '../kinds/accident-case/determinations';
import { actSchemaOf, determineSchema } from './acts-schema';
import { type Fault, faultsOf, pathText } from './faults';
import { given, isObject } from './values';

const MAX_SHOWN = 60;
const MIN_PREFIX = 4;

/** A hint where a word was nearly right: `approved` → `approve`. */
function suggestion(name: string): string {
  const near = ACT_NAMES.filter((known) => name.length >= MIN_PREFIX && known.startsWith(name.slice(0, MIN_PREFIX)));
  return near.length ? `，是否为 ${near.slice(0, 3).join('、')}` : '';
}

/** One entry of `events`: an act or a determination with exactly its own fields, or every fault of it. */
export function parseEvent(value: unknown, place: number): { act: Act } | { determination: Determination } | { faults: Fault[] } {
  const fault = (key: string | null, reason: string) =>
    ({ faults: [{ path: pathText(['events', place, ...(key === null ? [] : [key])]), reason }] });
  if (!isObject(value)) return fault(null, '须为一组键值，如 { at: …, do: approve }');
  const name = value['do'];
  if (name === undefined) return fault('do', '缺少这一项');
  if (typeof name !== 'string') return fault('do', '须为动作的名称');
  if (name === 'determine') {
    const parsed = determineSchema.safeParse(value, { reportInput: true });
    if (!parsed.success) return { faults: faultsOf(parsed.error.issues, ['events', place]) };
    const { do: _, ...determination } = parsed.data;
    return { determination };
  }
  if (!isActName(name)) return fault('do', `没有名为“${name.slice(0, MAX_SHOWN)}”的动作${suggestion(name)}`);
  const result = actSchemaOf(name).safeParse(value, { reportInput: true });
  if (!result.success) return { faults: faultsOf(result.error.issues, ['events', place]) };
  return { act: given(result.data) as unknown as Act };
}
