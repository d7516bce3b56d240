import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Client, WorkflowHandle } from '@temporalio/client';
import type { PlayResult } from '../../api/simulation/player';
import { play, throughEngine } from '../../api/simulation/player';
import { clockOf } from '../../api/simulation/time-skipping';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import type { RecordedCommand } from '../../domain/case-file/recorded-commands';
import { workflowIdOf } from '../../domain/kinds/accident-case/processes';
import type { ProcessName } from '../../domain/kinds/accident-case/process-names';
import type { CommandOutcome, ProcessSnapshot } from '../../domain/kernel/snapshot';
import type { Instant } from '../../domain/time/instant';
import type { LedgerSource } from '../../prisma/repositories/ledger';
import { ledgerOf } from '../../prisma/repositories/ledger';
import { readCaseFile } from '../../rules/case-file-reader';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import type { Engine } from '../../runtime/engine';
import { startEngine } from '../../runtime/engine';
import type { OwnRecord } from './own-record';
import { ownRecord } from './own-record';
import { refold, refoldChanges } from './refold';
import { replayAll } from './replay';
import { testConfig } from './services';

/** Plays cases on the real server of the test run; `close` replays every workflow they started. */
export interface Rig {
  container: Container;
  engine: Engine;
  /** Of the simulation. */
  client: Client;
  /** A case id of its own for every test. */
  newId(): string;
  play(matterId: string, commands: readonly RecordedCommand[], until?: Instant): Promise<PlayResult>;
  give(matterId: string, command: CaseCommand, commandId?: string): Promise<CommandOutcome>;
  ledger(matterId: string): Promise<LedgerSource>;
  process(matterId: string, name: ProcessName): WorkflowHandle;
  recordNow(matterId: string): Promise<Instant>;
  /** What the process knows, once it has adopted what the record says of it. */
  adopted(matterId: string, name: ProcessName): Promise<ProcessSnapshot>;
  close(): Promise<void>;
}

export const fileCommands = (name: string): RecordedCommand[] => {
  const parsed = readCaseFile(path.join(__dirname, '../../examples', `${name}.yaml`));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.faults[0]?.reason}`);
  return recordedCommands(parsed.file, true);
};

export const commandsFrom = (commands: readonly (CaseCommand & { at: Instant })[]): RecordedCommand[] =>
  commands.map((command, index) => ({ commandId: `test:${index}:${command.do}`, at: command.at, command, path: `events[${index}]` }) as RecordedCommand);


/** @param own a record of the test's own, where it concerns every case in it */
export async function createRig(own?: OwnRecord): Promise<Rig> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const config = testConfig({ TEMPORAL_TASK_QUEUE: own?.taskQueue ?? `rig-${randomUUID().slice(0, 8)}` });
  const record = own ?? await ownRecord();
  const container = await createContainer(record.services);
  const engine = await startEngine(config, container, record.services.temporal);
  const { db, executeCommand } = container;
  const client = engine.clientOf('simulation');
  const matterIds: string[] = [];
  const drive = throughEngine(client, db);
  return {
    container, engine, client,
    newId() {
      const id = `test-${randomUUID().slice(0, 8)}`;
      matterIds.push(id);
      return id;
    },
    play: (matterId, commands, until) => play({ db, executeCommand, drive }, {
      matterId, commands, source: 'test', ...(until === undefined ? {} : { until }),
    }),
    give: (matterId, command, commandId = randomUUID()) =>
      executeCommand({ matterId, commandId, command, actor: { kind: 'file', source: 'test' } }),
    ledger: (matterId) => ledgerOf(db, matterId),
    process: (matterId, name) => client.workflow.getHandle(workflowIdOf(matterId, name)),
    recordNow: async (matterId) => (await clockOf(client, workflowIdOf(matterId, 'accidentCase'))).recordNow,
    async adopted(matterId, name) {
      const { untold } = await drive.settled(matterId);
      expect(untold).toBe(0);
      return client.workflow.getHandle(workflowIdOf(matterId, name)).query<ProcessSnapshot>('snapshot');
    },
    async close() {
      try {
        const replayed = await replayAll(engine, db, config.taskQueue, matterIds);
        const ids = (await db.client.matter.findMany({ select: { id: true } })).map(({ id }) => id);
        const changes = (await db.client.ruleChange.findMany({ select: { id: true } })).map(({ id }) => id);
        expect(await refold(db, ids)).toBe(ids.length);
        expect(await refoldChanges(db, changes)).toBe(changes.length);
        if (matterIds.length) expect(replayed).toBeGreaterThan(0);
      } finally {
        await engine.stop();
        await container.close();
        if (!own) await record.drop();
      }
    },
  };
}
