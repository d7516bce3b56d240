import type { PackPin } from '../domain/rule-pack/types';
import type { PackedTrigger } from '../domain/trigger/finding';
import { mergeTriggers } from '../domain/trigger/merge';
import { loadRules } from './index';
import { UnknownPackError } from './resolve';

/**
 * The trigger rows of pinned packs, side by side.
 * @throws UnknownPackError where a pin's pack is not on board with these bytes.
 */
export function triggersOf(pins: readonly PackPin[]): PackedTrigger[] {
  return mergeTriggers(pins.map((pin) => {
    const found = loadRules().packs.find(({ pack, sha256 }) => pack.id === pin.id && pack.version === pin.version && sha256 === pin.sha256);
    if (!found) throw new UnknownPackError(`没有内容与所钉相同的规则包 ${pin.id} ${pin.version}`);
    return { triggers: found.triggers ?? [], pin };
  }));
}
