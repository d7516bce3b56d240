import type { CaseState } from '../../domain/kinds/accident-case/state';
import { evolve } from '../../domain/kinds/accident-case/state';
import { canonicalJson } from '../../domain/base/canonical-json';
import type { RuleChange } from '../../domain/rule-change/change';
import { evolveChange } from '../../domain/rule-change/change';
import type { Database } from '../../prisma/repositories/database';
import { findChange } from '../../prisma/repositories/rule-changes';
import { parseState } from '../../prisma/repositories/shapes/case-shape';
import type { EventRow } from '../../prisma/repositories/shapes/read-event';
import { readCaseEvent, readChangeEvent } from '../../prisma/repositories/shapes/read-event';

/** The record twice: what stored events fold into has to be what stands beside them. */

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (value === undefined ? 'nothing' : canonicalJson(value));

/** Where two values first differ, with both sides; null where they are the same. */
export function firstDifference(folded: unknown, stored: unknown, path = ''): string | null {
  if (textOf(folded) === textOf(stored)) return null;
  if (!isTree(folded) || !isTree(stored) || Array.isArray(folded) !== Array.isArray(stored)) {
    return `${path || 'the whole'}: folded ${textOf(folded)}, stored ${textOf(stored)}`;
  }
  const keys = [...new Set([...Object.keys(folded), ...Object.keys(stored)])];
  const step = (key: string): string => (Array.isArray(folded) ? `[${key}]` : `${path ? '.' : ''}${key}`);
  return keys.map((key) => firstDifference(folded[key], stored[key], `${path}${step(key)}`)).find((found) => found !== null) ?? null;
}

interface Stored {
  /** Number of the newest event that it holds. */
  version: number;
  state: object;
}

interface Kind {
  /** What is stored beside the events, read as one row; null where there is none. */
  load(db: Database, id: string): Promise<Stored | null>;
  fold(rows: readonly EventRow[]): object | null;
}

const CASES: Kind = {
  async load(db, id) {
    const row = await db.client.matter.findUnique({ where: { id }, select: { version: true, state: true } });
    return row && { version: row.version, state: parseState(row.state, id) };
  },
  fold: (rows) => rows.map(readCaseEvent).reduce<CaseState | null>(evolve, null),
};

const CHANGES: Kind = {
  async load(db, id) {
    const found = await findChange(db, id);
    if (!found) return null;
    const { id: _, version, ...state } = found;
    return { version, state };
  },
  fold: (rows) => rows.map(readChangeEvent).reduce<RuleChange | null>(evolveChange, null),
};

/**
 * The stored row, and the events that it holds. A process may be at work meanwhile: what comes after the row was read
 * does not count, but an event beyond a row that stands still is one too many.
 */
async function readBoth(db: Database, id: string, load: Kind['load']): Promise<{ stored: Stored; rows: EventRow[] } | null> {
  const stored = await load(db, id);
  const rows = await db.client.event.findMany({ where: { matterId: id }, orderBy: { seq: 'asc' } });
  const still = await load(db, id);
  if (!still && rows.length) throw new Error(`${id}: ${rows.length} events, and nothing beside them`);
  if (!stored) return null;
  const moved = still?.version !== stored.version;
  const held = moved ? rows.filter(({ seq }) => seq <= stored.version) : rows;
  if (held.length !== stored.version || held.some(({ seq }, index) => seq !== index + 1)) {
    throw new Error(`${id}: version ${stored.version}, and events ${held.map(({ seq }) => seq).join()}`);
  }
  return { stored, rows: held };
}

async function countHolding(db: Database, ids: readonly string[], { load, fold }: Kind): Promise<number> {
  let compared = 0;
  for (const id of ids) {
    const both = await readBoth(db, id, load);
    if (!both) continue;
    const difference = firstDifference(fold(both.rows), both.stored.state);
    if (difference) throw new Error(`${id}: events and stored state differ at ${difference}`);
    compared += 1;
  }
  return compared;
}

/**
 * Folds the stored events of each case and holds them against its stored state; ids that were never registered are
 * passed over. Returns how many were compared. @throws Error naming case and first difference
 */
export const refold = (db: Database, matterIds: readonly string[]): Promise<number> => countHolding(db, matterIds, CASES);

/** As `refold`, of rule changes: their events against the fields of their rows. */
export const refoldChanges = (db: Database, changeIds: readonly string[]): Promise<number> => countHolding(db, changeIds, CHANGES);
