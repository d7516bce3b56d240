import type { JournalEntry } from './journal';
import { writeJournal } from './journal';
import type { MatterDerived } from './derived-writes';
import { writeClocks, writeWork } from './derived-writes';
import type { MatterHead } from './matter-record';
import { writeMatters } from './matter-record';
import type { MatterMessages } from './messages';
import { writeMessages } from './messages';
import type { Tx } from './transaction';
import type { MatterWithdrawals } from './withdraw-notices';
import { withdrawNotices } from './withdraw-notices';

/** All that one accepted command leaves in the record. */
export interface MatterWrite {
  head: MatterHead;
  journal: JournalEntry;
  derived: MatterDerived;
  messages: MatterMessages;
  withdrawals: MatterWithdrawals;
}

/** The one way into the record: a command of one matter, or the same command of many, with the same five statements in one round trip. */
export async function writeAccepted(tx: Tx, writes: readonly MatterWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await Promise.all([
    writeMatters(tx, writes.map(({ head }) => head)),
    writeJournal(tx, writes.map(({ journal }) => journal)),
    writeClocks(tx, writes.map(({ derived }) => derived)),
    writeWork(tx, writes.map(({ derived }) => derived)),
    writeMessages(tx, writes.map(({ messages }) => messages)),
    withdrawNotices(tx, writes.map(({ withdrawals }) => withdrawals)),
  ]);
}
