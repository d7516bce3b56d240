import type { CaseCommand } from '../domain/accident-case/commands';
import type { Carried } from '../domain/accident-case/carry-out';
import type { CaseView } from '../domain/accident-case/case-view';
import { carryOut, viewOf } from '../domain/accident-case/carry-out';
import type { DecisionContext } from '../domain/accident-case/assessed';
import type { ProcessName } from '../domain/kernel/process';
import type { Refusal } from '../domain/kernel/refusals';
import { refuse } from '../domain/kernel/refusals';
import type { CommandOutcome, EffectRef, ExecuteInput, ExecuteResult, ProcessSnapshot } from '../domain/kernel/snapshot';
import { unregistered } from '../domain/kernel/snapshot';
import type { Organisation } from '../domain/organisation/organisation';
import { isKnownRegion } from '../domain/organisation/organisation';
import type { Database } from '../prisma/repositories/database';
import type { LoadedMatter } from '../prisma/repositories/matter-record';
import { chainEntry, lockMatter, moveChain, writeAudit, writeCommands } from '../prisma/repositories/matter-record';
import type { MatterWrite } from '../prisma/repositories/matter-writes';
import { writeAccepted } from '../prisma/repositories/matter-writes';
import { nextCaseNo } from '../prisma/repositories/case-number';
import type { Tx } from '../prisma/repositories/transaction';
import { inTransaction } from '../prisma/repositories/transaction';
import type { RuleLibrary } from '../rules';
import type { PinnedLaw, Pins } from './law';
import { lawOfNewCase, lawOfPins } from './law';
import { planEffects, resolveBall, resolveNotices, resolveTasks, wakeUps } from './plan-work';

export interface ExecuteDeps {
  db: Database;
  rules: RuleLibrary;
  organisation: Organisation;
}

type Input = ExecuteInput<CaseCommand>;

type OpeningCommand = Extract<CaseCommand, { do: 'register' | 'import' }>;
const opensCase = (command: CaseCommand): command is OpeningCommand => command.do === 'register' || command.do === 'import';

/** The registration inside a command that opens a case. */
const registrationOf = (command: CaseCommand) =>
  (command.do === 'import' ? command.commands.find((c) => c.do === 'register') : command.do === 'register' ? command : undefined);

/** Law of the case: pinned when it was registered, chosen by the registration itself. Null where there is none. */
function lawFor(tx: Tx, loaded: LoadedMatter | null, command: CaseCommand, deps: ExecuteDeps): Promise<PinnedLaw | null> {
  if (loaded) return lawOfPins(tx, deps.rules, loaded);
  return opensCase(command) ? lawOfNewCase(tx, deps.rules, command.packs) : Promise.resolve(null);
}

export function snapshotOf(view: CaseView, process: ProcessName, version: number, effects: EffectRef[]): ProcessSnapshot {
  const mine = view.processes.find((p) => p.name === process);
  return {
    version, open: mine !== undefined, reached: view.reached, nextWakeAt: mine?.nextWakeAt ?? null,
    blocked: view.blocked, effects,
  };
}

/** What the process knows when nothing changed: the same as after its last command. */
function standingSnapshot(loaded: LoadedMatter | null, input: Input, ctx: DecisionContext | null): ProcessSnapshot {
  if (!loaded || !ctx) return unregistered;
  return snapshotOf(viewOf(loaded.state, ctx, loaded.ball), input.process, loaded.version, loaded.effects);
}

/** A refused attempt is part of the record too: one audit entry, and the answer kept for repetitions. */
async function recordRefusal(tx: Tx, loaded: LoadedMatter, input: Input, refusal: Refusal): Promise<void> {
  const { matterId, commandId, actor, command, now } = input;
  const outcome: CommandOutcome = { outcome: 'refused', refusal };
  const entry = chainEntry(
    { matterId, recordedAt: now, actor, action: `refused:${command.do}`, detail: { commandId, command, refusal } }, [], loaded);
  await writeAudit(tx, [entry]);
  await moveChain(tx, entry);
  await writeCommands(tx, [
    { matterId, commandId, command, actor, at: command.at ?? now, recordedAt: now, outcome, events: [], firstSeq: 0 },
  ]);
}

export interface Accepted {
  input: Input;
  loaded: LoadedMatter | null;
  carried: Exclude<Carried, { refusal: Refusal }>;
  pins: Pins;
  /** Number of a new case. */
  caseNo: string;
  untaken?: 'earlier' | 'all';
}

