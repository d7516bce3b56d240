import { carryOut } from '../../domain/kinds/accident-case/carry-out';
import type { DecisionContext } from '../../domain/kinds/accident-case/assessed';
import type { RulesAdopted } from '../../domain/kinds/accident-case/events';
import { CHANGE_PROCESS } from '../../domain/rule-change/change';
import { changeName } from '../../domain/rule-change/words';
import type { CommandOutcome } from '../../domain/kernel/snapshot';
import { chainEntry } from '../../prisma/repositories/audit-chain';
import type { AppliedItem } from '../../prisma/repositories/impact-list';
import { addItems, concernedOf, itemsLeft, markApplied, nextItems, openPinGroups } from '../../prisma/repositories/impact-list';
import type { JournalEntry } from '../../prisma/repositories/journal';
import { writeJournal } from '../../prisma/repositories/journal';
import type { AdoptedHead, LoadedMatter, Locked } from '../../prisma/repositories/matter-record';
import { lockMatters, writeAdoptedHeads } from '../../prisma/repositories/matter-record';
import type { MatterWrite } from '../../prisma/repositories/matter-writes';
import { writeAccepted } from '../../prisma/repositories/matter-writes';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import type { Tx } from '../../prisma/repositories/transaction';
import { inBulkTransaction } from '../../prisma/repositories/transaction';
import type { Decided } from '../accepted-write';
import { acceptedWrite } from '../accepted-write';
import type { DecidingDeps } from '../execute-command';
import { decidedNow } from '../execute-command';
import type { Adoption, ChangeLaw } from './change-law';
import { concernedMatters } from './change-law';

/** Matters per transaction: short enough that a command on one of them waits unnoticed. */
const BATCH = 100;

interface Planned {
  item: AppliedItem;
  /** The whole way of a command, where clocks are concerned. */
  write: MatterWrite | null;
  /** Only the pins change: nothing of the matter has to be derived anew. */
  light: { matter: LoadedMatter; adoption: Adoption; decided: Decided } | null;
}

const keeps = (matterId: string): Planned => ({ item: { matterId, choice: 'keeps', moved: [] }, write: null, light: null });

const commandOf = (change: StoredChange, { pins }: Adoption) =>
  ({ do: 'adopt-rules' as const, change: change.id, title: changeName(change), ...pins });
const commandIdOf = (change: StoredChange): string => `rule-change:${change.id}`;
const actor = { kind: 'system', process: CHANGE_PROCESS } as const;

const decisionOn = (change: StoredChange, locked: Locked, adoption: Adoption) =>
  decidedNow({ matterId: locked.id, commandId: commandIdOf(change), actor, command: commandOf(change, adoption) }, locked);

function plan(deps: DecidingDeps, change: StoredChange, locked: Locked, adoption: Adoption | null, isConcerned: boolean): Planned {
  const { id, matter, stored } = locked;
  // What was adopted before the worker died, and what was closed since the list was made, stays as it is.
  if (!matter || !adoption || stored || matter.state.closedAt !== null) return keeps(id);
  const decided: Decided = decisionOn(change, locked, adoption);
  if (!isConcerned) return { item: { matterId: id, choice: 'adopts', moved: [] }, write: null, light: { matter, adoption, decided } };
  const base = { matterId: id, now: decided.decidedAt, graceMs: deps.graceMs };
  const ctx: DecisionContext = { ...base, ...adoption.after, previous: { ...base, ...adoption.before } };
  const carried = carryOut(matter, decided.command, ctx);
  if ('refusal' in carried) return keeps(id);
  const adopted = carried.events.find((event): event is RulesAdopted => event.type === 'rules-adopted');
  const sparing = adoption.reach.everywhere ? {} : { sparing: true as const };
  const write = acceptedWrite({ decided: { ...decided, ...sparing }, loaded: matter, carried, pins: adoption.pins, caseNo: '' }, deps.organisation);
  return { item: { matterId: id, choice: 'adopts', moved: adopted?.moved ?? [] }, write, light: null };
}

