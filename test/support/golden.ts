import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/base/canonical-json';
import { formatInstant } from '../../domain/time/instant';
import type { PlayedStep } from './play-on-record';

/** Golden outputs: what every step of a play comes to, each part by a short hash of its canonical JSON. */

/** `step` says what was done and when; a refused command has `refused` and nothing else. */
export type GoldenStep = { step: string } & Readonly<Record<string, string>>;

const hash = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex').slice(0, 16);

function nameOf({ at, command }: PlayedStep): string {
  if (command.do === 'strike') return `strike:${command.process}@${formatInstant(at)}`;
  const isAct = command.do !== 'register' && command.do !== 'record-counts';
  return `${isAct ? 'act:' : ''}${command.do}@${formatInstant(at)}`;
}

export function goldenStep(played: PlayedStep): GoldenStep {
  const step = nameOf(played);
  const { carried } = played;
  if ('refusal' in carried) return { step, refused: canonicalJson(carried.refusal) };
  const { state, tasks, processes, assessment: { clocks, ...assessment }, ...view } = carried.view;
  const wakes = processes.map(({ waitsFor: _, ...process }) => process);
  return {
    step, state: hash(state), view: hash({ ...view, processes: wakes, assessment }), waits: hash(processes.map(({ waitsFor }) => waitsFor)), clocks: hash(clocks), tasks: hash(tasks),
    events: hash(carried.events), notices: hash(carried.notices), summary: hash(carried.summary),
  };
}

/** One line a step, so that a difference between versions reads line by line. */
export const goldenText = (steps: readonly GoldenStep[]): string =>
  `[\n${steps.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]\n`;

/** The same step may come twice at one instant. */
function numbered(steps: readonly GoldenStep[]): Map<string, GoldenStep> {
  const byName = new Map<string, GoldenStep>();
  for (const step of steps) {
    let name = step.step;
    for (let n = 2; byName.has(name); n += 1) name = `${step.step} (${n})`;
    byName.set(name, step);
  }
  return byName;
}

const partsThatDiffer = (a: GoldenStep, b: GoldenStep): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((part) => a[part] !== b[part]);

/** One line for each step that differs, with the parts that do; empty where both plays are the same, in the same order. */
export function goldenDifferences(wanted: readonly GoldenStep[], got: readonly GoldenStep[]): string[] {
  const [before, after] = [numbered(wanted), numbered(got)];
  const changed = [...before].flatMap(([name, step]) => {
    const now = after.get(name);
    if (!now) return [`${name}: gone`];
    const parts = partsThatDiffer(step, now);
    return parts.length ? [`${name}: ${parts.join(', ')}`] : [];
  });
  const added = [...after.keys()].filter((name) => !before.has(name)).map((name) => `${name}: new`);
  const order = changed.length + added.length === 0 && [...before.keys()].join() !== [...after.keys()].join();
  return [...changed, ...added, ...(order ? ['the same steps in another order'] : [])];
}
