import { madeOnce } from '../../base/once';
import { unknownEvent } from '../../kernel/unknown-event';
import type { Clock } from '../../time/clock';
import type { Instant } from '../../time/instant';
import type { Proposal } from '../../trigger/facts';
import { type StoredFinding, withChanges } from '../../trigger/stored-finding';
import type { Determination } from './determinations';
import type { CaseEvent, ClockHeld, ClockMet, ThresholdRef } from './events';
import type { Grade } from '../../vocabulary/grade';
import type { Act, CountRow, Facts } from './facts';

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
  /** Keys of thresholds that tell nobody: past when the case was taken over, or set aside. Absent before the first. */
  passedOver?: string[];
  /** Clocks that came into the record late, and until when nobody is told of them. Absent before the first. */
  held?: HeldClock[];
  closedAt: Instant | null;
}

export type HeldClock = Pick<ClockHeld, 'clock' | 'triggeredAt' | 'until'>;

export const thresholdKey = (clock: string, threshold: { kind: string; index: number; at: Instant }): string =>
  `${clock}|${threshold.kind}|${threshold.index}|${threshold.at}`;

/** Back from the key; a party in the code of the clock may be called anything. */
export function parseThresholdKey(key: string): ThresholdRef & { clock: string } {
  const [at, index, kind, ...clock] = key.split('|').reverse();
  return { clock: clock.reverse().join('|'), kind: kind as ThresholdRef['kind'], index: Number(index), at: Number(at) };
}

export const metKey = (clock: string, metAt: Instant): string => `${clock}|${metAt}`;
/** What a list of such keys holds; asked for every clock of a case at every command. */
export const keysIn = madeOnce((keys: readonly string[]): ReadonlySet<string> => new Set(keys));

/** Puts a row behind all rows of the same or an earlier instant, so that late entries find their place. */
function insertByTime<T extends { at: Instant }>(rows: T[], row: T): T[] {
  return rows.toSpliced(rows.findLastIndex((r) => r.at <= row.at) + 1, 0, row);
}

const withAct = (facts: Facts, act: Act): Facts => ({ ...facts, acts: insertByTime(facts.acts, act) });
const withCounts = (facts: Facts, row: CountRow): Facts => ({ ...facts, counts: insertByTime(facts.counts, row) });

/** The same meeting is noted again where it is judged anew; it stays one. */
function withMet(state: CaseState, { clock, at, corrected }: ClockMet): CaseState {
  const key = metKey(clock, at);
  return corrected && state.met.includes(key) ? state : { ...state, met: [...state.met, key] };
}

const passOver = (state: CaseState, keys: readonly string[]): CaseState => ({ ...state, passedOver: [...state.passedOver ?? [], ...keys] });

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
      const others = state.late.filter((l) => l.clock !== event.clock);
      if (event.corrected) return withMet({ ...state, late: others }, event);
      return withMet(event.lateByMs === null ? state : { ...state, late: [...others, { clock: event.clock, reason: null }] }, event);
    }
    case 'clock-held': {
      const { clock, triggeredAt, until } = event;
      return { ...state, held: [...(state.held ?? []).filter((row) => row.clock !== clock), { clock, triggeredAt, until }] };
    }
    case 'thresholds-passed-over':
      return passOver(state, event.thresholds.map((threshold) => thresholdKey(threshold.clock, threshold)));
    case 'clock-set-aside':
      return passOver(state, [thresholdKey(event.clock, event.threshold)]);
    case 'notices-withdrawn': {
      const withdrawn = new Set(event.thresholds.map((threshold) => thresholdKey(event.clock, threshold)));
      return { ...state, struck: state.struck.filter((key) => !withdrawn.has(key)) };
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
