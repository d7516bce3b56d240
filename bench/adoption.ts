import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, fromPayloadsAtIndex } from '@temporalio/common';
import { workflowIdOf } from '../domain/kinds/accident-case/processes';
import type { ProcessName } from '../domain/kinds/accident-case/process-names';
import type { ProcessSnapshot } from '../domain/kernel/snapshot';
import { backlogOf } from '../prisma/repositories/outbox';
import type { Container } from '../runtime/container';
import type { ProcessInput } from '../workflows/process/messages';
import { act, actOf, registerMany } from './acts';
import { WEEK } from './commands';

/** An act that was answered at `at`, and a process that it gave something new to know. */
interface Told { matterId: string; process: ProcessName; version: number; at: number }

async function concernedBy({ db }: Container, matterId: string, version: number): Promise<ProcessName[]> {
  const rows = await db.sql<{ name: ProcessName }[]>`
    SELECT name FROM process WHERE matter_id = ${matterId} AND (snapshot->>'version')::int = ${version}`;
  return rows.map(({ name }) => name);
}

/** Versions in the order in which a process took them, and when: by its history, so that nobody asks it under the load. */
async function adoptions({ workflow }: Client, workflowId: string): Promise<{ version: number; at: number }[]> {
  const { events } = await workflow.getHandle(workflowId).fetchHistory();
  const known: { version: number; at: number }[] = [];
  let told = 0;
  for (const { eventTime, workflowExecutionStartedEventAttributes: start, workflowExecutionSignaledEventAttributes: signal, workflowTaskCompletedEventAttributes: task } of events ?? []) {
    if (start) told = fromPayloadsAtIndex<ProcessInput>(defaultPayloadConverter, 0, start.input?.payloads).snapshot.version;
    if (signal) told = Math.max(told, fromPayloadsAtIndex<ProcessSnapshot>(defaultPayloadConverter, 0, signal.input?.payloads).version);
    if (task && eventTime) known.push({ version: told, at: Number(eventTime.seconds) * 1_000 + (eventTime.nanos ?? 0) / 1e6 });
  }
  return known;
}

async function quiet({ db }: Container): Promise<void> {
  while ((await backlogOf(db)).waiting > 0) await delay(100);
  // What the burst before it left in the queues of the engine does not belong to half load.
  await delay(10_000);
}

export interface AdoptionLoad {
  people: number;
  casesEach: number;
  /** All people together. */
  actsPerSecond: number;
}

/** An even load that does not wait for the processes. */
async function loaded(container: Container, cases: readonly string[], { people, actsPerSecond }: AdoptionLoad): Promise<Told[]> {
  const gapMs = (people / actsPerSecond) * 1_000;
  const start = performance.now();
  const told: Told[] = [];
  await Promise.all(Array.from({ length: people }, async (_, person) => {
    const acts = cases.filter((_id, index) => index % people === person).flatMap((matterId) => WEEK.map((command) => ({ matterId, command })));
    for (const [index, { matterId, command }] of acts.entries()) {
      await delay(Math.max(0, start + (index + person / people) * gapMs - performance.now()));
      const version = await act(container.executeCommand, actOf(matterId, command, person));
      const at = Date.now();
      for (const process of await concernedBy(container, matterId, version)) told.push({ matterId, process, version, at });
    }
  }));
  return told;
}

/** Milliseconds from the answer to an act until a process that it concerns has taken it, for each of them. */
export async function measureAdoption(container: Container, client: Client, load: AdoptionLoad): Promise<number[]> {
  const cases = await registerMany(container.executeCommand, load.people * load.casesEach);
  await quiet(container);
  const told = await loaded(container, cases, load);
  await quiet(container);
  const histories = new Map<string, ReturnType<typeof adoptions>>();
  return Promise.all(told.map(async ({ matterId, process, version, at }) => {
    const workflowId = workflowIdOf(matterId, process);
    const history = histories.get(workflowId) ?? adoptions(client, workflowId);
    histories.set(workflowId, history);
    const taken = (await history).find((each) => each.version >= version);
    if (!taken) throw new Error(`${workflowId} has not taken version ${version}`);
    return taken.at - at;
  }));
}
