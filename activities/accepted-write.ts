import type { CaseCommand } from '../domain/kinds/accident-case/commands';
import type { Instant } from '../domain/time/instant';
import type { World } from '../domain/kernel/snapshot';
import { byOf } from '../domain/kernel/snapshot';
import type { Actor } from '../domain/kernel/actor';
import type { ProcessName } from '../domain/kinds/accident-case/process-names';
import type { Organisation } from '../domain/organisation/organisation';
import { chainEntry } from '../prisma/repositories/audit-chain';
import type { ProcessRow } from '../prisma/repositories/derived-writes';
import type { JournalEntry } from '../prisma/repositories/journal';
import type { DerivedDigests, LoadedMatter, MatterHead } from '../prisma/repositories/matter-record';
import type { MatterConsequences, MatterWrite } from '../prisma/repositories/matter-writes';
import { movedRows } from '../prisma/repositories/rows';
import type { Pins } from './law';
import type { CarriedOut } from './plan-work';
import { clockDigest, concernedProcess, movedProcesses, paperEffects, resolveBall, resolveNotices, resolveTasks } from './plan-work';

/** One decision on its way into the record. */
export interface Decided {
  matterId: string;
  commandId: string;
  command: CaseCommand;
  actor: Actor;
  /** Record time for which it is decided, and at which it is written down. */
  decidedAt: Instant;
  recordedAt: Instant;
  world: World;
  shiftMs: number;
  /** The process that strikes: it has the answer and need not be told. */
  striker?: ProcessName | undefined;
  /** True for changes of law that reach many matters: told is only who would sleep too long. */
  sparing?: true;
}

export interface Accepted {
  decided: Decided;
  loaded: LoadedMatter | null;
  carried: CarriedOut;
  pins: Pins;
  /** Number of a new case. */
  caseNo: string;
}

const NOTHING: DerivedDigests = { clocks: {}, tasks: {}, processes: {}, wakes: {} };

/** Registrations, alone or at the head of a recorded case, say whether it is a demonstration. */
const isDemonstration = (command: CaseCommand): boolean =>
  (command.do === 'import' ? command.commands : [command]).some((each) => each.do === 'register' && each.demonstration === true);

/** One that wakes too early finds nothing due and sleeps again; of thousands of matters at once, most are spared that way. */
function sleepsTooLong({ name, snapshot }: ProcessRow, { processes, wakes }: DerivedDigests): boolean {
  if (!(name in processes) || !snapshot.open) return true;
  const was = wakes[name] ?? null;
  return snapshot.nextWakeAt !== null && (was === null || snapshot.nextWakeAt < was);
}

/** Processes that have to hear of it: those that have to know something else, and the one whose act it is. */
function hearers({ command, striker, sparing }: Decided, moved: readonly ProcessRow[], before: DerivedDigests, hasWork: boolean): ProcessName[] {
  const names = new Set(moved.filter((each) => !sparing || sleepsTooLong(each, before)).map(({ name }) => name as ProcessName));
  if (striker !== undefined) names.delete(striker);
  else if (!sparing || hasWork) names.add(concernedProcess(command, before.processes));
  return [...names];
}

const versionOf = ({ loaded, carried }: Accepted): number => (loaded?.version ?? 0) + carried.events.length;

/** What an accepted command leaves in the record for ever. */
export function journalEntryOf({ decided, loaded, carried: { events, summary } }: Accepted): JournalEntry {
  const { matterId, commandId, actor, command, decidedAt, recordedAt } = decided;
  const version = (loaded?.version ?? 0) + events.length;
  const audit = chainEntry({ matterId, recordedAt, decidedAt, actor, action: command.do, detail: { commandId, command, version } }, events, loaded);
  return { commandId, command, actor, outcome: { outcome: 'accepted', version, summary }, events, firstSeq: version - events.length + 1, audit };
}

/** Where the matter stands by it; pure but for looking up bodies. */
export function headOf(accepted: Accepted, { audit }: JournalEntry, organisation: Organisation): MatterHead {
  const { decided: { matterId, command, decidedAt, recordedAt, world, shiftMs }, carried: { view }, pins, caseNo } = accepted;
  const place = view.state.facts.accident;
  return {
    id: matterId, title: view.state.title, version: versionOf(accepted), state: view.state, ...pins, blocked: view.blocked, phase: view.phase,
    caseNo, regionCode: place.region, grade: view.assessment.grade, ball: resolveBall(view.ball, place, organisation),
    world, shiftMs, demo: isDemonstration(command), openedAt: decidedAt, auditHead: audit.hash, auditSeq: audit.seq, decidedAt, recordedAt,
  };
}

/** What follows from it for others, and what of it stands in the record afterwards. */
export function furtherWrites(accepted: Accepted, organisation: Organisation): { consequences: MatterConsequences; derived: DerivedDigests } {
  const { decided, loaded, carried } = accepted;
  const { matterId, actor, command, decidedAt } = decided;
  const { view, notices, withdrawals } = carried;
  const before = loaded?.derived ?? NOTHING;
  const place = view.state.facts.accident;
  const version = versionOf(accepted);
  const clocks = movedRows(before.clocks, view.assessment.clocks, ({ code }) => code, clockDigest);
  const tasks = movedRows(before.tasks, resolveTasks(matterId, view.tasks, place, organisation), ({ id }) => id);
  const processes = movedProcesses(matterId, version, view, before.processes);
  const effects = paperEffects(matterId, version, carried, concernedProcess(command, before.processes));
  const told = hearers(decided, processes.moved, before, effects.length > 0);
  const by = byOf(command, actor);
  return {
    derived: { clocks: clocks.digests, tasks: tasks.digests, processes: processes.digests, wakes: processes.wakes },
    consequences: {
      derived: { matterId, now: decidedAt, clocks, tasks, processes: processes.moved, told: told.map((process) => ({ process, by })) },
      messages: { matterId, deliveredAt: decidedAt, notices: resolveNotices(matterId, version, notices, place, organisation), effects },
      withdrawals: { matterId, now: decidedAt, withdrawals },
    },
  };
}

export function acceptedWrite(accepted: Accepted, organisation: Organisation): MatterWrite {
  const journal = journalEntryOf(accepted);
  return { head: headOf(accepted, journal, organisation), journal, ...furtherWrites(accepted, organisation).consequences };
}
