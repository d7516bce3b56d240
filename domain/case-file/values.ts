import type { Instant } from '../time/instant';
import { parseInstant } from './instant-text';

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Leaves out keys that were not given, so that facts carry no `undefined`. */
export const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

/** The instant in a raw value where there is a good one; what is wrong with a bad one is the schema's to say. */
export function instantIn(value: unknown): Instant | null {
  const parsed = typeof value === 'string' ? parseInstant(value) : null;
  return parsed && 'at' in parsed ? parsed.at : null;
}
