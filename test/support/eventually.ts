import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until the answer is one to go on with, and returns it.
 * @throws Error with `what` and the last answer when that takes longer than `seconds` of wall time
 */
export async function eventually<T>(what: string, ask: () => Promise<T>, isGood: (answer: T) => boolean = Boolean, seconds = 60): Promise<T> {
  const until = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (isGood(answer)) return answer;
    if (Date.now() > until) throw new Error(`${what} did not come about within ${seconds} s: ${JSON.stringify(answer)}`);
    await delay(50);
  }
}
