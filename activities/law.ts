import type { Law } from '../domain/trigger/law';
import { isNewer } from '../domain/rule-change/adoption';
import { type CalendarPin, EVERY_YEAR, type PackPin } from '../domain/rule-pack/types';
import type { LawInForce } from '../prisma/repositories/rule-texts';
import type { Reader } from '../prisma/repositories/transaction';
import { lawInForce, textsOf } from '../prisma/repositories/rule-texts';
import type { RuleLibrary } from '../rules';
import { shippedBase } from '../rules/calendar-base';
import { type Editions, editionsOf } from '../rules/editions';

/** By which texts a matter is reckoned: its packs, the calendar of the program it was registered with, and years published since. */
export interface Pins {
  packs: PackPin[];
  calendars: CalendarPin[];
}

export interface PinnedLaw extends Law {
  pins: Pins;
}

/** Texts that came into force while the program ran, or with another program, are read from the record once. */
export async function readTexts(reader: Reader, library: RuleLibrary, pins: Pins): Promise<Editions> {
  const editions = editionsOf(library);
  const missing = editions.missing(pins);
  if (missing.length === 0) return editions;
  for (const { kind, content } of await textsOf(reader, missing)) {
    if (kind === 'base') editions.addBase(content);
    else if (kind === 'shipped') editions.addKept(content);
    else editions.add(kind, content);
  }
  return editions;
}

/** The law that these pins name. @throws UnknownPackError where a text is neither on board nor in the record */
export async function lawOfPins(reader: Reader, library: RuleLibrary, { packs, calendars }: Pins): Promise<PinnedLaw> {
  const editions = await readTexts(reader, library, { packs, calendars });
  return {
    rules: editions.rulesOf(packs), triggers: editions.triggersOf(packs), calendar: editions.calendarOf(calendars),
    pins: { packs, calendars },
  };
}

/** The newest version of a pack: on board, or come into force since. `id@version` stays what it says. */
function newestPin(library: RuleLibrary, inForce: readonly LawInForce[], wanted: string): PackPin | null {
  const [id = '', version] = wanted.split('@');
  const known = [
    ...library.packs.filter(({ pack }) => pack.id === id).map(({ pack, sha256 }) => ({ id, version: pack.version, sha256 })),
    ...inForce.filter((row) => row.kind === 'pack' && row.subject === id).map(({ edition, sha256 }) => ({ id, version: edition, sha256 })),
  ].filter((pin) => version === undefined || pin.version === version);
  return known.reduce<PackPin | null>((best, pin) => (best && !isNewer(pin.version, best.version) ? best : pin), null);
}

/** What a case registered now is reckoned by: newest packs, and every calendar year in force. Null for an unknown pack. */
export async function lawOfNewCase(reader: Reader, library: RuleLibrary, packs: readonly string[]): Promise<PinnedLaw | null> {
  const inForce = await lawInForce(reader);
  const pins = packs.map((id) => newestPin(library, inForce, id));
  if (pins.some((pin) => pin === null)) return null;
  const years = new Map(inForce.filter(({ kind }) => kind === 'calendar')
    .map(({ subject, sha256 }) => [Number(subject), { year: Number(subject), sha256 }]));
  const base = { year: EVERY_YEAR, sha256: shippedBase().sha256 };
  return lawOfPins(reader, library, {
    packs: pins.filter((pin) => pin !== null), calendars: [base, ...[...years.values()].sort((a, b) => a.year - b.year)],
  });
}
