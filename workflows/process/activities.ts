import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities';

/** One proxy per kind of work: how long it may take and how it is tried again differ by kind, not by process. */

const THIRTY_SECONDS = { startToCloseTimeout: '30s', retry: { maximumInterval: '1 minute' } } as const;

/** A person waits for the answer: give up soon enough to say so. Refusals are values and are not tried again. */
export const { executeCommand } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s', scheduleToCloseTimeout: '2 minutes', retry: { initialInterval: '200ms', maximumInterval: '5s' },
});

/** A clock that strikes waits for the record as long as it takes. */
export const { strikeClocks, readSnapshot } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '10s', retry: { initialInterval: '500ms', maximumInterval: '1 minute' },
});

export const effectActivities = {
  notify: proxyActivities<Activities>(THIRTY_SECONDS).notify,
  'start-process': proxyActivities<Activities>(THIRTY_SECONDS).startProcess,
  'wake-process': proxyActivities<Activities>(THIRTY_SECONDS).wakeProcesses,
  'render-document': proxyActivities<Activities>({
    startToCloseTimeout: '2 minutes', retry: { maximumAttempts: 10, maximumInterval: '10 minutes' },
  }).renderDocument,
};
