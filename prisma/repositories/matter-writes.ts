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

/** What one accepted command leaves in the record for ever, and where the matter stands by it. */
export interface MatterRecord {
  head: MatterHead;
  journal: JournalEntry;
}

/** What follows from it for others. */
export interface MatterConsequences {
  derived: MatterDerived;
  messages: MatterMessages;
  withdrawals: MatterWithdrawals;
}

export type MatterWrite = MatterRecord & MatterConsequences;

const sendable = (statements: readonly (Statement | null)[]): Statement[] => statements.filter((statement) => statement !== null);

export const writeRecord = (tx: Tx, writes: readonly MatterRecord[]): Statement[] =>
  [writeMatters(tx, writes.map(({ head }) => head)), writeJournal(tx, writes.map(({ journal }) => journal))];

export const writeConsequences = (tx: Tx, writes: readonly MatterConsequences[]): Statement[] => sendable([
  writeClocks(tx, writes.map(({ derived }) => derived)),
  writeWork(tx, writes.map(({ derived }) => derived)),
  writeMessages(tx, writes.map(({ messages }) => messages)),
  withdrawNotices(tx, writes.map(({ withdrawals }) => withdrawals)),
]);

/** The one way into the record: a command of one matter, or the same command of many, with the same statements, in one round trip. */
export const writeAccepted = (tx: Tx, writes: readonly MatterWrite[]): Statement[] =>
  (writes.length === 0 ? [] : [...writeRecord(tx, writes), ...writeConsequences(tx, writes)]);
