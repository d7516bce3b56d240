import { lawOfPins } from '../../activities/law';
import { dueClocks } from '../../domain/kinds/accident-case/decisions';
import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import { thresholdKey } from '../../domain/kinds/accident-case/state';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import { PROCESS_NAMES } from '../../domain/kinds/accident-case/process-names';
import type { Instant } from '../../domain/time/instant';
import { caseOf } from '../../prisma/repositories/case-state';
import type { Container } from '../../runtime/container';
import type { Diary } from './crowd';
import type { Fallen } from './rounds';

/** What became of the limits that fell due. All but the first three are 0 where nothing went wrong. */
export interface LimitsStruck {
  strikes: number;
  /** Limits that passed while something was away. */
  fellDueAway: number;
  /** Longest time from the legal instant, or from the act that made it known, to the strike in the record. */
  slowestMs: number;
  /** Limits that did not strike exactly once, or at another instant than the legal one. */
  off: number;
  struckTwice: number;
  /** Due now and not struck. */
  unstruck: number;
  setAside: number;
}

type Struck = Extract<CaseEvent, { type: 'clock-struck' }>;
interface StrikeRow { matterId: string; event: Struck; recordedAt: number; bornAt: number }

/** A strike is due a second after its instant; a few more until it is in the record. */
const UNDER_WAY_MS = 5_000;

const strikesOf = ({ db }: Container, matters: readonly string[]): Promise<StrikeRow[]> => db.sql<StrikeRow[]>`
  SELECT e.matter_id AS "matterId", e.data AS event, (extract(epoch FROM e.recorded_at) * 1000)::float8 AS "recordedAt",
    (SELECT (extract(epoch FROM max(c.recorded_at)) * 1000)::float8 FROM command c WHERE c.matter_id = e.matter_id AND c.name = 'inform-unit-head') AS "bornAt"
  FROM event e WHERE e.matter_id = ANY(${[...matters]}) AND e.type = 'clock-struck'`;

/** Limits of these cases that are due by now and did not strike; with `UNDER_WAY_MS` for those that are about to. */
export async function unstruckOf({ db, rules, graceMs }: Container, matters: readonly string[], now: Instant): Promise<number> {
  let count = 0;
  for (const matterId of matters) {
    const { state, ...pins } = await caseOf(db, matterId);
    const law = await lawOfPins(db.sql, rules, pins);
    const ctx = { matterId, now: now - UNDER_WAY_MS, graceMs, ...law };
    count += PROCESS_NAMES.reduce((sum, process: ProcessName) => sum + dueClocks(state, process, ctx).length, 0);
  }
  return count;
}

const isStruckOnce = (strikes: readonly StrikeRow[], { matterId, dueAt }: Diary['pressed'][number]): boolean =>
  (['due', 'escalation'] as const).every((kind) => {
    const found = strikes.filter((row) => row.matterId === matterId && row.event.clock === 'unit-report' && row.event.threshold.kind === kind);
    return found.length === 1 && found[0]?.event.at === dueAt;
  });

/** @param now wall time; limits that fall due later do not count */
export async function limitsStruck(container: Container, { acknowledged, pressed }: Diary, { away }: Fallen, now: Instant): Promise<LimitsStruck> {
  const matters = [...new Set(acknowledged.map(({ matterId }) => matterId))];
  const strikes = await strikesOf(container, matters);
  const passed = pressed.filter(({ dueAt }) => dueAt < now - UNDER_WAY_MS);
  const keys = strikes.map(({ matterId, event }) => `${matterId} ${thresholdKey(event.clock, event.threshold)}`);
  const delays = strikes.filter(({ event }) => event.clock === 'unit-report' && event.threshold.kind === 'due')
    .map(({ event, recordedAt, bornAt }) => recordedAt - Math.max(event.at, bornAt));
  return {
    strikes: strikes.length, slowestMs: Math.round(Math.max(0, ...delays)),
    fellDueAway: passed.filter(({ dueAt }) => away.some(({ from, until }) => from <= dueAt && dueAt <= until)).length,
    off: passed.filter((one) => !isStruckOnce(strikes, one)).length + strikes.filter(({ event }) => event.at !== event.threshold.at).length,
    struckTwice: keys.length - new Set(keys).size,
    unstruck: await unstruckOf(container, matters, now),
    setAside: await container.db.client.event.count({ where: { matterId: { in: matters }, type: 'clock-set-aside' } }),
  };
}
