import type { Ball } from '../domain/accident-case/ball';
import type { Carried } from '../domain/accident-case/carry-out';
import type { CaseView } from '../domain/accident-case/case-view';
import type { CaseCommand } from '../domain/accident-case/commands';
import type { NoticeSpec } from '../domain/accident-case/notices';
import { workflowIdOf } from '../domain/accident-case/processes';
import type { TaskSpec } from '../domain/accident-case/tasks';
import type { ProcessName } from '../domain/kernel/process';
import type { Refusal } from '../domain/kernel/refusals';
import type { EffectKind, ExecuteInput } from '../domain/kernel/snapshot';
import { bodyRefName } from '../domain/organisation/names';
import type { Instant } from '../domain/time/instant';
import type { Organisation, Place } from '../domain/organisation/organisation';
import { needsPersonTask, resolveBody } from '../domain/organisation/organisation';
import type { LoadedMatter, MatterHead } from '../prisma/repositories/matter-record';
import type { EffectRow, NoticeRow, ProcessRow, TaskRow } from '../prisma/repositories/matter-work';

/** Turns what a decision asks for into rows: bodies named by kind and level become bodies of the region tree. */

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

export const wakeUps = (matterId: string, view: CaseView): ProcessRow[] =>
  view.processes.map((p) => ({ name: p.name, workflowId: workflowIdOf(matterId, p.name), nextWakeAt: p.nextWakeAt }));

export interface EffectPlan {
  input: ExecuteInput<CaseCommand>;
  loaded: LoadedMatter | null;
  carried: Exclude<Carried, { refusal: Refusal }>;
  version: number;
  notices: readonly NoticeRow[];
  organisation: Organisation;
  /**
   * Given where no process took the command: none knows of it by itself, and none has to deliver its notices. Woken are
   * those whose next instant comes earlier, or all. One that wakes too early finds nothing due and sleeps again; of
   * thousands of cases at once, most are spared that way.
   */
  untaken?: 'earlier' | 'all' | undefined;
}

const isEarlier = (next: Instant | null, before: Instant | null): boolean => next !== null && (before === null || next < before);

/** Siblings that have to look again: those that are over, and those for which the case looks different now. */
function siblingsToWake({ input, loaded, carried, untaken }: EffectPlan): ProcessName[] {
  const everybody = untaken === 'all' || carried.view.reached.join() !== carried.reachedBefore.join();
  const now = new Map(carried.view.processes.map((p) => [p.name, p.nextWakeAt]));
  const hasMoved = untaken === 'earlier' ? isEarlier : (next: Instant | null, before: Instant | null) => next !== before;
  return (loaded?.processes ?? [])
    .filter((p) => (untaken || p.name !== input.process)
      && (everybody || !now.has(p.name) || hasMoved(now.get(p.name) ?? null, p.nextWakeAt)))
    .map((p) => p.name);
}

/** The acts that have a paper of their own. */
const PAPERS: Partial<Record<string, string>> = { 'open-supervision': 'supervision-notice' };

function papersOf(carried: EffectPlan['carried']): string[] {
  return carried.events.flatMap((event) => {
    const paper = event.type === 'act-done' ? PAPERS[event.act.do] : undefined;
    return paper ? [paper] : [];
  });
}

/** Work for after the commit, carried out by the process that took the command. */
export function planEffects(plan: EffectPlan): EffectRow[] {
  const { input, loaded, carried, version, notices, untaken } = plan;
  const was = new Set(loaded?.processes.map((p) => p.name) ?? [input.process]);
  const opened = carried.view.processes.map((p) => p.name).filter((name) => !was.has(name));
  const woken = siblingsToWake(plan);
  const drafts: { kind: EffectKind; payload: unknown }[] = [
    ...(notices.length && !untaken ? [{ kind: 'notify' as const, payload: { noticeIds: notices.map((n) => n.id) } }] : []),
    ...opened.map((name) => ({ kind: 'start-process' as const, payload: { process: name } })),
    ...(woken.length ? [{ kind: 'wake-process' as const, payload: { processes: woken } }] : []),
    ...papersOf(carried).map((paper) => ({ kind: 'render-document' as const, payload: { paper, version } })),
  ];
  return drafts.map((draft, index) => ({
    id: `${input.matterId}|${String(version).padStart(6, '0')}|${input.commandId}|${index}`, process: input.process, ...draft,
  }));
}

