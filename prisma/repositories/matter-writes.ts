import type { ChainedEntry, CommandRow, MatterClocks, MatterHead } from './matter-record';
import { writeAudit, writeClocks, writeCommands, writeMatters } from './matter-record';
import type { MatterMessages, MatterProcesses, MatterTasks } from './matter-work';
import { syncProcesses, syncTasks, writeNoticesAndEffects } from './matter-work';
import type { Tx } from './transaction';

/** All that one accepted command leaves in the record. */
export interface MatterWrite {
  head: MatterHead;
  command: CommandRow;
  entry: ChainedEntry;
  clocks: MatterClocks;
  tasks: MatterTasks;
  processes: MatterProcesses;
  messages: MatterMessages;
}

/** The one way into the record: a command of one matter, or the same command of many, with the same seven statements. */
export async function writeAccepted(tx: Tx, writes: readonly MatterWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await writeMatters(tx, writes.map(({ head }) => head));
  await writeCommands(tx, writes.map(({ command }) => command));
  await writeAudit(tx, writes.map(({ entry }) => entry));
  await writeClocks(tx, writes.map(({ clocks }) => clocks));
  await syncTasks(tx, writes.map(({ tasks }) => tasks));
  await syncProcesses(tx, writes.map(({ processes }) => processes));
  await writeNoticesAndEffects(tx, writes.map(({ messages }) => messages));
}