/** One event, one audit entry and the new pins: everything else of the matter follows from what did not change. */
function lightWrite(change: StoredChange, { matter, adoption, decided }: NonNullable<Planned['light']>): { journal: JournalEntry; head: AdoptedHead } {
  const { matterId, commandId, command, decidedAt, recordedAt } = decided;
  const { do: _, ...adopted } = commandOf(change, adoption);
  const event: RulesAdopted = { type: 'rules-adopted', at: decidedAt, ...adopted, moved: [], settled: matter.state.settled ?? [] };
  const version = matter.version + 1;
  const audit = chainEntry({ matterId, recordedAt, decidedAt, actor, action: command.do, detail: { commandId, command, version } }, [event], matter);
  const outcome: CommandOutcome = { outcome: 'accepted', version, summary: [`${adopted.title}已适用于本案。`] };
  return {
    journal: { commandId, command, actor, outcome, events: [event], firstSeq: version, audit },
    head: { id: matterId, version, ...adoption.pins, auditHead: audit.hash, auditSeq: audit.seq, decidedAt, recordedAt },
  };
}

async function writeLight(tx: Tx, change: StoredChange, rows: readonly NonNullable<Planned['light']>[]): Promise<void> {
  if (rows.length === 0) return;
  const written = rows.map((row) => lightWrite(change, row));
  await Promise.all([writeAdoptedHeads(tx, written.map(({ head: one }) => one)), writeJournal(tx, written.map(({ journal }) => journal))]);
}

async function concernedIn(tx: Tx, law: ChangeLaw, matters: readonly Locked[], adoptions: readonly (Adoption | null)[]): Promise<Set<string>> {
  const byAdoption = new Map<Adoption, string[]>();
  for (const [index, { id }] of matters.entries()) {
    const adoption = adoptions[index];
    if (adoption) byAdoption.set(adoption, [...(byAdoption.get(adoption) ?? []), id]);
  }
  const found = new Set<string>();
  for (const [adoption, ids] of byAdoption) for (const id of await concernedOf(tx, ids, concernedMatters(law, adoption, true))) found.add(id);
  return found;
}

async function applyBatch(tx: Tx, deps: DecidingDeps, change: StoredChange, law: ChangeLaw): Promise<string[]> {
  const items = await nextItems(tx, change.id, BATCH);
  if (items.length === 0) return [];
  const locked = await lockMatters(tx, items.map(({ matterId }) => matterId), commandIdOf(change));
  const adoptions: (Adoption | null)[] = [];
  for (const { matter } of locked) adoptions.push(matter && await law.adoptionOf(tx, matter));
  const concerned = await concernedIn(tx, law, locked, adoptions);
  const planned = locked.map((row, index) => plan(deps, change, row, adoptions[index] ?? null, concerned.has(row.id)));
  await Promise.all([
    ...writeAccepted(tx, planned.flatMap(({ write }) => write ?? [])),
    writeLight(tx, change, planned.flatMap(({ light }) => light ?? [])),
    markApplied(tx, change.id, planned.map(({ item }) => item), Date.now()),
  ]);
  return locked.map(({ id }) => id);
}

/** While one batch waits for the database, the other is reckoned. */
const LANES = 2;

/** Batch after batch until none is free; `onBatch` after each one's commit, and may end the work by throwing. */
export async function applyBatches(deps: DecidingDeps, change: StoredChange, law: ChangeLaw, onBatch: (done: number) => void): Promise<void> {
  const lane = async (): Promise<void> => {
    for (;;) {
      const done = await applyNextBatch(deps, change, law);
      if (done === 0) return;
      onBatch(done);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** One batch in one transaction of the record; the items say where it stands, so that whoever comes next goes on there. */
export async function applyNextBatch(deps: DecidingDeps, change: StoredChange, law: ChangeLaw): Promise<number> {
  const ids = await inBulkTransaction(deps.db, (tx) => applyBatch(tx, deps, change, law));
  deps.db.announce(ids);
  return ids.length;
}

/** Matters opened since the list was made, under the old text: they are concerned as well. Returns what is left to do. */
export async function catchUp(deps: DecidingDeps, change: StoredChange, law: ChangeLaw): Promise<{ left: number; done: number }> {
  for (const group of await openPinGroups(deps.db)) {
    if (!law.concerns(group)) continue;
    const adoption = await law.adoptionOf(deps.db.sql, group);
    if (adoption) await addItems(deps.db, change.id, group);
  }
  return itemsLeft(deps.db, change.id);
}
