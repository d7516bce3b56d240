import type { Container } from '../runtime/container';
import { act, actOf, registerMany } from './acts';
import { WEEK } from './commands';
import type { Latency } from './statistics';
import { latencyOf, timed } from './statistics';

/** People who work at once, each on cases of his own, one act after the other without a pause. */
export async function measurePeople({ executeCommand }: Container, people: number, casesEach: number): Promise<Latency> {
  const cases = await registerMany(executeCommand, people * casesEach);
  const samples: number[] = [];
  const work = async (person: number): Promise<void> => {
    for (const matterId of cases.filter((_, index) => index % people === person)) {
      for (const command of WEEK) samples.push(await timed(() => act(executeCommand, actOf(matterId, command, person))));
    }
  };
  const wall = await timed(() => Promise.all(Array.from({ length: people }, (_, person) => work(person))));
  return { ...latencyOf(samples), perSecond: (samples.length / wall) * 1_000 };
}
