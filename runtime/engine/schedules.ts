import type { Client, ScheduleOptions } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';

type Sweep = { id: string; every: '1 minute' | '1 hour'; workflowType: string; atMost: '50 seconds' | '30 minutes' };

const SWEEPS: readonly Sweep[] = [
  { id: 'record-sweep', every: '1 minute', workflowType: 'recordSweep', atMost: '50 seconds' },
  { id: 'process-census', every: '1 hour', workflowType: 'processCensus', atMost: '30 minutes' },
];

/** A run that is stuck is ended before the next one is due, so that a sweep never bars itself. */
const optionsOf = ({ id, every, workflowType, atMost }: Sweep, taskQueue: string): ScheduleOptions => ({
  scheduleId: id,
  spec: { intervals: [{ every }] },
  action: { type: 'startWorkflow', workflowType, workflowId: id, taskQueue, args: [], workflowRunTimeout: atMost },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
});

/** Makes sure that the record is swept; schedules of an earlier program are brought to what this one says. */
export async function ensureSchedules(client: Client, taskQueue: string): Promise<void> {
  for (const sweep of SWEEPS) {
    const options = optionsOf(sweep, taskQueue);
    try {
      await client.schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      const { spec, action, policies } = options;
      await client.schedule.getHandle(sweep.id).update((known) => ({ ...known, spec, action, policies } as Parameters<Parameters<ReturnType<Client['schedule']['getHandle']>['update']>[0]>[0]));
    }
  }
}
