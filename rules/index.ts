import { existsSync } from 'node:fs';
import type { PackPin, RuleSet } from '../domain/rule-pack/types';
import type { WorkCalendar } from '../domain/time/calendar';
import { loadCalendar } from './calendar';
import { calendarWithLocal } from './local-calendar';
import { type LoadedPack, loadNewest, loadPack, packIds } from './packs';
import { resolvePacks } from './resolve';

/** All published law on board: packs and calendars, each read and checked once, when it is first asked for. */
export interface RuleLibrary {
  readonly packs: readonly LoadedPack[];
  /** Read it at each use: a local calendar may be put in force while the program runs. */
  calendar: WorkCalendar;
  /**
   * One rule set out of packs named by `id`, `id@version` or a pin; later ones override earlier ones by row code. An
   * id alone means its newest version.
   * @throws UnknownPackError where a pack is not on board, or a pin's hash is not the file's.
   */
  resolve(packs: readonly (string | PackPin)[]): RuleSet;
  has(packId: string): boolean;
}

let loaded: RuleLibrary | undefined;
let shipped: WorkCalendar | undefined;

const idOf = (wanted: string | PackPin): string => (typeof wanted === 'string' ? wanted.split('@')[0] ?? '' : wanted.id);
/** An id alone: no older version needs reading. */
const isNewest = (wanted: string | PackPin): boolean => typeof wanted === 'string' && !wanted.includes('@');

/** Reading all packs takes longer than reckoning a case by one of them, so only those that are asked for are read. */
function packShelf() {
  const ids = packIds();
  const read = new Map<string, LoadedPack[]>();
  const chosen = new Map<string, LoadedPack[]>();
  const packsOf = (id: string, load: typeof loadPack): LoadedPack[] => {
    const key = `${id} ${load.name}`;
    const packs = read.get(key) ?? (ids.includes(id) ? load(id) : []);
    read.set(key, packs);
    return packs;
  };
  /** The same list for the same ids: what is made of it is kept by list. */
  const choose = (wanted: readonly string[], load: typeof loadPack = loadPack): LoadedPack[] => {
    const key = `${wanted.join()} ${load.name}`;
    const packs = chosen.get(key) ?? wanted.flatMap((id) => packsOf(id, load));
    chosen.set(key, packs);
    return packs;
  };
  return { ids, choose };
}

/** @throws Error, as does every use of it, naming file and row where a pack or calendar breaks its schema. */
export function loadRules(): RuleLibrary {
  if (loaded) return loaded;
  const { ids, choose } = packShelf();
  loaded = {
    get packs() { return choose(ids); },
    calendar: (shipped ??= loadCalendar()),
    resolve: (wanted) => resolvePacks(wanted, choose([...new Set(wanted.map(idOf))].sort(), wanted.every(isNewest) ? loadNewest : loadPack)),
    has: (packId) => ids.includes(packId),
  };
  return loaded;
}

/**
 * Lays what is in force in a local calendar folder over the calendar on board, for every later use of it in this
 * process. Without the call, and with a folder that does not exist, the calendar is the one that came with the product.
 * @throws Error naming the file where one breaks its schema or place.
 */
export function useLocalCalendar(folder: string): RuleLibrary {
  const library = loadRules();
  library.calendar = existsSync(folder) ? calendarWithLocal(folder) : (shipped ??= loadCalendar());
  return library;
}

export { PackNameError } from './pack-names';
export { UnknownPackError } from './resolve';
