import type { BodyRef } from '../../organisation/body';
import type { Instant } from '../../time/instant';
import type { ActName } from './acts';
import { isActName } from './acts';
import type { TaskSpec } from './tasks';
import { FIRST_REPORT } from './tasks';

/** Who has the ball: the next act, whose it is, since when, until when. */
export interface Ball {
  act: string | null;
  title: string;
  body: BodyRef;
  since: Instant;
  until: Instant | null;
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
const isFirstReport = ({ act, clockCode }: TaskSpec): boolean => act === FIRST_REPORT && clockCode === null;
const urgency = (task: TaskSpec): number => (isFirstReport(task) ? -Infinity : task.dueAt ?? Infinity);
const isMoreUrgent = (a: TaskSpec, b: TaskSpec): boolean => (compare(urgency(a), urgency(b)) || a.key.localeCompare(b.key, 'en')) < 0;

type ActTask = TaskSpec & { act: ActName };
const isActTask = (task: TaskSpec): task is ActTask => task.act !== null && isActName(task.act);

/** The task of an act that presses most, or undefined. */
export function mostUrgent(tasks: readonly TaskSpec[]): ActTask | undefined {
  const [head, ...others] = tasks.filter(isActTask);
  return head && others.reduce((best, task) => (isMoreUrgent(task, best) ? task : best), head);
}

/**
 * The next act of the case; giving reasons and deciding on findings go beside it. The first report goes before everything:
 * without it nobody above knows. Then the task with the nearest limit has the ball; tasks without a limit come after all
 * others. `since` stays what it was as long as the same task stays in front.
 */
export function ballOf(tasks: readonly TaskSpec[], before: Ball | null, now: Instant): Ball | null {
  const first = mostUrgent(tasks);
  if (!first) return null;
  const same = before !== null && before.act === first.act && before.title === first.title;
  return { act: first.act, title: first.title, body: first.body, since: same ? before.since : now, until: first.dueAt };
}
