import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { ExecuteCommand } from '../../activities/execute-command';
import { systemActor } from '../../activities/execute-command';
import { STRIKE_GRACE_MS } from '../../domain/kinds/accident-case/strikes';
import type { RecordedCommand } from '../../domain/case-file/recorded-commands';
import type { CommandOutcome } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { Database } from '../../prisma/repositories/database';
import type { PlayState } from '../../prisma/repositories/simulation';
import { playStateOf, setShift } from '../../prisma/repositories/simulation';
import { advanceTo } from './time-skipping';

export interface PlayDeps {
  db: Database;
  executeCommand: ExecuteCommand;
  drive: Drive;
}

/** Brings a matter to an instant: everything due on the way has happened then. */
export interface Drive {
  settled(matterId: string): Promise<PlayState>;
  advance(matterId: string, state: PlayState, target: Instant): Promise<void>;
}

export interface PlayRequest {
  matterId: string;
  /** The first one registers the case. In order of `at`. */
  commands: readonly RecordedCommand[];
  source: string;
  /** Record time at which to stop; absent means: until nothing is left to happen. */
  until?: Instant;
  onStep?(step: { at: Instant; refused?: RecordedCommand & { outcome: CommandOutcome } }): void;
}

export interface PlayResult {
  steps: number;
  refused: { command: RecordedCommand; outcome: Extract<CommandOutcome, { outcome: 'refused' }> }[];
  lastAt: Instant;
}

/** Just past the grace of a strike, so that the timer lies behind the target and not on it. */
const STRIKE_MARGIN_MS = STRIKE_GRACE_MS + 100;

async function stateOf(db: Database, matterId: string): Promise<PlayState> {
  const state = await playStateOf(db, matterId);
  if (!state) throw new Error(`no matter ${matterId} in the record`);
  return state;
}

/** Through the real workflows: the engine skips time, one process beside the other. */
export const throughEngine = (client: Client, db: Database): Drive => ({
  /** Nothing is on its way any more: every process was told of what was decided, and its work is done. */
  async settled(matterId) {
    for (let waits = 0; ; waits += 1) {
      const state = await stateOf(db, matterId);
      if (state.untold + state.undone === 0) return state;
      if (waits > 6_000) throw new Error(`what ${matterId} left to do does not come to an end`);
      await delay(5);
    }
  },
  async advance(_matterId, { open }, target) {
    await Promise.all(open.map(({ workflowId }) => advanceTo(client, workflowId, target)));
  },
});

/** On the record alone, where no engine runs: clocks strike at the instants at which their processes would wake. */
export const onRecord = (executeCommand: ExecuteCommand, db: Database): Drive => ({
  settled: (matterId) => stateOf(db, matterId),
  async advance(matterId, { open }, target) {
    for (const { name, nextWakeAt } of open) {
      if (nextWakeAt === null || nextWakeAt + STRIKE_GRACE_MS > target) continue;
      await executeCommand({
        matterId, commandId: `strike:${name}:play:${nextWakeAt}`, actor: systemActor(name), now: nextWakeAt + STRIKE_GRACE_MS,
        command: { do: 'strike', process: name },
      });
    }
  },
});

const nextStrikeOf = ({ open }: PlayState): Instant =>
  Math.min(...open.map(({ nextWakeAt }) => (nextWakeAt === null ? Infinity : nextWakeAt + STRIKE_MARGIN_MS)));

/**
 * Plays a recorded case: a discrete-event loop that steps every open process to the next recorded command or the next
 * clock, whichever is sooner, and then acts. Can be stopped and called again: commands that are in the record already
 * are answered from it. Refused commands are part of the result, and of the record.
 */
export async function play({ db, executeCommand, drive }: PlayDeps, request: PlayRequest): Promise<PlayResult> {
  const { matterId, commands, until = Infinity } = request;
  const actor = { kind: 'file', source: request.source } as const;
  const result: PlayResult = { steps: 0, refused: [], lastAt: commands[0]?.at ?? 0 };

  const step = async (state: PlayState, target: Instant) => {
    await drive.advance(matterId, state, target);
    result.lastAt = Math.max(result.lastAt, target);
    result.steps += 1;
    await setShift(db, matterId, target - Date.now());
  };
  const act = async (recorded: RecordedCommand) => {
    const { commandId, at, command } = recorded;
    const outcome = await executeCommand({
      matterId, commandId, actor, command, now: at, opening: { world: 'simulation', shiftMs: at - Date.now() },
    });
    if (outcome.outcome === 'refused') {
      result.refused.push({ command: recorded, outcome });
      request.onStep?.({ at, refused: { ...recorded, outcome } });
    } else request.onStep?.({ at });
  };

  const [registration, ...rest] = commands;
  if (!registration || registration.at > until) return result;
  await act(registration);
  if (result.refused.length) return result;
  let next = 0;
  for (;;) {
    const state = await drive.settled(matterId);
    const recorded = rest[next];
    const target = Math.min(recorded?.at ?? Infinity, nextStrikeOf(state));
    if (target > until || target === Infinity || (state.closed && !recorded)) break;
    await step(state, target);
    if (recorded && target === recorded.at) {
      await act(recorded);
      next += 1;
    }
  }
  const end = await drive.settled(matterId);
  if (until !== Infinity && !end.closed) await step(end, until);
  return result;
}
