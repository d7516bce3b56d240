import { actRow, isActName } from '../kinds/accident-case/acts';
import { hasLevel } from '../organisation/levels-of-place';
import { dateOf } from '../time/instant';
import { type Fault, pathText } from './faults';
import { isDateOnly } from './instant-text';
import { instantIn, isObject } from './values';

/** Faults between parts of a file. They read raw values, so that a fault elsewhere in the file hides none of them. */

interface RawRow {
  at: number;
  place: number;
  raw: Record<string, unknown>;
}

function rawRows(value: unknown): RawRow[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((raw: unknown, place) => {
    const at = isObject(raw) ? instantIn(raw['at']) : null;
    return at !== null && isObject(raw) ? [{ at, place, raw }] : [];
  });
}

function packFaults(packs: unknown, isKnownPack: (id: string) => boolean): Fault[] {
  if (!Array.isArray(packs)) return [];
  return packs.flatMap((id: unknown, i) => {
    if (typeof id !== 'string') return [];
    const path = pathText(['packs', i]);
    if (packs.indexOf(id) < i) return [{ path, reason: `规则包 ${id} 写了两次` }];
    return isKnownPack(id) ? [] : [{ path, reason: `没有规则包 ${id}` }];
  });
}

/** A day without a time begins before whatever happened on it. */
const lacksTime = (occurredAt: number, { at, raw }: RawRow): boolean =>
  typeof raw['at'] === 'string' && isDateOnly(raw['at']) && dateOf(at) === dateOf(occurredAt);

const beforeAccident = (occurredAt: number, name: string, rows: readonly RawRow[]): Fault[] =>
  rows.filter(({ at }) => at < occurredAt).map((row) => ({
    path: pathText([name, row.place, 'at']),
    reason: `早于事故发生时间 accident.occurredAt${lacksTime(occurredAt, row) ? '；是事故当日的，请写上时刻' : ''}`,
  }));

function unrequestedExtensions(rows: readonly RawRow[]): Fault[] {
  const ordered = [...rows].sort((a, b) => a.at - b.at || a.place - b.place);
  const requested = new Set<unknown>();
  return ordered.flatMap(({ raw, place }) => {
    const { do: name, clock } = raw;
    if (name === 'request-extension') requested.add(clock);
    if (name !== 'approve-extension' || typeof clock !== 'string' || requested.has(clock)) return [];
    return [{ path: pathText(['events', place]), reason: `批准延期之前没有对 ${clock.slice(0, 60)} 的延期请示 request-extension` }];
  });
}

/** A level that the place does not have, where an act names a level. */
function levelsNotThere(region: unknown, rows: readonly RawRow[]): Fault[] {
  if (typeof region !== 'string' || hasLevel(region, 'city')) return [];
  return rows.flatMap(({ raw, place }) => {
    const { do: name } = raw;
    const fields = typeof name === 'string' && isActName(name) ? actRow(name).fields : [];
    return fields.filter((field) => field.type === 'choice' && (field.name === 'by' || field.name === 'to') && raw[field.name] === 'city')
      .map((field) => ({ path: pathText(['events', place, field.name]), reason: `区划代码 ${region} 的地方没有市一级，请写 county 或 province` }));
  });
}

export function crossFaults(value: unknown, isKnownPack: (id: string) => boolean): Fault[] {
  if (!isObject(value)) return [];
  const occurredAt = isObject(value['accident']) ? instantIn(value['accident']['occurredAt']) : null;
  const events = rawRows(value['events']);
  return [
    ...packFaults(value['packs'], isKnownPack),
    ...(occurredAt === null ? [] : [
      ...beforeAccident(occurredAt, 'counts', rawRows(value['counts'])), ...beforeAccident(occurredAt, 'events', events),
    ]),
    ...unrequestedExtensions(events), ...levelsNotThere(isObject(value['accident']) ? value['accident']['region'] : null, events),
  ];
}
