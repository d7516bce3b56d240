import type { CaseCommand } from '../domain/kinds/accident-case/commands';
import { carryOut } from '../domain/kinds/accident-case/carry-out';
import type { Actor } from '../domain/kernel/actor';
import type { ProcessName } from '../domain/kinds/accident-case/process-names';
import type { Refusal } from '../domain/kernel/refusals';
import { refuse } from '../domain/kernel/refusals';
import type { CommandEnvelope, CommandOutcome, World } from '../domain/kernel/snapshot';
import type { Organisation } from '../domain/organisation/organisation';
import { isKnownRegion } from '../domain/organisation/organisation';
import type { Instant } from '../domain/time/instant';
import { chainEntry } from '../prisma/repositories/audit-chain';
import { nextCaseNo } from '../prisma/repositories/case-number';
import type { Database } from '../prisma/repositories/database';
import { writeJournal } from '../prisma/repositories/journal';
import type { LoadedMatter, Locked } from '../prisma/repositories/matter-record';
import { expectMatter, lockMatter, moveChain, storedAnswer, writeMatters } from '../prisma/repositories/matter-record';
import { writeConsequences } from '../prisma/repositories/matter-writes';
import type { Transaction } from '../prisma/repositories/transaction';
import { inTransaction } from '../prisma/repositories/transaction';
import type { RuleLibrary } from '../rules';
import type { Accepted, Decided } from './accepted-write';
import { furtherWrites, headOf, journalEntryOf } from './accepted-write';
import { authorOf } from './author';
import type { PinnedLaw } from './law';
import { lawOfNewCase, lawOfPins } from './law';
import type { MatterMemory } from './matter-memory';
import type { RecordClock } from './record-clock';
import { createRecordClock } from './record-clock';

export interface DecidingDeps {
  db: Database;
  rules: RuleLibrary;
  organisation: Organisation;
  /** How long nobody is told of what was past when it came into the record, in milliseconds. */
  graceMs: number;
}

export interface ExecuteDeps extends DecidingDeps {
  memory: MatterMemory;
}

export interface Execution extends CommandEnvelope<CaseCommand> {
  /** Record time for which it is decided, where a clock strikes or a recorded case is played; absent: now, by the database's clock. */
  now?: Instant;
  /** Where a matter begins that is not there yet; absent: in real life. */
  opening?: { world: World; shiftMs: number };
  /** The process whose clocks strike; it has the answer and is not told. */
  striker?: ProcessName;
}

interface Executed {
  outcome: CommandOutcome;
  /** What to remember once it is committed. */
  matter?: LoadedMatter;
}

interface Deciding extends ExecuteDeps {
  clock: RecordClock;
}

type OpeningCommand = Extract<CaseCommand, { do: 'register' | 'import' }>;
const opensCase = (command: CaseCommand): command is OpeningCommand => command.do === 'register' || command.do === 'import';

const refused = (refusal: Refusal): Executed => ({ outcome: { outcome: 'refused', refusal } });

/** Instants of the decision: nothing is decided or written down before what already was. */
export function decidedNow(input: Execution, { databaseNow, matter }: Pick<Locked, 'databaseNow' | 'matter'>): Decided {
  const { opening = { world: 'live', shiftMs: 0 }, striker, now, matterId, commandId, command, actor } = input;
  const { world, shiftMs } = matter ?? opening;
  const clock = Math.floor(databaseNow) + shiftMs;
  const decidedAt = Math.max(now ?? clock, matter?.decidedAt ?? -Infinity);
  const recordedAt = Math.max(clock, decidedAt, matter?.recordedAt ?? -Infinity);
  return { matterId, commandId, command, actor, decidedAt, recordedAt, world, shiftMs, striker };
}

/** The law of a case: pinned when it was registered, chosen by the registration itself. A refusal where there is none. */
async function lawFor({ tx }: Transaction, matter: LoadedMatter | null, command: CaseCommand, deps: DecidingDeps): Promise<PinnedLaw | Refusal> {
  if (matter) return lawOfPins(tx, deps.rules, matter);
  if (!opensCase(command)) return refuse('CASE_UNKNOWN');
  return await lawOfNewCase(tx, deps.rules, command.packs) ?? refuse('PACK_UNKNOWN', { field: 'packs' });
}

/** Where the case is to lie: every body that will act in it is looked up from there. */
function placeRefusal(command: CaseCommand, organisation: Organisation): Refusal | null {
  const registration = command.do === 'import' ? command.commands.find((each) => each.do === 'register') : command;
  if (registration?.do !== 'register' || isKnownRegion(organisation, registration.accident.region)) return null;
  return refuse('REGION_UNKNOWN', { field: 'accident.region' });
}

