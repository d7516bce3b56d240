import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { ProcessSnapshot } from '../../domain/kernel/snapshot';
import { backlogOf, snapshotOf } from '../../prisma/repositories/outbox';
import type { Stage } from './stage';

/** What processes know of the record. All but the first two are 0 where nothing went wrong. */
export interface ProcessesAdopted {
  /** Open ones. */
  processes: number;
  /** From the last act until nothing was left to tell. */
  toldMs: number;
  untold: number;
  /** Open, and without a workflow that runs. */
  missing: number;
  /** Running with something else than the record says. */
  behind: number;
  /** Running although the record has ended them. */
  undead: number;
  alarms: number;
}

const PATIENCE_MS = 60_000;
const LIVE = 'ancha';

interface ProcessRow { matterId: string; name: string; workflowId: string; open: boolean }

const rowsOf = ({ container: { db } }: Stage, matters: readonly string[]): Promise<ProcessRow[]> => db.sql<ProcessRow[]>`
  SELECT matter_id AS "matterId", name, workflow_id AS "workflowId", open FROM process WHERE matter_id = ANY(${[...matters]})`;

async function isRunning(client: Client, { workflowId }: ProcessRow): Promise<boolean> {
  return client.workflow.getHandle(workflowId).describe().then(({ status }) => status.name === 'RUNNING', () => false);
}

/** Whether the process knows what stands in the record; the two are read one after the other, so a strike may come between. */
async function isBehind(stage: Stage, client: Client, { matterId, name, workflowId }: ProcessRow): Promise<boolean> {
  const known = await client.workflow.getHandle(workflowId).query<ProcessSnapshot>('snapshot');
  const stored = await snapshotOf(stage.container.db, matterId, name);
  return known.version !== stored?.version || known.open !== stored.open || known.nextWakeAt !== stored.nextWakeAt;
}

/** The processes of which `isOff` holds for as long as people would put up with it. */
async function staying(rows: readonly ProcessRow[], isOff: (row: ProcessRow) => Promise<boolean>): Promise<number> {
  let left = [...rows];
  for (const until = Date.now() + PATIENCE_MS; ; await delay(500)) {
    const off: ProcessRow[] = [];
    for (const row of left) if (await isOff(row)) off.push(row);
    left = off;
    if (left.length === 0 || Date.now() > until) return left.length;
  }
}

async function told(stage: Stage): Promise<{ toldMs: number; untold: number }> {
  for (const began = Date.now(); ; await delay(100)) {
    const { waiting } = await backlogOf(stage.container.db);
    const toldMs = Date.now() - began;
    if (waiting === 0 || toldMs > PATIENCE_MS) return { toldMs, untold: waiting };
  }
}

export async function processesAdopted(stage: Stage, matters: readonly string[]): Promise<ProcessesAdopted> {
  const outbox = await told(stage);
  const connection = await Connection.connect(await stage.engine());
  try {
    const client = new Client({ connection, namespace: LIVE });
    const rows = await rowsOf(stage, matters);
    const open = rows.filter((row) => row.open);
    const missing = await staying(open, async (row) => !await isRunning(client, row));
    const behind = missing > 0 ? open.length : await staying(open, (row) => isBehind(stage, client, row));
    const undead = await staying(rows.filter((row) => !row.open), (row) => isRunning(client, row));
    const alarms = await stage.container.db.client.alarm.count({ where: { clearedAt: null } });
    return { processes: open.length, ...outbox, missing, behind, undead, alarms };
  } finally {
    await connection.close();
  }
}
