import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { PlayResult } from '../../api/simulation/player';
import { play } from '../../api/simulation/player';
import { clockOf } from '../../api/simulation/time-skipping';
import type { CaseCommand } from '../../domain/accident-case/commands';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import type { RecordedCommand } from '../../domain/case-file/recorded-commands';
import { workflowIdOf } from '../../domain/accident-case/processes';
import type { ProcessName } from '../../domain/kernel/process';
import type { CommandOutcome } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { LedgerSource } from '../../prisma/repositories/ledger';
import { ledgerOf } from '../../prisma/repositories/ledger';
import { readCaseFile } from '../../rules/case-file-reader';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { workflowBundle } from '../../runtime/workflow-bundle';
import type { OwnRecord } from './own-record';
import { testConfig, testServices } from './services';

/** Plays cases on the real server of the test run; `close` replays every workflow they started. */
export interface Rig {
  container: Container;
  client: Client;
  /** A case id of its own for every test. */
  newId(): string;
  play(matterId: string, commands: readonly RecordedCommand[], until?: Instant): Promise<PlayResult>;
  give(matterId: string, command: CaseCommand, commandId?: string): Promise<CommandOutcome>;
  ledger(matterId: string): Promise<LedgerSource>;
  process(matterId: string, name: ProcessName): WorkflowHandle;
  recordNow(matterId: string): Promise<Instant>;
  close(): Promise<void>;
}

export const fileCommands = (name: string): RecordedCommand[] => {
  const parsed = readCaseFile(path.join(__dirname, '../../examples', `${name}.yaml`));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.faults[0]?.reason}`);
  return recordedCommands(parsed.file, true);
};

export const commandsFrom = (commands: readonly (CaseCommand & { at: Instant })[]): RecordedCommand[] =>
  commands.map((command, index) => ({ commandId: `test:${index}:${command.do}`, at: command.at, command }) as RecordedCommand);


/** Every history of these cases once more through today's code; a difference fails the test file. */
async function replayAll(client: Client, bundle: { codePath: string }, matterIds: readonly string[], db: Container['db']): Promise<number> {
  const rows = await db.client.process.findMany({ where: { matterId: { in: [...matterIds] } }, select: { workflowId: true } });
  let replayed = 0;
  for (const { workflowId } of rows) {
    const history = await client.workflow.getHandle(workflowId).fetchHistory();
    await Worker.runReplayHistory({ workflowBundle: bundle, replayName: `replay-${randomUUID()}` }, history, workflowId);
    replayed += 1;
  }
  return replayed;
}

/** @param own a record of the test's own, where it concerns every case in it */
export async function createRig(own?: OwnRecord): Promise<Rig> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const config = testConfig(own ? { TEMPORAL_TASK_QUEUE: own.taskQueue } : {});
  const container = await createContainer(config, { ...(own?.services ?? testServices()), stop: async () => undefined });
  const bundle = await workflowBundle();
  await container.startWorkers();
  const client = container.clientOf(config.namespaces.simulation);
  const { db, gateway } = container;
  const matterIds: string[] = [];
  return {
    container, client,
    newId() {
      const id = `test-${randomUUID().slice(0, 8)}`;
      matterIds.push(id);
      return id;
    },
    play: (matterId, commands, until) => play({ client, db, gateway }, {
      matterId, commands, source: 'test', ...(until === undefined ? {} : { until }),
    }),
    give: (matterId, command, commandId = randomUUID()) =>
      gateway.execute({ matterId, commandId, command, actor: { kind: 'file', source: 'test' } }),
    ledger: (matterId) => ledgerOf(db, matterId),
    process: (matterId, name) => client.workflow.getHandle(workflowIdOf(matterId, name)),
    recordNow: async (matterId) => (await clockOf(client, workflowIdOf(matterId, 'accidentCase'))).recordNow,
    async close() {
      try {
        await replayAll(client, bundle, matterIds, db);
      } finally {
        await container.close();
      }
    },
  };
}
