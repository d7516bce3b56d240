import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { By, ProcessSnapshot } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';

/** Somebody acted: what the process has to know now, and who did what. Only what is newer than it knows counts. */
export const acted = defineSignal<[ProcessSnapshot, By[]]>('acted');

/** What the process knows and the stages it has come through, for operators and tests. */
export const snapshotQuery = defineQuery<ProcessSnapshot>('snapshot');
export const trailQuery = defineQuery<TrailStep[]>('trail');

/** A stage that the process waited in, and the record time at which it entered it. */
export interface TrailStep {
  stage: string;
  enteredAt: Instant;
}

/** Start argument of every process, and what continue-as-new carries. Plain JSON; only ever extended. */
export interface ProcessInput {
  matterId: string;
  /** Record time minus workflow time. */
  shiftMs: number;
  region: string | null;
  snapshot: ProcessSnapshot;
  trail?: TrailStep[];
}
