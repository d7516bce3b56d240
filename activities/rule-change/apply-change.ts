import { carryOut } from '../../domain/accident-case/carry-out';
import type { DecisionContext } from '../../domain/accident-case/assessed';
import type { RulesAdopted } from '../../domain/accident-case/events';
import { ROOT_PROCESS } from '../../domain/accident-case/processes';
import { changeName } from '../../domain/rule-change/words';
import type { CommandOutcome } from '../../domain/kernel/snapshot';
import type { AppliedItem } from '../../prisma/repositories/impact-list';
import { addItems, concernedOf, itemsLeft, markApplied, nextItems, openPinGroups } from '../../prisma/repositories/impact-list';
import type { CommandRow, LoadedMatter } from '../../prisma/repositories/matter-record';
import { chainEntry, lockMatters, writeAdoptedHeads, writeAudit, writeCommands } from '../../prisma/repositories/matter-record';
import type { MatterWrite } from '../../prisma/repositories/matter-writes';
import { writeAccepted } from '../../prisma/repositories/matter-writes';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import type { Tx } from '../../prisma/repositories/transaction';
import { inTransaction } from '../../prisma/repositories/transaction';
import type { Accepted, ExecuteDeps } from '../execute-command';
import { acceptedWrite } from '../execute-command';
import type { Adoption, ChangeLaw } from './change-law';
import { filterOf } from './change-law';
import type { Woken } from './wake';

/** Matters per transaction: short enough that a command on one of them waits unnoticed. */
const BATCH = 100;

interface Planned {
  item: AppliedItem;
  /** The whole way of a command, where clocks are concerned. */
  write: MatterWrite | null;
  /** Only the pins change: nothing of the matter has to be derived anew. */
  light: { loaded: LoadedMatter; adoption: Adoption } | null;
}

const keeps = (matterId: string): Planned => ({ item: { matterId, choice: 'keeps', moved: [] }, write: null, light: null });

const commandOf = (change: StoredChange, { pins }: Adoption) =>
  ({ do: 'adopt-rules' as const, change: change.id, title: changeName(change), ...pins });
const commandIdOf = (change: StoredChange): string => `rule-change:${change.id}`;
const actor = { kind: 'system', process: 'ruleChange' } as const;

function inputOf(change: StoredChange, loaded: LoadedMatter, adoption: Adoption, now: number): Accepted['input'] {
  const { id, namespace, shiftMs } = loaded;
  return {
    matterId: id, commandId: commandIdOf(change), actor, command: commandOf(change, adoption), process: ROOT_PROCESS,
    now: now + shiftMs, namespace, shiftMs,
  };
}

function plan(deps: ExecuteDeps, change: StoredChange, loaded: LoadedMatter, adoption: Adoption | null, concerned: boolean, now: number): Planned {
  const { id } = loaded;
  // What was adopted before the worker died, and what was closed since the list was made, stays as it is.
  if (!adoption || loaded.stored || loaded.state.closedAt !== null) return keeps(id);
  if (!concerned) return { item: { matterId: id, choice: 'adopts', moved: [] }, write: null, light: { loaded, adoption } };
  const input = inputOf(change, loaded, adoption, now);
  const base = { matterId: id, now: input.now };
  const ctx: DecisionContext = { ...base, ...adoption.after, previous: { ...base, ...adoption.before } };
  const carried = carryOut(loaded, input.command, ctx);
  if ('refusal' in carried) return keeps(id);
  const adopted = carried.events.find((event): event is RulesAdopted => event.type === 'rules-adopted');
  const write = acceptedWrite({
    input, loaded, carried, pins: adoption.pins, caseNo: '', untaken: adoption.reach.everywhere ? 'all' : 'earlier',
  }, deps.organisation);
  return { item: { matterId: id, choice: 'adopts', moved: adopted?.moved ?? [] }, write, light: null };
}

