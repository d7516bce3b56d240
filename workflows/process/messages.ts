import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseCommand } from '../../domain/accident-case/commands';
import type { CommandEnvelope, CommandOutcome, ProcessSnapshot } from '../../domain/kernel/snapshot';

/** A human or recorded command. Answers `accepted`; a refusal fails the update with the refusal's code as its type. */
export const executeUpdate =
  defineUpdate<Extract<CommandOutcome, { outcome: 'accepted' }>, [CommandEnvelope<CaseCommand>]>('execute');

/** The case changed through a sibling, or committed effects were left behind: look at the record again. */
export const matterChanged = defineSignal('matterChanged');

/** What the process knows and what its record clock showed at its last step; for operators and tests. */
export const snapshotQuery = defineQuery<ProcessSnapshot>('snapshot');

/** Start argument of every process, and what continue-as-new carries. Plain JSON; only ever extended. */
export interface ProcessInput {
  matterId: string;
  /** Record time minus workflow time. */
  shiftMs: number;
  snapshot: ProcessSnapshot;
}
