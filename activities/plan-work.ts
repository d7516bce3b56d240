import type { Ball } from '../domain/kinds/accident-case/ball';
import type { Carried } from '../domain/kinds/accident-case/carry-out';
import type { CaseView } from '../domain/kinds/accident-case/case-view';
import type { CaseCommand } from '../domain/kinds/accident-case/commands';
import type { NoticeSpec } from '../domain/kinds/accident-case/notices';
import { ROOT_PROCESS, takerOf, workflowIdOf } from '../domain/kinds/accident-case/processes';
import type { TaskSpec } from '../domain/kinds/accident-case/tasks';
import type { ProcessName } from '../domain/kinds/accident-case/process-names';
import type { Refusal } from '../domain/kernel/refusals';
import { bodyRefName } from '../domain/organisation/names';
import type { Organisation, Place } from '../domain/organisation/organisation';
import { needsPersonTask, resolveBody } from '../domain/organisation/organisation';
import type { Clock } from '../domain/time/clock';
import type { ProcessRow, TaskRow } from '../prisma/repositories/derived-writes';
import type { MatterHead } from '../prisma/repositories/matter-record';
import type { EffectRow, NoticeRow } from '../prisma/repositories/messages';
import { digestOf } from '../prisma/repositories/rows';
import type { Digests } from '../prisma/repositories/rows';

/** Turns what a decision asks for into rows: bodies named by kind and level become bodies of the region tree. */

export type CarriedOut = Exclude<Carried, { refusal: Refusal }>;

export function resolveTasks(matterId: string, tasks: readonly TaskSpec[], place: Place, organisation: Organisation): TaskRow[] {
  return tasks.map((task) => {
    const row = { id: `${matterId}|${task.key}`, act: task.act, clockCode: task.clockCode, dueAt: task.dueAt };
    const lookup = resolveBody(task.body, place, organisation);
    return lookup.found ? { ...row, bodyId: lookup.body.id, title: task.title } : { ...row, ...needsPersonTask(lookup, task.title) };
  });
}

/** A notice for a body that does not exist goes to the office that has to find one. */
export function resolveNotices(
  matterId: string, version: number, notices: readonly NoticeSpec[], place: Place, organisation: Organisation,
): NoticeRow[] {
  return notices.map((notice, index) => {
    const { body, ...rest } = notice;
    const row = { ...rest, id: `${matterId}|${version}|notice|${index}` };
    const lookup = resolveBody(body, place, organisation);
    return lookup.found ? { ...row, bodyId: lookup.body.id }
      : { ...row, ...needsPersonTask(lookup, `通知${bodyRefName(body)}“${notice.title}”`) };
  });
}

export function resolveBall(ball: Ball | null, place: Place, organisation: Organisation): MatterHead['ball'] {
  if (!ball) return null;
  const lookup = resolveBody(ball.body, place, organisation);
  return { ...ball, body: { ...ball.body, name: lookup.found ? lookup.body.name : bodyRefName(ball.body) } };
}

const digests = new WeakMap<Clock, string>();

/** A clock that did not move is the same object from one command to the next, and its digest is known. */
export function clockDigest(clock: Clock): string {
  const known = digests.get(clock) ?? digestOf(clock);
  digests.set(clock, known);
  return known;
}

type Digested = ProcessRow & { digest: string };

const process = (matterId: string, name: ProcessName, snapshot: ProcessRow['snapshot']): Digested => {
  const { version: _, ...said } = snapshot;
  return { name, workflowId: workflowIdOf(matterId, name), snapshot, digest: digestOf(said) };
};

/** Processes that have to know something else than they do, those that end among them, and what is open afterwards. */
export function movedProcesses(matterId: string, version: number, { processes, reached }: CaseView, before: Digests) {
  const open = processes.map(({ name, nextWakeAt, waitsFor }) => process(matterId, name, { version, open: true, reached, nextWakeAt, waitsFor }));
  const after = Object.fromEntries(open.map(({ name, digest }) => [name, digest]));
  const ended = (Object.keys(before) as ProcessName[]).filter((name) => !(name in after))
    .map((name) => process(matterId, name, { version, open: false, reached, nextWakeAt: null, waitsFor: null }));
  return {
    moved: [...open.filter(({ name, digest }) => before[name] !== digest), ...ended], digests: after,
    wakes: Object.fromEntries(processes.map(({ name, nextWakeAt }) => [name, nextWakeAt])),
  };
}

/** The process that hears of a command even if it has to know nothing else, and that carries out what follows from it. */
export const concernedProcess = (command: CaseCommand, before: Digests): ProcessName =>
  (command.do === 'strike' ? command.process : takerOf(command.do, Object.keys(before).length ? Object.keys(before) as ProcessName[] : [ROOT_PROCESS]));

/** The acts that have a paper of their own. */
const PAPERS: Partial<Record<string, string>> = { 'open-supervision': 'supervision-notice' };

/** Papers that the events call for, as work for after the commit. */
export function paperEffects(matterId: string, version: number, { events }: CarriedOut, concerned: ProcessName): EffectRow[] {
  const papers = events.flatMap((event) => (event.type === 'act-done' ? PAPERS[event.act.do] ?? [] : []));
  return papers.map((paper, index) => ({
    id: `${matterId}|${String(version).padStart(6, '0')}|${index}`, process: concerned, kind: 'render-document', payload: { paper, version },
  }));
}
