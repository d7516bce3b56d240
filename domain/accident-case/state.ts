import { madeOnce } from '../kernel/once';
import { unknownEvent } from '../kernel/unknown-event';
import type { Clock } from '../time/clock';
import type { Instant } from '../time/instant';
import type { Proposal } from '../trigger/facts';
import { type StoredFinding, withChanges } from '../trigger/stored-finding';
import type { Determination } from './determinations';
import type { CaseEvent } from './events';
import type { Act, CountRow, Facts, Grade } from './facts';

/** The folded case. `struck` and `met` remember what clocks already did, so that nothing is told twice. */
export interface CaseState {
  title: string;
  sources: string[];
  facts: Facts;
  grade: Grade | null;
  /** Keys of thresholds that have struck: `thresholdKey`. */
  struck: string[];
  /** Clocks whose being met has been noted: `code@metAt`. */
  met: string[];
  /** Clocks that were met late, with the reason once it is given. */
  late: { clock: string; reason: string | null }[];
  /** Clocks that had ended when other rules were adopted: they stay as they were judged. Absent before the first time. */
  settled?: Clock[];
  /** What people found that the record does not show, by time. Absent before the first. */
  determinations?: Determination[];
  /** Measures that somebody asked for in writing, by time. Absent before the first. */
  proposals?: Proposal[];
  /** What the trigger rows say of the case. Absent in states from before findings were kept, until the next command. */
  findings?: StoredFinding[];
  closedAt: Instant | null;
}

export const thresholdKey = (clock: string, threshold: { kind: string; index: number; at: Instant }): string =>
  `${clock}|${threshold.kind}|${threshold.index}|${threshold.at}`;
export const metKey = (clock: string, metAt: Instant): string => `${clock}|${metAt}`;
/** What a list of such keys holds; asked for every clock of a case at every command. */
export const keysIn = madeOnce((keys: readonly string[]): ReadonlySet<string> => new Set(keys));

/** Puts a row behind all rows of the same or an earlier instant, so that late entries find their place. */
function insertByTime<T extends { at: Instant }>(rows: T[], row: T): T[] {
  return rows.toSpliced(rows.findLastIndex((r) => r.at <= row.at) + 1, 0, row);
}

const withAct = (facts: Facts, act: Act): Facts => ({ ...facts, acts: insertByTime(facts.acts, act) });
const withCounts = (facts: Facts, row: CountRow): Facts => ({ ...facts, counts: insertByTime(facts.counts, row) });

/** Total: every event that was ever stored folds into a state. @throws Error for a type it does not know: nothing is folded to nothing */
export function evolve(state: CaseState | null, event: CaseEvent): CaseState {
  if (event.type === 'case-registered') {
    return {
      title: event.title, sources: event.sources, facts: { accident: event.accident, counts: [], acts: [] },
      grade: null, struck: [], met: [], late: [], closedAt: null,
    };
  }
  if (!state) throw new Error(`event ${event.type} before case-registered`);
  switch (event.type) {
    case 'act-done': {
      const facts = withAct(state.facts, event.act);
      return { ...state, facts, closedAt: event.act.do === 'close' ? event.at : state.closedAt };
    }
    case 'counts-recorded':
      return { ...state, facts: withCounts(state.facts, { at: event.at, ...event.counts }) };
    case 'grade-changed':
      return { ...state, grade: event.to };
    case 'clock-struck':
      return { ...state, struck: [...state.struck, thresholdKey(event.clock, event.threshold)] };
    case 'clock-met': {
      const late = event.lateByMs === null ? state.late
        : [...state.late.filter((l) => l.clock !== event.clock), { clock: event.clock, reason: null }];
      return { ...state, met: [...state.met, metKey(event.clock, event.at)], late };
    }
    case 'rules-adopted':
      return event.settled.length ? { ...state, settled: event.settled } : state;
    case 'determined': {
      const { type: _, ...row } = event;
      return { ...state, determinations: insertByTime(state.determinations ?? [], row) };
    }
    case 'measure-proposed': {
      const { type: _, ...row } = event;
      return { ...state, proposals: insertByTime(state.proposals ?? [], row) };
    }
    case 'findings-changed':
      return { ...state, findings: withChanges(state.findings ?? [], event.findings, event.at) };
    case 'finding-decided': {
      const { at, finding: id, decision, reason } = event;
      return { ...state, findings: (state.findings ?? []).map((f) => (f.id === id ? { ...f, decided: { at, decision, reason } } : f)) };
    }
    case 'lateness-explained':
      return { ...state, late: state.late.map((l) => (l.clock === event.clock ? { ...l, reason: event.reason } : l)) };
    default:
      throw unknownEvent(event);
  }
}
