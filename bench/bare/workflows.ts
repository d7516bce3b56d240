import { condition, defineUpdate, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { BareActivities } from './activities';

/** The baseline: an update that runs one three-row transaction, nothing else. No rules, no clocks, no audit. */

const ordinary = proxyActivities<BareActivities>({ startToCloseTimeout: '10s' });
const local = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '10s' });

export const viaOrdinary = defineUpdate<void, [string]>('viaOrdinary');
export const viaLocal = defineUpdate<void, [string]>('viaLocal');

export async function bare(updates: number): Promise<void> {
  let done = 0;
  setHandler(viaOrdinary, async (id) => {
    await ordinary.threeRows(id);
    done += 1;
  });
  setHandler(viaLocal, async (id) => {
    await local.threeRows(id);
    done += 1;
  });
  await condition(() => done >= updates);
}
