import type { ISql } from 'postgres';
import { acceptedWrite } from '../../activities/accepted-write';
import type { DecidingDeps, Execution } from '../../activities/execute-command';
import { decidedNow } from '../../activities/execute-command';
import { lawOfPins } from '../../activities/law';
import { carryOut } from '../../domain/kinds/accident-case/carry-out';
import type { Database } from '../../prisma/repositories/database';
import { lockMatter } from '../../prisma/repositories/matter-record';
import type { MatterWrite } from '../../prisma/repositories/matter-writes';
import { writeAccepted } from '../../prisma/repositories/matter-writes';
import type { Tx } from '../../prisma/repositories/transaction';
import { inTransaction } from '../../prisma/repositories/transaction';

/** The baseline of an act: its own rows, known beforehand, in a transaction that decides nothing. */

/** What `input` is going to leave in the record, for another case that stands where this one does. Writes nothing. */
export const plannedFor = (twinId: string, input: Execution, { db, rules, organisation, graceMs }: DecidingDeps): Promise<MatterWrite> =>
  inTransaction(db, async ({ tx }) => {
    const { matterId, commandId, command } = input;
    const locked = await lockMatter(tx, matterId, commandId);
    if (!locked.matter) throw new Error(`no case ${matterId}`);
    const law = await lawOfPins(tx, rules, locked.matter);
    const decided = decidedNow(input, locked);
    const carried = carryOut(locked.matter, command, { matterId, now: decided.decidedAt, graceMs, ...law });
    if ('refusal' in carried) throw new Error(`${command.do}: ${carried.refusal.code}`);
    const write = acceptedWrite({ decided, loaded: locked.matter, carried, pins: law.pins, caseNo: '' }, organisation);
    return JSON.parse(JSON.stringify(write).replaceAll(matterId, twinId)) as MatterWrite;
  });

/** BEGIN, the lock, the same statements pipelined, COMMIT. */
export async function bareTransaction({ sql }: Database, write: MatterWrite): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`SELECT FROM matter WHERE id = ${write.head.id} FOR UPDATE`;
    await Promise.all(writeAccepted(tx as ISql as Tx, [write]));
  });
}
