import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import type { World } from '../../domain/kernel/snapshot';
import { clearAlarm, raiseAlarm } from '../../prisma/repositories/alarms';
import { OUTBOX_CHANNEL } from '../../prisma/repositories/announce';
import type { Database } from '../../prisma/repositories/database';
import type { EngineState } from '../../prisma/repositories/engine-status';
import { NO_ANSWER, reportEngine } from '../../prisma/repositories/engine-status';
import type { Delivery } from '../../prisma/repositories/outbox';
import { postpone, settle, takeDeliveries } from '../../prisma/repositories/outbox';
import type { Tx } from '../../prisma/repositories/transaction';
import { inOneTry } from '../../prisma/repositories/transaction';
import { deliver } from './deliver';

/** Tells processes what was decided: takes the rows that decisions left behind, and takes them away once they are told. */
export interface Relay {
  /** Finishes what it is telling; what is left waits for the next. */
  stop(): Promise<void>;
}

export interface RelayDeps {
  db: Database;
  clientOf(world: World): Client;
  taskQueue: string;
  /** Told of trouble that is passed over for now. */
  onTrouble(message: string, error: unknown): void;
}

/** Rows at once, and how many processes are told side by side: more would only queue in the engine, before people's acts. */
const BATCH = 200;
const AT_ONCE = 16;
/** No more than one matter has processes: told at once. Where it is more, what comes within the pace is told together, once a process. */
const CALM = 8;
const PACE_MS = 400;
/** Looked for without having been told, in case a notification was missed. */
const IDLE_MS = 1_000;
const AWAY_MS = 1_000;
const BEAT_MS = 5_000;
/** After so many tries somebody should know. */
const ALARM_TRIES = 10;

/** gRPC: the engine is away, too busy or too slow. Everything else concerns this one delivery. */
const AWAY = new Set([4, 8, 14]);
class EngineAway extends Error {}
const isAway = (error: unknown): boolean => isGrpcServiceError(error) && AWAY.has(error.code)
  || (error instanceof Error && error.cause !== undefined && isAway(error.cause));

async function sideBySide<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  }));
  return results;
}

export function startRelay({ db, clientOf, taskQueue, onTrouble }: RelayDeps): Relay {
  let stopping = false;
  let news = true;
  let wake: () => void = () => undefined;
  const heard = (): void => {
    news = true;
    wake();
  };

  async function give(delivery: Delivery): Promise<string | null> {
    const { matterId, process } = delivery;
    const trouble = { matterId, process, kind: 'relay' as const, subject: process };
    try {
      await deliver(clientOf, taskQueue, delivery);
      if (delivery.tries >= ALARM_TRIES) await clearAlarm(db, trouble);
      return null;
    } catch (error) {
      if (isAway(error)) throw new EngineAway('the engine does not answer', { cause: error });
      const reason = error instanceof Error ? error.message : String(error);
      onTrouble(`process ${process} of ${matterId} cannot be told`, error);
      if (delivery.tries + 1 >= ALARM_TRIES) await raiseAlarm(db, { ...trouble, reason });
      return reason;
    }
  }

  /** One batch, in a transaction that keeps others from it; a relay that dies meanwhile lets go of all of it. */
  const batch = async (tx: Tx): Promise<number> => {
    // What is lost of this in a crash of the database is told again, which does no harm.
    const [, deliveries] = await Promise.all([tx`SET LOCAL synchronous_commit = off`, takeDeliveries(tx, BATCH)]);
    const results = await sideBySide(deliveries, AT_ONCE, async (delivery) => ({ ids: delivery.ids, fault: await give(delivery) }));
    const faults = results.filter(({ fault }) => fault !== null);
    await Promise.all([
      settle(tx, results.filter(({ fault }) => fault === null).flatMap(({ ids }) => ids)),
      ...faults.map(({ ids, fault }) => postpone(tx, ids, fault ?? '')),
    ]);
    return deliveries.length;
  };

  let state: EngineState | undefined;
  let beatAt = 0;
  async function say(now: EngineState, detail: string): Promise<void> {
    if (now === state && Date.now() - beatAt < BEAT_MS) return;
    state = now;
    beatAt = Date.now();
    await reportEngine(db, 'relay', now, detail);
  }

  const rest = async (ms: number): Promise<void> => {
    if (news || stopping) return;
    const woken = new Promise<void>((resolve) => { wake = resolve; });
    await Promise.race([woken, delay(ms, undefined, { ref: false })]);
  };

  async function turn(): Promise<void> {
    news = false;
    const began = Date.now();
    try {
      const told = await inOneTry(db, batch);
      await say('ready', '');
      if (told > CALM && !stopping) await delay(Math.max(0, began + PACE_MS - Date.now()), undefined, { ref: false });
      if (told === 0) await rest(IDLE_MS);
    } catch (error) {
      const isEngine = error instanceof EngineAway;
      onTrouble(isEngine ? 'the engine is away' : 'the outbox cannot be read', error);
      if (isEngine) await say('away', NO_ANSWER).catch(() => undefined);
      await delay(AWAY_MS, undefined, { ref: false });
    }
  }

  const listening = db.sql.listen(OUTBOX_CHANNEL, heard, heard);
  listening.catch((error: unknown) => onTrouble('the outbox cannot be listened to', error));
  const running = (async () => {
    while (!stopping) await turn();
  })();

  return {
    async stop() {
      stopping = true;
      wake();
      await running;
      await (await listening.catch(() => null))?.unlisten();
    },
  };
}
