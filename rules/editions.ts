import { adoptRows, isNewer } from '../domain/rule-change/adoption';
import type { ChangeKind } from '../domain/rule-change/change';
import { type CalendarPin, EVERY_YEAR, type PackPin, type RuleSet } from '../domain/rule-pack/types';
import { type CalendarYear, type WorkCalendar, createWorkCalendar } from '../domain/time/calendar';
import type { PackedTrigger } from '../domain/trigger/finding';
import { mergeTriggers } from '../domain/trigger/merge';
import { type CalendarBase, readBase, shippedBase } from './calendar-base';
import { type ChangeText, parseChangeText } from './change-text';
import type { RuleLibrary } from './index';
import { readKeptPack } from './kept-packs';
import type { LoadedPack } from './packs';
import { resolvePacks, UnknownPackError } from './resolve';

/** Texts of law that came into force while the product ran, beside those on board; known by their hash. */

export interface Editions {
  /** Takes a text in that was published through a rule change. @throws Error where it is not what it says it is. */
  add(kind: ChangeKind, text: string): ChangeText;
  /** Takes in the calendar, or a pack, that came with an earlier program. */
  addBase(text: string): void;
  addKept(content: string): void;
  /** Hashes among these pins whose text is neither on board nor added yet. */
  missing(pins: { packs: readonly PackPin[]; calendars: readonly CalendarPin[] }): string[];
  /** @throws Error where a text is missing */
  rulesOf(packs: readonly PackPin[]): RuleSet;
  /** The trigger rows of these packs, side by side. The same pins get the same list. @throws as `rulesOf` */
  triggersOf(packs: readonly PackPin[]): readonly PackedTrigger[];
  calendarOf(pins: readonly CalendarPin[]): WorkCalendar;
  /** What the pins say of one year. @throws Error where a text is missing */
  yearOf(pins: readonly CalendarPin[], year: number): CalendarYear;
}

function create(library: RuleLibrary): Editions {
  const added = new Map<string, ChangeText>();
  const bases = new Map<string, CalendarBase>();
  const kept = new Map<string, LoadedPack>();
  const ruleSets = new Map<string, RuleSet>();
  const triggerSets = new Map<string, readonly PackedTrigger[]>();
  let calendars = new WeakMap<WorkCalendar, Map<string, WorkCalendar>>();

  function packOf({ id, version, sha256 }: { id: string; version: string; sha256: string }): LoadedPack | undefined {
    const onBoard = library.packs.find(({ pack, sha256: hash }) => pack.id === id && pack.version === version && hash === sha256);
    const pack = added.get(sha256)?.pack;
    return onBoard ?? kept.get(sha256) ?? (pack ? { pack, sha256, file: `${id}/${version}.yaml` } : undefined);
  }

  function textOf(pin: { id: string; version: string; sha256: string }): LoadedPack {
    const found = packOf(pin);
    if (!found) throw new UnknownPackError(`这个版本的程序里没有案件所用的规则包 ${pin.id} ${pin.version}（${pin.sha256.slice(0, 8)}）`);
    return found;
  }

  /** The pinned version with the rows in place that the matter adopted since. */
  function composed(pin: PackPin): LoadedPack {
    const base = textOf(pin);
    let { rows } = base.pack;
    for (const { version, sha256, rows: codes } of pin.adopted ?? []) {
      const later = textOf({ id: pin.id, version, sha256 });
      rows = adoptRows(rows, later.pack.rows.filter(({ code }) => codes.includes(code)));
    }
    return { ...base, pack: { ...base.pack, rows } };
  }

  /** A text published while the product runs brings no trigger rows: those of the version on board before it go on. */
  function withTriggers(pin: PackPin): Parameters<typeof mergeTriggers>[0][number] {
    const base = textOf(pin);
    const holder = added.has(base.sha256) ? library.packs.findLast(({ pack }) => pack.id === pin.id && isNewer(pin.version, pack.version)) : base;
    const { pack: { id, version }, sha256, triggers = [] } = holder ?? base;
    return { triggers, pin: { id, version, sha256 } };
  }

  const isBase = ({ year }: CalendarPin): boolean => year === EVERY_YEAR;
  const baseOf = (sha256: string): CalendarBase | undefined => (sha256 === shippedBase().sha256 ? shippedBase() : bases.get(sha256));

  /** Old matters pin no base: the one on board counts. */
  function tablesOf(pins: readonly CalendarPin[]): (year: number) => CalendarYear {
    const pin = pins.find(isBase);
    const base = pin ? baseOf(pin.sha256) : shippedBase();
    if (!base) throw new Error('案件所用日历的文本不在');
    const years = new Map(pins.filter((each) => !isBase(each)).map(({ year, sha256 }) => {
      const table = added.get(sha256)?.year;
      if (!table) throw new Error(`${year}年日历的文本不在`);
      return [year, table] as const;
    }));
    return (year) => years.get(year) ?? base.tableOf(year);
  }

  return {
    addBase(text) {
      const base = readBase(text);
      bases.set(base.sha256, base);
    },
    addKept(content) {
      const pack = readKeptPack(content);
      kept.set(pack.sha256, pack);
    },
    yearOf: (pins, year) => tablesOf(pins)(year),
    add(kind, text) {
      const read = parseChangeText(kind, text);
      if (!read.ok) throw new Error(read.faults.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
      added.set(read.parsed.subject.sha256, read.parsed);
      calendars = new WeakMap();
      return read.parsed;
    },
    missing({ packs, calendars: years }) {
      const wanted = packs.flatMap((pin) => [pin, ...(pin.adopted ?? []).map((rows) => ({ ...rows, id: pin.id }))]);
      return [
        ...wanted.filter((pin) => !packOf(pin)).map(({ sha256 }) => sha256),
        ...years.filter((pin) => (isBase(pin) ? !baseOf(pin.sha256) : !added.has(pin.sha256))).map(({ sha256 }) => sha256),
      ];
    },
    rulesOf(packs) {
      const key = JSON.stringify(packs);
      const known = ruleSets.get(key);
      if (known) return known;
      const rules = { ...resolvePacks([...packs], packs.map(composed)), pins: [...packs] };
      ruleSets.set(key, rules);
      return rules;
    },
    triggersOf(packs) {
      const key = packs.map(({ sha256 }) => sha256).join();
      const rows = triggerSets.get(key) ?? mergeTriggers(packs.map(withTriggers));
      triggerSets.set(key, rows);
      return rows;
    },
    calendarOf(pins) {
      const base = library.calendar;
      if (pins.every((pin) => isBase(pin) && pin.sha256 === shippedBase().sha256)) return base;
      const key = JSON.stringify(pins);
      const ofBase = calendars.get(base) ?? new Map<string, WorkCalendar>();
      calendars.set(base, ofBase);
      const calendar = ofBase.get(key) ?? createWorkCalendar(tablesOf(pins));
      ofBase.set(key, calendar);
      return calendar;
    },
  };
}

const known = new WeakMap<RuleLibrary, Editions>();

/** One set of added texts a library: whoever asks shares what was read once. */
export function editionsOf(library: RuleLibrary): Editions {
  const editions = known.get(library) ?? create(library);
  known.set(library, editions);
  return editions;
}
