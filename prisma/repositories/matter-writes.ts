import type { JournalEntry } from './journal';
import { writeJournal } from './journal';
import type { MatterDerived } from './derived-writes';
import { writeClocks, writeWork } from './derived-writes';
import type { MatterHead } from './matter-record';
import { writeMatters } from './matter-record';
import type { MatterMessages } from './messages';
import { writeMessages } from './messages';
import type { Statement, Tx } from './transaction';
import type { MatterWithdrawals } from './withdraw-notices';
import { withdrawNotices } from './withdraw-notices';

/** What follows from it for others. */
export interface MatterConsequences {
  derived: MatterDerived;
  messages: MatterMessages;
  withdrawals: MatterWithdrawals;
}

/** What one accepted command leaves in the record. */
export interface MatterWrite extends MatterConsequences {
  head: MatterHead;
  journal: JournalEntry;
}

const sendable = (statements: readonly (Statement | null)[]): Statement[] => statements.filter((statement) => statement !== null);

export const writeConsequences = (tx: Tx, writes: readonly MatterConsequences[]): Statement[] => sendable([
  writeClocks(tx, writes.map(({ derived }) => derived)),
  writeWork(tx, writes.map(({ derived }) => derived)),
  writeMessages(tx, writes.map(({ messages }) => messages)),
  withdrawNotices(tx, writes.map(({ withdrawals }) => withdrawals)),
]);

/** The one way into the record: a command of one matter, or the same command of many, with the same statements, in one round trip. */
export const writeAccepted = (tx: Tx, writes: readonly MatterWrite[]): Statement[] =>
  (writes.length === 0 ? [] : [
    writeMatters(tx, writes.map(({ head }) => head)), writeJournal(tx, writes.map(({ journal }) => journal)), ...writeConsequences(tx, writes),
  ]);
