import type { CaseCommand } from '../domain/accident-case/commands';
import { carryOut } from '../domain/accident-case/carry-out';
import type { Actor } from '../domain/kernel/actor';
import type { ProcessName } from '../domain/kernel/process';
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
import type { LoadedMatter, Locked, RememberedMatter } from '../prisma/repositories/matter-record';
import { lockMatter, moveChain, storedAnswer } from '../prisma/repositories/matter-record';
import { writeAccepted } from '../prisma/repositories/matter-writes';
import type { Tx } from '../prisma/repositories/transaction';
import { inTransaction } from '../prisma/repositories/transaction';
import type { RuleLibrary } from '../rules';
import type { Decided } from './accepted-write';
import { acceptedWrite } from './accepted-write';
import type { PinnedLaw } from './law';
import { lawOfNewCase, lawOfPins } from './law';
import type { MatterMemory } from './matter-memory';

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
  matter?: RememberedMatter;
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
async function lawFor(tx: Tx, matter: LoadedMatter | null, command: CaseCommand, deps: DecidingDeps): Promise<PinnedLaw | Refusal> {
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
async function recordRefusal(tx: Tx, matter: LoadedMatter, decided: Decided, refusal: Refusal): Promise<void> {
  const { matterId, commandId, actor, command, decidedAt, recordedAt } = decided;
  const outcome: CommandOutcome = { outcome: 'refused', refusal };
  const audit = chainEntry(
    { matterId, recordedAt, decidedAt, actor, action: `refused:${command.do}`, detail: { commandId, command, refusal } }, [], matter);
  await Promise.all([
    writeJournal(tx, [{ commandId, command, actor, outcome, events: [], firstSeq: 0, audit }]),
    moveChain(tx, matterId, { auditHead: audit.hash, auditSeq: audit.seq }, recordedAt),
  ]);
}

async function execute(tx: Tx, input: Execution, deps: ExecuteDeps): Promise<Executed> {
  const { matterId, commandId, command } = input;
  const locked = await lockMatter(tx, matterId, commandId, deps.memory.recall(matterId));
  const known = storedAnswer(locked, command);
  if (known) return { outcome: known };
  const { matter } = locked;
  const law = await lawFor(tx, matter, command, deps);
  if ('code' in law) return refused(law);
  const misplaced = matter ? null : placeRefusal(command, deps.organisation);
  if (misplaced) return refused(misplaced);
  const decided = decidedNow(input, locked);
  const { rules, triggers, calendar } = law;
  const carried = carryOut(matter, command, { matterId, now: decided.decidedAt, graceMs: deps.graceMs, rules, triggers, calendar });
  if ('refusal' in carried) {
    if (matter) await recordRefusal(tx, matter, decided, carried.refusal);
    return refused(carried.refusal);
  }
  const caseNo = matter ? '' : await nextCaseNo(tx, deps.organisation, carried.view.state.facts.accident);
  const { write, derived } = acceptedWrite({ decided, loaded: matter, carried, pins: law.pins, caseNo }, deps.organisation);
  await writeAccepted(tx, [write]);
  return { outcome: write.journal.outcome as CommandOutcome, matter: { version: write.head.version, state: carried.view.state, derived } };
}

export type ExecuteCommand = (input: Execution) => Promise<CommandOutcome>;

/**
 * The only writer of a case, for people, files, players and clocks alike. One transaction: lock, known command id?, decide,
 * append, derive, audit, and what processes must hear. Idempotent by `(matterId, commandId)`: a repeated command gets its
 * stored answer and changes nothing. Refusals are values.
 *
 * @throws RecordUnavailable when the record does not answer in time: given again with the same id it is never done twice
 */
export const createExecuteCommand = (deps: ExecuteDeps): ExecuteCommand => async (input) => {
  const { outcome, matter } = await inTransaction(deps.db, (tx) => execute(tx, input, deps));
  if (matter) deps.memory.keep(input.matterId, matter);
  return outcome;
};

export const systemActor = (process: ProcessName): Actor => ({ kind: 'system', process });
