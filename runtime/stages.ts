import { performance } from 'node:perf_hooks';

/** Thrown at the next stage after the user asked to stop. */
export class Interrupted extends Error {}

/** What a start-up prints: each step when it begins, what it has to say, and how long it took. */
export interface Stages {
  run<T>(title: string, work: (log: (line: string) => void) => Promise<T>): Promise<T>;
  elapsed(): string;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} 秒`;

/**
 * @param print receives complete lines
 * @param interrupted asked before each stage; true ends the start
 */
export function createStages(print: (line: string) => void, interrupted: () => boolean): Stages {
  const began = performance.now();
  return {
    async run(title, work) {
      if (interrupted()) throw new Interrupted();
      const start = performance.now();
      print(`· ${title}……`);
      const result = await work(print);
      print(`✓ ${title}（${seconds(performance.now() - start)}）`);
      return result;
    },
    elapsed: () => seconds(performance.now() - began),
  };
}
