import { spanOf, without } from '../rule-pack/span';
import type { CalendarPin, Pack, PackPin, PackRow } from '../rule-pack/types';

/** What a running matter takes over of a new text, and what it keeps. The choice follows from the text, never from a person. */

/** `2026.10` is newer than `2026.9`. */
export const isNewer = (a: string, b: string): boolean => a.localeCompare(b, 'en', { numeric: true }) > 0;

/** Codes of rows that also hold for matters under way. */
export const runningRows = (pack: Pack): string[] =>
  [...new Set(pack.rows.filter((row) => row.appliesToRunning === true).map((row) => row.code))];

/**
 * The rows of a running matter after it took `adopted` over: these decide on their days, and on all others the rows it had
 * still do, so that a limit which began before keeps its length.
 */
export function adoptRows(rows: readonly PackRow[], adopted: readonly PackRow[]): PackRow[] {
  const byCode = new Map<string, PackRow[]>();
  for (const row of rows) {
    const taken = adopted.filter(({ code }) => code === row.code).map(spanOf);
    const left = taken.reduce((spans, span) => spans.flatMap((each) => without(each, span)), [spanOf(row)]);
    const kept = taken.length ? left.map((decides) => ({ ...row, decides })) : [row];
    byCode.set(row.code, [...(byCode.get(row.code) ?? []), ...kept]);
  }
  for (const row of adopted) byCode.set(row.code, [...(byCode.get(row.code) ?? []), row]);
  return [...byCode.values()].flat();
}

/** The newest version of a pack that a pin has anything of. */
export const newestOf = ({ version, adopted = [] }: PackPin): string => adopted.at(-1)?.version ?? version;

/**
 * Pins of a matter after it took over the rows of `pack` that apply to running matters; null where it keeps what it
 * has: it does not use the pack, is as new already, or no row applies.
 */
export function adoptPack(pins: readonly PackPin[], { id, version }: Pick<Pack, 'id' | 'version'>, sha256: string, rows: string[]): PackPin[] | null {
  const pin = pins.find((each) => each.id === id);
  if (!pin || rows.length === 0 || !isNewer(version, newestOf(pin))) return null;
  return pins.map((each) => (each === pin ? { ...pin, adopted: [...(pin.adopted ?? []), { version, sha256, rows }] } : each));
}

/** The calendar is no choice: a day is worked or not for every matter alike. Null where the matter counts by it already. */
export function adoptCalendar(pins: readonly CalendarPin[], pin: CalendarPin): CalendarPin[] | null {
  if (pins.some(({ year, sha256 }) => year === pin.year && sha256 === pin.sha256)) return null;
  return [...pins.filter(({ year }) => year !== pin.year), pin].sort((a, b) => a.year - b.year);
}
