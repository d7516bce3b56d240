import type { PackPin } from '../rule-pack/types';
import type { PackedTrigger } from './finding';
import type { TriggerRow } from './row';

/**
 * Rows of several packs side by side: triggers of a locality never take away those of the nation, their measures add
 * up. So a code may stand in one of the packs only.
 * @throws Error naming the code that two packs use, or a `replaces` that names no row.
 */
export function mergeTriggers(packs: readonly { triggers: readonly TriggerRow[]; pin: PackPin }[]): PackedTrigger[] {
  const rows = packs.flatMap(({ triggers, pin }) => triggers.map((row) => ({ ...row, pack: pin })));
  for (const [i, { code, replaces = [], pack }] of rows.entries()) {
    const twin = rows.findIndex((row) => row.code === code);
    if (twin < i) throw new Error(`触发规则 ${code} 同时写在规则包 ${rows[twin]?.pack.id} 和 ${pack.id}`);
    const unknown = replaces.find((other) => !rows.some((row) => row.code === other));
    if (unknown !== undefined) throw new Error(`触发规则 ${code} 所取代的 ${unknown} 不存在`);
  }
  return rows;
}
