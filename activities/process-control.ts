import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { workflowIdOf } from '../domain/accident-case/processes';
import type { ProcessName } from '../domain/kernel/process';
import type { ProcessSnapshot } from '../domain/kernel/snapshot';

/** Starts and wakes the workflows of a matter; the record says which there should be. */
export interface ProcessControl {
  /** Starts the workflow of a process; one that already runs is woken instead. */
  start(namespace: string, matterId: string, process: ProcessName, start: { shiftMs: number; snapshot: ProcessSnapshot }): Promise<void>;
  /** False when no such workflow runs. */
  wake(namespace: string, matterId: string, process: ProcessName): Promise<boolean>;
}

/** Workflow and signal names as `workflows/` exports them; strings, so that no workflow code is loaded here. */
const MATTER_CHANGED = 'matterChanged';

export function createProcessControl(clientOf: (namespace: string) => Client, taskQueue: string): ProcessControl {
  const control: ProcessControl = {
    async start(namespace, matterId, process, { shiftMs, snapshot }) {
      try {
        await clientOf(namespace).workflow.start(process, {
          taskQueue, workflowId: workflowIdOf(matterId, process), memo: { shiftMs }, args: [{ matterId, shiftMs, snapshot }],
        });
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        await control.wake(namespace, matterId, process);
      }
    },
    async wake(namespace, matterId, process) {
      try {
        await clientOf(namespace).workflow.getHandle(workflowIdOf(matterId, process)).signal(MATTER_CHANGED);
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
  };
  return control;
}