/** Everything an accepted command leaves in the record, as rows; pure but for looking up bodies. */
export function acceptedWrite({ input, loaded, carried, pins, caseNo, untaken }: Accepted, organisation: Organisation): MatterWrite {
  const { matterId, commandId, actor, command, now } = input;
  const { view, events } = carried;
  const place = view.state.facts.accident;
  const version = (loaded?.version ?? 0) + events.length;
  const outcome: CommandOutcome = { outcome: 'accepted', version, summary: carried.summary };
  const entry = chainEntry(
    { matterId, recordedAt: now, actor, action: command.do, detail: { commandId, command, version } }, events, loaded);
  const notices = resolveNotices(matterId, version, carried.notices, place, organisation);
  return {
    head: {
      id: matterId, title: view.state.title, version, state: view.state, ...pins, blocked: view.blocked, phase: view.phase,
      caseNo, regionCode: place.region, grade: view.assessment.grade, ball: resolveBall(view.ball, place, organisation),
      namespace: input.namespace, shiftMs: input.shiftMs, demo: registrationOf(command)?.demonstration === true,
      openedAt: now, auditHead: entry.hash, auditSeq: entry.seq,
    },
    command: {
      matterId, commandId, command, actor, at: command.at ?? now, recordedAt: now, outcome,
      events, firstSeq: version - events.length + 1,
    },
    entry,
    clocks: { matterId, clocks: view.assessment.clocks },
    tasks: { matterId, now, tasks: resolveTasks(matterId, view.tasks, place, organisation) },
    processes: { matterId, now, processes: wakeUps(matterId, view) },
    messages: {
      matterId, notices, deliveredAt: untaken ? now : null,
      effects: planEffects({ input, loaded, carried, version, notices, organisation, untaken }),
    },
  };
}

async function recordAccepted(tx: Tx, accepted: Omit<Accepted, 'caseNo'>, deps: ExecuteDeps): Promise<ExecuteResult> {
  const { loaded, carried, input } = accepted;
  const caseNo = loaded ? '' : await nextCaseNo(tx, deps.organisation, carried.view.state.facts.accident);
  const write = acceptedWrite({ ...accepted, caseNo }, deps.organisation);
  await writeAccepted(tx, [write]);
  const pending = [...(loaded?.effects ?? []), ...write.messages.effects.map(({ id, kind }) => ({ id, kind }))];
  const outcome = write.command.outcome as CommandOutcome;
  return { outcome, snapshot: snapshotOf(carried.view, input.process, write.head.version, pending) };
}

async function execute(tx: Tx, input: Input, deps: ExecuteDeps): Promise<ExecuteResult> {
  const { matterId, commandId, command } = input;
  const loaded = await lockMatter(tx, matterId, commandId, input.process);
  const law = await lawFor(tx, loaded, command, deps);
  const ctx = law && { matterId, now: input.now, rules: law.rules, triggers: law.triggers, calendar: law.calendar };
  const stand = (outcome: CommandOutcome): ExecuteResult => ({ outcome, snapshot: standingSnapshot(loaded, input, ctx) });
  if (loaded?.stored) return stand(loaded.stored);
  if (!law || !ctx) return stand({ outcome: 'refused', refusal: opensCase(command) ? refuse('PACK_UNKNOWN', { field: 'packs' }) : refuse('CASE_NOT_REGISTERED') });
  const registration = registrationOf(command);
  if (registration && !isKnownRegion(deps.organisation, registration.accident.region)) {
    return stand({ outcome: 'refused', refusal: refuse('REGION_UNKNOWN', { field: 'accident.region' }) });
  }
  const carried = carryOut(loaded, command, ctx);
  if ('refusal' in carried) {
    if (loaded) await recordRefusal(tx, loaded, input, carried.refusal);
    return stand({ outcome: 'refused', refusal: carried.refusal });
  }
  return recordAccepted(tx, { loaded, input, carried, pins: law.pins }, deps);
}

/**
 * The only writer of a case. One transaction: lock, known command id?, decide, append, derive, audit.
 * Idempotent by `(matterId, commandId)`: a repeated command gets its stored answer and changes nothing.
 */
export const createExecuteCommand = (deps: ExecuteDeps) =>
  (input: Input): Promise<ExecuteResult> => inTransaction(deps.db, (tx) => execute(tx, input, deps));
