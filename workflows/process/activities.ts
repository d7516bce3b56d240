import type { RetryPolicy } from '@temporalio/common';
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../../activities';

/** One proxy per kind of work: how long it may take and how it is tried again differ by kind, not by process. */

/** A few tries while the workflow task lasts; then the process pauses and says so, rather than holding everybody up. */
export const { strikeClocks } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '15s', retry: { initialInterval: '200ms', maximumInterval: '1s', maximumAttempts: 3 },
});

/** Says to a person that something could not be done; the record may be away just then. */
export const { giveUp } = proxyActivities<Activities>({ startToCloseTimeout: '15s', retry: { maximumInterval: '10 minutes' } });

/** A browser that is busy or a record that is away may be better the next time; not for ever. */
const PAPER_TRIES = { initialInterval: '2s', maximumInterval: '2 minutes', maximumAttempts: 6 } satisfies RetryPolicy;

/** By the kind of effect that the record names. */
export const effectActivities = (longQueue: string) => ({
  'render-document': proxyActivities<Activities>({ startToCloseTimeout: '2 minutes', retry: PAPER_TRIES, taskQueue: longQueue }).renderDocument,
});
