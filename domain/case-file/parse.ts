import type { Accident, Act, CountRow, KnownFacts } from '../kinds/accident-case/facts';
import type { Determination } from '../kinds/accident-case/determinations';
import { crossFaults } from './cross-checks';
import { parseEvent } from './event';
import { type Fault, faultsOf } from './faults';
import { caseFileSchema } from './schema';
import { given, isObject } from './values';

/** A case file v1 that passed every check; rows in order of time, instants as numbers. */
export interface CaseFile {
  id: string;
  title: string;
  sources: string[];
  packs: string[];
  accident: Accident;
  counts: CountRow[];
  events: Act[];
  determinations: Determination[];
}

export interface FileWarning {
  code: string;
  text: string;
}

export type ParsedCaseFile = { ok: true; file: CaseFile; warnings: FileWarning[] } | { ok: false; faults: Fault[] };

export interface ParseOptions {
  /** Packs on board; others are faults. Without it any name passes. */
  isKnownPack?: (id: string) => boolean;
}

type Row = { at: number };
/** Stable: rows of one instant keep the order of the file. */
const inOrder = <T extends Row>(rows: readonly T[]): T[] => [...rows].sort((a, b) => a.at - b.at);
const isSorted = (rows: readonly Row[]): boolean => rows.every(({ at }, i) => i === 0 || (rows[i - 1]?.at ?? 0) <= at);

const orderWarnings = (name: string, rows: readonly Row[]): FileWarning[] =>
  (isSorted(rows) ? [] : [{ code: 'out-of-order', text: `${name} 没有按时间先后写，已按时间排好。` }]);

function parseEvents(value: unknown): { acts: Act[]; determinations: Determination[]; rows: Row[]; faults: Fault[] } {
  const events: unknown[] = isObject(value) && Array.isArray(value['events']) ? value['events'] : [];
  const parsed = events.map(parseEvent);
  return {
    acts: parsed.flatMap((event) => ('act' in event ? [event.act] : [])),
    determinations: parsed.flatMap((event) => ('determination' in event ? [event.determination] : [])),
    rows: parsed.flatMap((event): Row[] => ('act' in event ? [event.act] : 'determination' in event ? [event.determination] : [])),
    faults: parsed.flatMap((event) => ('faults' in event ? event.faults : [])),
  };
}

/**
 * Checks a case file v1 that was read from YAML or JSON (spec: case file v1, §1 and §2). Reports every fault at once,
 * each with its path; never throws for bad input.
 */
export function parseCaseFile(value: unknown, { isKnownPack = () => true }: ParseOptions = {}): ParsedCaseFile {
  const shape = caseFileSchema.safeParse(value, { reportInput: true });
  const { acts, determinations, rows: told, faults: ofEvents } = parseEvents(value);
  const faults = [...(shape.success ? [] : faultsOf(shape.error.issues)), ...ofEvents, ...crossFaults(value, isKnownPack)];
  if (!shape.success || faults.length) return { ok: false, faults };
  const { id, title, sources = [], packs, accident, counts: rows = [] } = shape.data;
  const counts = rows.map((row) => given(row) as CountRow);
  return {
    ok: true,
    file: {
      id, title, sources, packs, accident: given(accident) as Accident, counts: inOrder(counts), events: inOrder(acts), determinations: inOrder(determinations),
    },
    warnings: [...orderWarnings('counts', counts), ...orderWarnings('events', told)],
  };
}

/** What the file says happened, as the derivations read it. */
export const toFacts = ({ accident, counts, events, determinations }: CaseFile): KnownFacts =>
  ({ accident, counts, acts: events, ...(determinations.length ? { determinations } : {}) });
