import { setTimeout as delay } from 'node:timers/promises';
import type { EngineState } from '../../prisma/repositories/engine-status';
import { reportEngine } from '../../prisma/repositories/engine-status';
import type { Config } from '../config';
import type { Container } from '../container';
import type { Services } from '../services';
import type { Engine } from './index';
import { startOwnEngine } from './own';

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
/** A build or a server that is being started ends in this time; what does not is left to the next start. */
const LAST_MS = 5_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Finds, builds and starts the engine beside the pages, and says how far it is. What stands in its way is told and tried
 * again: nobody is kept from his work meanwhile.
 */
export function startEngineBeside(config: Config, services: Services, container: Container, log: (line: string) => void): EngineBeside {
  const ending = new AbortController();
  const { signal } = ending;
  let engine: Engine | undefined;
  let doing = '';
  let told = '';
  const report = (state: EngineState): Promise<void> => reportEngine(container.db, 'start', state, doing).catch(() => undefined);
  const tell = (line: string): void => {
    doing = line.trim();
    log(line);
    void report('starting');
  };

  /** Runs until the engine's workers end. */
  async function once(running: (engine: Engine) => void): Promise<void> {
    const beat = setInterval(() => void report('starting'), BEAT_MS).unref();
    try {
      doing = '流程引擎正在启动';
      await report('starting');
      engine = await startOwnEngine(config, services, container, tell, signal);
      doing = '';
      await report('ready');
    } finally {
      clearInterval(beat);
    }
    // Asked to stop while it came up: whoever asked had nothing to stop yet.
    if (signal.aborted) return engine.stop();
    running(engine);
    return engine.ended;
  }

  let found: (engine: Engine) => void = () => undefined;
  const running = new Promise<Engine>((resolve) => { found = resolve; });
  const loop = (async () => {
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        await once(found);
      } catch (error) {
        if (signal.aborted) return;
        const reason = messageOf(error);
        // Said once, however often it is tried again for the same reason.
        if (told !== reason) log(`  流程引擎没有启动：${reason}\n  页面照常可用，提醒暂停；程序会不断再试。`);
        told = reason;
        doing = reason;
        await report('away');
        await engine?.stop().catch(() => undefined);
        engine = undefined;
        await delay(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  })();

  return {
    running,
    async stop() {
      ending.abort();
      await engine?.stop();
      await Promise.race([loop, delay(LAST_MS, undefined, { ref: false })]);
    },
  };
}
