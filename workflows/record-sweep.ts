import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';

const { sweepRecord } = proxyActivities<Activities>({ startToCloseTimeout: '30s', retry: { maximumAttempts: 2 } });
const { countProcesses } = proxyActivities<Activities>({ startToCloseTimeout: '10 minutes', heartbeatTimeout: '1 minute', retry: { maximumAttempts: 2 } });

/** Longer than any process needs when all is well. */
const MISSED_AFTER_SECONDS = 60;

/** Started by a schedule every minute: nothing that was committed stays untold or undone because a program died. */
export const recordSweep = (): Promise<number> => sweepRecord(MISSED_AFTER_SECONDS);

/** Started by a schedule every hour: an open process without a workflow is started from the record. */
export const processCensus = (): Promise<number> => countProcesses();
