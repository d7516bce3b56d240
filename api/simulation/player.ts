import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { STRIKE_GRACE_MS } from '../../domain/accident-case/strikes';
import type { RecordedCommand } from '../../domain/case-file/recorded-commands';
import type { CommandOutcome } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { Database } from '../../prisma/repositories/database';
import type { PlayState } from '../../prisma/repositories/simulation';
import { playStateOf, setShift } from '../../prisma/repositories/simulation';
import type { CaseGateway } from '../temporal/case-gateway';
import { advanceTo } from './time-skipping';

export interface PlayDeps {
  client: Client;
  db: Database;
  gateway: CaseGateway;
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

async function settled(db: Database, matterId: string): Promise<PlayState> {
  for (let waits = 0; ; waits += 1) {
    const state = await playStateOf(db, matterId);
    if (!state) throw new Error(`no matter ${matterId} in the record`);
    if (state.pendingEffects === 0) return state;
    if (waits > 3_000) throw new Error(`effects of ${matterId} do not come to an end`);
    await delay(10);
  }
}

/**
 * Plays a recorded case through its real workflows: a discrete-event loop that steps every open process to the next
 * recorded command or the next clock, whichever is sooner, and then acts. Can be stopped and called again: commands that
 * are in the record already are answered from it.
 */
export async function play(deps: PlayDeps, request: PlayRequest): Promise<PlayResult> {
  const { client, db, gateway } = deps;
  const { matterId, commands, until = Infinity } = request;
  const actor = { kind: 'file', source: request.source } as const;
  const result: PlayResult = { steps: 0, refused: [], lastAt: commands[0]?.at ?? 0 };

  const give = async ({ commandId, at, command }: RecordedCommand): Promise<CommandOutcome> => {
    const envelope = { matterId, commandId, actor, command };
    return command.do === 'register'
      ? gateway.register(envelope, { namespace: client.options.namespace, shiftMs: at - Date.now() })
      : gateway.execute(envelope);
  };
  const step = async (open: readonly string[], target: Instant) => {
    await Promise.all(open.map((workflowId) => advanceTo(client, workflowId, target)));
    result.lastAt = Math.max(result.lastAt, target);
    result.steps += 1;
    await setShift(db, matterId, target - Date.now());
  };
  const act = async (recorded: RecordedCommand) => {
    const outcome = await give(recorded);
    if (outcome.outcome === 'refused') {
      result.refused.push({ command: recorded, outcome });
      request.onStep?.({ at: recorded.at, refused: { ...recorded, outcome } });
    } else request.onStep?.({ at: recorded.at });
  };

  const [registration, ...rest] = commands;
  if (!registration || registration.at > until) return result;
  await act(registration);
  if (result.refused.length) return result;
  let next = 0;
  for (;;) {
    const state = await settled(db, matterId);
    const recorded = rest[next];
    const strikeAt = state.nextWakeAt === null ? Infinity : state.nextWakeAt + STRIKE_MARGIN_MS;
    const target = Math.min(recorded?.at ?? Infinity, strikeAt);
    if (target > until || target === Infinity || (state.closed && !recorded)) break;
    await step(state.open, target);
    if (recorded && target === recorded.at) {
      await act(recorded);
      next += 1;
    }
  }
  const end = await settled(db, matterId);
  if (until !== Infinity && !end.closed) await step(end.open, until);
  return result;
}
