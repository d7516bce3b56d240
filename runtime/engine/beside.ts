import { setTimeout as delay } from 'node:timers/promises';
import { reportEngine } from '../../prisma/repositories/engine-status';
import type { Config } from '../config';
import type { Container } from '../container';
import type { Services } from '../services';
import type { Engine } from './index';
import { startEngine } from './index';

/** The engine as a program has it that works without it: it comes when it can, and comes again when it went. */
export interface EngineBeside {
  /** Resolves when it runs for the first time. */
  readonly running: Promise<Engine>;
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** Less than the silence after which nobody believes that it is still being started. */
const BEAT_MS = 5_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Finds, builds and starts the engine beside the pages, and says how far it is. What stands in its way is told and tried
 * again: nobody is kept from his work meanwhile.
 */
export function startEngineBeside(config: Config, services: Services, container: Container, log: (line: string) => void): EngineBeside {
  let stopping = false;
  let engine: Engine | undefined;
  let doing = '流程引擎正在启动';
  const report = (state: 'starting' | 'away' | 'ready'): Promise<void> =>
    reportEngine(container.db, 'start', state, doing).catch(() => undefined);
  const tell = (line: string): void => {
    doing = line.trim();
    log(line);
    void report('starting');
  };

  /** Runs until the engine's workers end. */
  async function once(running: (engine: Engine) => void): Promise<void> {
    const beat = setInterval(() => void report('starting'), BEAT_MS).unref();
    try {
      await report('starting');
      engine = await startEngine(config, container, await services.engine(tell));
      doing = '';
      await report('ready');
      running(engine);
    } finally {
      clearInterval(beat);
    }
    const { ended } = engine;
    await ended;
  }

  let found: (engine: Engine) => void = () => undefined;
  const running = new Promise<Engine>((resolve) => { found = resolve; });
  const loop = (async () => {
    for (let pause = FIRST_PAUSE_MS; !stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await once(found);
      } catch (error) {
        if (stopping) return;
        doing = `流程引擎没有启动：${messageOf(error)}`;
        log(`  ${doing}\n  页面照常可用，提醒暂停；稍后再试。`);
        await report('away');
        await engine?.stop().catch(() => undefined);
        engine = undefined;
        for (let waited = 0; waited < pause && !stopping; waited += 200) await delay(200);
      }
    }
  })();

  return {
    running,
    async stop() {
      stopping = true;
      await engine?.stop();
      // A build that is under way is not waited for: it ends with this program.
      await Promise.race([loop, delay(3_000, undefined, { ref: false })]);
    },
  };
}
