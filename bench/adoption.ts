import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { workflowIdOf } from '../domain/accident-case/processes';
import type { ProcessName } from '../domain/kernel/process';
import type { ProcessSnapshot } from '../domain/kernel/snapshot';
import type { Container } from '../runtime/container';
import { act, actOf, registerMany } from './acts';
import { WEEK } from './commands';

const ASK_AGAIN_MS = 10;
const LONGEST_MS = 60_000;

/** Which processes this act gave something new to know. */
async function concernedBy({ db }: Container, matterId: string, version: number): Promise<ProcessName[]> {
  const rows = await db.sql<{ name: ProcessName }[]>`
    SELECT name FROM process WHERE matter_id = ${matterId} AND (snapshot->>'version')::int = ${version}`;
  return rows.map(({ name }) => name);
}

async function adopted({ workflow }: Client, matterId: string, process: ProcessName, version: number): Promise<void> {
  const handle = workflow.getHandle(workflowIdOf(matterId, process));
  for (const until = Date.now() + LONGEST_MS; Date.now() < until; await delay(ASK_AGAIN_MS)) {
    // A process that is just being opened is not there yet.
    const known = await handle.query<ProcessSnapshot>('snapshot').catch(() => null);
    if (known && known.version >= version) return;
  }
  throw new Error(`${process} of ${matterId} has not adopted version ${version} in a minute`);
}

export interface AdoptionLoad {
  people: number;
  casesEach: number;
  /** All people together. */
  actsPerSecond: number;
  /** One act of so many is followed: asking a process costs the engine about as much as telling it. */
  followEvery: number;
}

/**
 * Milliseconds from the answer to an act until every process that it concerns says that it knows of it, under an even load
 * that does not wait for the processes.
 */
export async function measureAdoption(container: Container, client: Client, load: AdoptionLoad): Promise<number[]> {
  const { people, casesEach, actsPerSecond, followEvery } = load;
  const { executeCommand } = container;
  const cases = await registerMany(executeCommand, people * casesEach);
  const samples: number[] = [];
  const following: Promise<void>[] = [];
  const follow = async (matterId: string, version: number, since: number): Promise<void> => {
    const processes = await concernedBy(container, matterId, version);
    if (processes.length === 0) return;
    await Promise.all(processes.map((process) => adopted(client, matterId, process, version)));
    samples.push(performance.now() - since);
  };
  const gapMs = (people / actsPerSecond) * 1_000;
  const start = performance.now();
  await Promise.all(Array.from({ length: people }, async (_, person) => {
    const acts = cases.filter((_, index) => index % people === person).flatMap((matterId) => WEEK.map((command) => ({ matterId, command })));
    for (const [index, { matterId, command }] of acts.entries()) {
      await delay(Math.max(0, start + (index + person / people) * gapMs - performance.now()));
      const version = await act(executeCommand, actOf(matterId, command, person));
      if ((index + person) % followEvery === 0) following.push(follow(matterId, version, performance.now()));
    }
  }));
  await Promise.all(following);
  return samples;
}
