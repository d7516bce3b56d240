import { dueClocks } from '../domain/kinds/accident-case/decisions';
import type { ProcessName } from '../domain/kinds/accident-case/process-names';
import type { ProcessSnapshot } from '../domain/kernel/snapshot';
import type { Instant } from '../domain/time/instant';
import { clearAlarm, raiseAlarm } from '../prisma/repositories/alarms';
import { caseOf } from '../prisma/repositories/case-state';
import { snapshotOf } from '../prisma/repositories/outbox';
import { codeOf, isPassing } from '../prisma/repositories/transaction';
import type { DecidingDeps, ExecuteCommand } from './execute-command';
import { systemActor } from './execute-command';
import { lawOfPins } from './law';

export interface StrikeRequest {
  matterId: string;
  process: ProcessName;
  /** Record time by the clock of the process. */
  now: Instant;
  /** Version that the process knew, and the wake-up it strikes: they name the command, so that a repetition strikes nothing twice. */
  version: number;
  wakeAt: Instant;
}

export interface StrikeDeps extends DecidingDeps {
  executeCommand: ExecuteCommand;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function createStrikeClocks(deps: StrikeDeps) {
  const { db, rules, graceMs, executeCommand } = deps;

  const command = ({ matterId, process, now, version, wakeAt }: StrikeRequest, what: string) =>
    ({ matterId, commandId: `strike:${process}:${version}:${wakeAt}${what}`, actor: systemActor(process), now, striker: process });

  /** The clocks that are due, one by one: one that will not strike is set aside with an alarm, the others go on. */
  async function strikeEach(strike: StrikeRequest): Promise<void> {
    const { matterId, process, now } = strike;
    const { state, ...pins } = await caseOf(db, matterId);
    const law = await lawOfPins(db.sql, rules, pins);
    for (const { clock, thresholds } of dueClocks(state, process, { matterId, now, graceMs, ...law })) {
      try {
        await executeCommand({ ...command(strike, `:${clock}`), command: { do: 'strike', process, only: clock } });
      } catch (error) {
        if (isPassing(error)) throw error;
        const reason = messageOf(error);
        for (const threshold of thresholds) {
          await executeCommand({ ...command(strike, `:aside:${threshold}`), command: { do: 'set-aside', process, clock, threshold, reason: `提醒没有发出：${reason}` } });
        }
        await raiseAlarm(db, { matterId, process, kind: 'strike', subject: clock, reason });
      }
    }
  }

  async function strikeAll(strike: StrikeRequest): Promise<ProcessSnapshot> {
    const { matterId, process, wakeAt } = strike;
    try {
      await executeCommand({ ...command(strike, ''), command: { do: 'strike', process } });
    } catch (error) {
      if (isPassing(error)) throw error;
      await strikeEach(strike);
    }
    const snapshot = await snapshotOf(db, matterId, process);
    if (!snapshot) throw new Error(`no process ${process} of ${matterId} in the record`);
    if (snapshot.nextWakeAt === wakeAt) throw new Error(`clocks due at ${wakeAt} did not strike`);
    return snapshot;
  }

  /**
   * Clocks of this process that are due do what they have to do: a command from the system, decided like any other. Where
   * that cannot be, the alarm says why; the process, whose history must name nobody, learns the kind of trouble only.
   */
  return async (strike: StrikeRequest): Promise<ProcessSnapshot> => {
    const { matterId, process } = strike;
    const alarm = { matterId, process, kind: 'strike' as const, subject: process };
    try {
      const snapshot = await strikeAll(strike);
      // Whoever raised it: an earlier try of this strike, or of a run before this one.
      await clearAlarm(db, alarm);
      return snapshot;
    } catch (error) {
      await raiseAlarm(db, { ...alarm, reason: messageOf(error) }).catch(() => undefined);
      throw new Error(`clocks cannot strike now: ${codeOf(error) || (error instanceof Error ? error.name : 'Error')}`);
    }
  };
}
