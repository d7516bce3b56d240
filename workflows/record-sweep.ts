import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

const { wakeStalled } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute', retry: { maximumAttempts: 3 } });

/** Longer than any effect needs when all is well. */
const STALLED_AFTER_SECONDS = 60;

/** Started by a schedule every minute: nothing that was committed stays undone because a worker died. */
export const recordSweep = (): Promise<number> => wakeStalled(STALLED_AFTER_SECONDS);
