import { existsSync } from 'node:fs';
import type { PackPin, RuleSet } from '../domain/rule-pack/types';
import type { WorkCalendar } from '../domain/time/calendar';
import { loadCalendar } from './calendar';
import { calendarWithLocal } from './local-calendar';
import { type LoadedPack, loadPacks } from './packs';
import { resolvePacks } from './resolve';

/** All published law on board: packs and calendars, read and checked once. */
export interface RuleLibrary {
  packs: readonly LoadedPack[];
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

/** @throws Error naming file and row where a pack or calendar breaks its schema. */
export function loadRules(): RuleLibrary {
  if (loaded) return loaded;
  const packs = loadPacks();
  loaded = {
    packs,
    calendar: (shipped ??= loadCalendar()),
    resolve: (ids) => resolvePacks(ids, packs),
    has: (packId) => packs.some(({ pack }) => pack.id === packId),
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
