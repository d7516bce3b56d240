import { isProcessOpen, markEffectsDone, pendingEffect } from '../../prisma/repositories/effects';
import type { Database } from '../../prisma/repositories/database';
import type { ProcessName } from '../../domain/kernel/process';

/** An effect of an adoption: processes of one matter whose next wake-up moved. */
export interface Woken {
  effectId: string;
  matterId: string;
  namespace: string;
  shiftMs: number;
}

export type WakeOrStart = (woken: Woken, process: ProcessName, isNew: boolean) => Promise<void>;

const AT_ONCE = 16;

/** Effects that are marked as carried out together. */
const CHUNK = 100;

/**
 * Wakes what moved. Each is a committed effect: what a dead worker leaves behind is found by the sweep of the record.
 * @param onChunk after each hundred; may end the work by throwing.
 */
export async function wakeMoved(db: Database, woken: readonly Woken[], wakeOrStart: WakeOrStart, onChunk: () => void): Promise<void> {
  for (let first = 0; first < woken.length; first += CHUNK) {
    await wakeChunk(db, woken.slice(first, first + CHUNK), wakeOrStart);
    onChunk();
  }
}

async function wakeChunk(db: Database, woken: readonly Woken[], wakeOrStart: WakeOrStart): Promise<void> {
  const waiting = [...woken];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const effect = await pendingEffect(db, next.effectId);
      if (!effect) continue;
      const { process, processes = process === undefined ? [] : [process] } = effect.payload as { process?: ProcessName; processes?: ProcessName[] };
      for (const name of processes) {
        if (await isProcessOpen(db, next.matterId, name)) await wakeOrStart(next, name, effect.kind === 'start-process');
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await markEffectsDone(db, woken.map(({ effectId }) => effectId));
}
