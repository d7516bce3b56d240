import type { z } from 'zod';
import type { CaseEvent } from '../../../domain/kinds/accident-case/events';
import type { ChangeEvent } from '../../../domain/rule-change/change';
import { changeEventShapes } from './change-shape';
import { caseEventShapes } from './event-shape';
import { StoredShapeError, readAs } from './shape';

/** An event as its row keeps it. `matterId` is the case or the rule change. */
export interface EventRow {
  matterId: string;
  seq: number;
  type: string;
  typeVersion: number;
  data: unknown;
}

/** Lifts the data of one version to the next. Pure; once written it stays as long as a record may hold such a row. */
export type Upcaster = (data: Record<string, unknown>) => Record<string, unknown>;

/**
 * What became of the shapes over time, oldest step first: the first one lifts version 1 to 2. A type without steps
 * still has version 1. Whoever changes the shape of an event adds a step here and a fixture under test/fixtures/events/.
 */
const UPCASTERS: Partial<Record<CaseEvent['type'] | ChangeEvent['type'], readonly Upcaster[]>> = {};

/** @returns reads a row; it throws a StoredShapeError that names matter, number, type and version of what it does not know */
export function eventReader<E extends { type: string }>(
  shapes: { readonly [T in E['type']]: z.ZodType<E> }, upcasters: { readonly [T in string]?: readonly Upcaster[] },
): (row: EventRow) => E {
  const known = new Map<string, z.ZodType<E>>(Object.entries(shapes));
  return ({ matterId, seq, type, typeVersion, data }) => {
    const where = `案卷 ${matterId} 的第 ${seq} 个事件（${type}，版本 ${typeVersion}）`;
    const shape = known.get(type);
    if (!shape) throw new StoredShapeError(`${where}不能读取：本程序不认得这种事件。`);
    const steps = upcasters[type] ?? [];
    if (!Number.isInteger(typeVersion) || typeVersion < 1 || typeVersion > steps.length + 1) {
      throw new StoredShapeError(`${where}不能读取：本程序只认得版本 1 至 ${steps.length + 1}。`);
    }
    const lifted = steps.slice(typeVersion - 1).reduce<unknown>((older, lift) => lift(older as Record<string, unknown>), data);
    return readAs(shape, lifted, where);
  };
}

/** @throws StoredShapeError, as does `readChangeEvent`: an unknown event is never folded */
export const readCaseEvent = eventReader<CaseEvent>(caseEventShapes, UPCASTERS);
export const readChangeEvent = eventReader<ChangeEvent>(changeEventShapes, UPCASTERS);

/** For `event.type_version`, of cases and rule changes alike. */
export const eventVersionOf = (type: string): number => (UPCASTERS[type as CaseEvent['type']]?.length ?? 0) + 1;