/** A refused attempt is part of the record too: one audit entry, and the answer kept for repetitions. */
function recordRefusal({ tx, send }: Transaction, matter: LoadedMatter, decided: Decided, refusal: Refusal): Executed {
  const { matterId, commandId, actor, command, decidedAt, recordedAt } = decided;
  const outcome: CommandOutcome = { outcome: 'refused', refusal };
  const audit = chainEntry(
    { matterId, recordedAt, decidedAt, actor, action: `refused:${command.do}`, detail: { commandId, command, refusal } }, [], matter);
  const head = { auditHead: audit.hash, auditSeq: audit.seq };
  send([
    writeJournal(tx, [{ commandId, command, actor, outcome, events: [], firstSeq: 0, audit }]),
    moveChain(tx, matterId, head, recordedAt),
  ]);
  return { outcome, matter: { ...matter, ...head, recordedAt } };
}

/**
 * Postgres writes down what is settled while the rest is reckoned: what happened, how the matter stands by it, then what
 * follows for others. Of a new matter nothing can be written before itself.
 */
async function recordAccepted({ tx, send, flushed, handedOver }: Transaction, accepted: Accepted, organisation: Organisation): Promise<Executed> {
  const journal = journalEntryOf(accepted);
  const written = writeJournal(tx, [journal]);
  if (accepted.loaded) {
    send([written]);
    await flushed();
  }
  const head = headOf(accepted, journal, organisation);
  send([writeMatters(tx, [head]), ...(accepted.loaded ? [] : [written])]);
  await handedOver();
  const { consequences, derived } = furtherWrites(accepted, organisation);
  send(writeConsequences(tx, [consequences]));
  return { outcome: journal.outcome as CommandOutcome, matter: { ...head, derived } };
}

/**
 * How the matter stands. What this program remembers of it is nearly always right: then nothing is asked beforehand, and the
 * first statement makes sure of it. Where that failed the transaction comes here again, and the record is asked.
 */
async function standing({ tx, send, flushed, attempt }: Transaction, { matterId, commandId }: Execution, { memory, clock }: Deciding): Promise<Locked> {
  const matter = memory.recall(matterId);
  const databaseNow = clock.now();
  if (!matter || databaseNow === null || attempt > 1) {
    const locked = await lockMatter(tx, matterId, commandId, matter);
    clock.heard(locked.databaseNow);
    return locked;
  }
  const expected = expectMatter(tx, matter, databaseNow);
  expected.then(([row]) => { if (row) clock.heard(row.now); }, () => undefined);
  send([expected]);
  await flushed();
  return { id: matterId, databaseNow, matter, stored: null };
}

async function execute(transaction: Transaction, input: Execution, deps: Deciding): Promise<Executed> {
  const { matterId, command } = input;
  const locked = await standing(transaction, input, deps);
  const known = storedAnswer(locked, command);
  if (known) return { outcome: known };
  const { matter } = locked;
  const law = await lawFor(transaction, matter, command, deps);
  if ('code' in law) return refused(law);
  const misplaced = matter ? null : placeRefusal(command, deps.organisation);
  if (misplaced) return refused(misplaced);
  const decided = decidedNow(input, locked);
  const { rules, triggers, calendar } = law;
  const author = matter ? authorOf(input.actor, matter.state.facts.accident, deps.organisation) : undefined;
  const carried = carryOut(matter, command, {
    matterId, now: decided.decidedAt, graceMs: deps.graceMs, rules, triggers, calendar, ...(author ? { author } : {}),
  });
  if ('refusal' in carried) return matter ? recordRefusal(transaction, matter, decided, carried.refusal) : refused(carried.refusal);
  const caseNo = matter ? '' : await nextCaseNo(transaction.tx, deps.organisation, carried.view.state.facts.accident);
  return recordAccepted(transaction, { decided, loaded: matter, carried, pins: law.pins, caseNo }, deps.organisation);
}

export type ExecuteCommand = (input: Execution) => Promise<CommandOutcome>;

/**
 * The only writer of a case, for people, files, players and clocks alike. One transaction: lock, known command id?, decide,
 * append, derive, audit, and what processes must hear. Idempotent by `(matterId, commandId)`: a repeated command gets its
 * stored answer and changes nothing. Refusals are values.
 *
 * @throws RecordUnavailable when the record does not answer in time: given again with the same id it is never done twice
 */
export function createExecuteCommand(deps: ExecuteDeps): ExecuteCommand {
  const clock = createRecordClock();
  return async (input) => {
    const { outcome, matter } = await inTransaction(deps.db, (transaction) => execute(transaction, input, { ...deps, clock }));
    if (matter) {
      deps.memory.keep(input.matterId, matter);
      deps.db.announce([input.matterId]);
    }
    return outcome;
  };
}

export const systemActor = (process: ProcessName): Actor => ({ kind: 'system', process });