/** One event, one audit entry and the new pins: everything else of the matter follows from what did not change. */
async function writeLight(tx: Tx, change: StoredChange, rows: readonly NonNullable<Planned['light']>[], now: number): Promise<void> {
  if (rows.length === 0) return;
  const written = rows.map(({ loaded, adoption }) => {
    const { matterId, commandId, command, now: at } = inputOf(change, loaded, adoption, now);
    const { do: _, ...adopted } = commandOf(change, adoption);
    const event: RulesAdopted = { type: 'rules-adopted', at, ...adopted, moved: [], settled: loaded.state.settled ?? [] };
    const version = loaded.version + 1;
    const entry = chainEntry({ matterId, recordedAt: at, actor, action: command.do, detail: { commandId, command, version } }, [event], loaded);
    const outcome: CommandOutcome = { outcome: 'accepted', version, summary: [`${adopted.title}已适用于本案。`] };
    const row: CommandRow = { matterId, commandId, command, actor, at, recordedAt: at, outcome, events: [event], firstSeq: version };
    return { row, entry, head: { id: matterId, version, ...adoption.pins, auditHead: entry.hash, auditSeq: entry.seq } };
  });
  await writeAdoptedHeads(tx, written.map(({ head }) => head));
  await writeCommands(tx, written.map(({ row }) => row));
  await writeAudit(tx, written.map(({ entry }) => entry));
}

async function concernedIn(tx: Tx, law: ChangeLaw, matters: readonly LoadedMatter[], adoptions: readonly (Adoption | null)[]): Promise<Set<string>> {
  const byAdoption = new Map<Adoption, string[]>();
  for (const [index, { id }] of matters.entries()) {
    const adoption = adoptions[index];
    if (adoption) byAdoption.set(adoption, [...(byAdoption.get(adoption) ?? []), id]);
  }
  const found = new Set<string>();
  for (const [adoption, ids] of byAdoption) for (const id of await concernedOf(tx, ids, filterOf(law, adoption, true))) found.add(id);
  return found;
}

async function applyBatch(tx: Tx, deps: ExecuteDeps, change: StoredChange, law: ChangeLaw, now: number): Promise<Batch> {
  const items = await nextItems(tx, change.id, BATCH);
  if (items.length === 0) return { done: 0, woken: [] };
  const matters = await lockMatters(tx, items.map(({ matterId }) => matterId), commandIdOf(change), ROOT_PROCESS);
  const adoptions: (Adoption | null)[] = [];
  for (const matter of matters) adoptions.push(await law.adoptionOf(tx, matter));
  const concerned = await concernedIn(tx, law, matters, adoptions);
  const planned = matters.map((loaded, index) => plan(deps, change, loaded, adoptions[index] ?? null, concerned.has(loaded.id), now));
  const writes = planned.flatMap(({ write }) => write ?? []);
  await writeAccepted(tx, writes);
  await writeLight(tx, change, planned.flatMap(({ light }) => light ?? []), now);
  const seen = new Set(matters.map(({ id }) => id));
  const gone = items.filter(({ matterId }) => !seen.has(matterId)).map(({ matterId }) => keeps(matterId));
  await markApplied(tx, change.id, [...planned, ...gone].map(({ item }) => item), now);
  return {
    done: items.length,
    woken: writes.flatMap(({ head, messages }) => messages.effects.map((effect) => (
      { effectId: effect.id, matterId: head.id, namespace: head.namespace, shiftMs: head.shiftMs }))),
  };
}

interface Batch { done: number; woken: Woken[] }

/** While one batch waits for the database, the other is reckoned. */
const LANES = 2;

/** Batch after batch until none is free; `onBatch` after each one's commit, and may end the work by throwing. */
export async function applyBatches(deps: ExecuteDeps, change: StoredChange, law: ChangeLaw, onBatch: (batch: Batch) => void): Promise<void> {
  const lane = async (): Promise<void> => {
    for (;;) {
      const batch = await applyNextBatch(deps, change, law, Date.now());
      if (batch.done === 0) return;
      onBatch(batch);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** One batch in one transaction of the record; the items say where it stands, so that whoever comes next goes on there. */
export const applyNextBatch = (deps: ExecuteDeps, change: StoredChange, law: ChangeLaw, now: number) =>
  inTransaction(deps.db, (tx) => applyBatch(tx, deps, change, law, now));

/** Matters opened since the list was made, under the old text: they are concerned as well. Returns what is left to do. */
export async function catchUp(deps: ExecuteDeps, change: StoredChange, law: ChangeLaw): Promise<{ left: number; done: number }> {
  for (const group of await openPinGroups(deps.db)) {
    if (!law.concerns(group)) continue;
    const adoption = await law.adoptionOf(deps.db.client, group);
    if (adoption) await addItems(deps.db.client, change.id, group);
  }
  return itemsLeft(deps.db.client, change.id);
}
