type Closer = { name: string; close: () => Promise<unknown>; limitMs: number };

/** Ends a program in the reverse of the order in which its parts were started. */
export interface Shutdown {
  /**
   * Adds a part; it is closed before the parts added earlier.
   * @param limitMs its time to stop, after which the others are stopped all the same
   */
  add(name: string, close: () => Promise<unknown>, limitMs?: number): void;
  /** Whether somebody asked to stop. */
  requested(): boolean;
  /** Resolves when somebody asks to stop. */
  readonly asked: Promise<void>;
  /** Asks to stop, as Ctrl-C does. */
  ask(): void;
  /** Closes everything; a part that fails is reported and does not keep the others open. */
  close(): Promise<void>;
}

/** Nobody waits longer than twenty seconds for work that is stuck: the engine's workers have eight, requests and queries five each. */
const PART_LIMIT_MS = 10_000;
/** Servers that write to the end: 15 and 20 s before they are ended by force. */
export const SERVERS_LIMIT_MS = 40_000;
const HARD_LIMIT_MS = 60_000;
/** npm passes a Ctrl-C on although the terminal has sent it to us already; that is one wish, not two. */
const SAME_WISH_MS = 1500;

/**
 * Watches SIGINT, SIGTERM and SIGHUP. The first asks to stop; a later one ends the program at once, and the servers
 * it leaves behind are taken over by the next start.
 */
export function watchSignals(print: (line: string) => void): Shutdown {
  const closers: Closer[] = [];
  let askedAt: number | undefined;
  let resolveAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    resolveAsked = resolve;
  });
  const ask = (): void => {
    askedAt ??= Date.now();
    resolveAsked();
  };
  const onSignal = (): void => {
    if (askedAt === undefined) {
      print('正在停止（再按一次 Ctrl-C 立即退出）……');
      ask();
      setTimeout(() => abandon('停止超时'), HARD_LIMIT_MS).unref();
    } else if (Date.now() - askedAt > SAME_WISH_MS) {
      abandon('立即退出');
    }
  };
  const abandon = (why: string): never => {
    print(`${why}；仍在运行的服务会在下次启动时接管。`);
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  return {
    add: (name, close, limitMs = PART_LIMIT_MS) => void closers.unshift({ name, close, limitMs }),
    requested: () => askedAt !== undefined,
    asked,
    ask,
    async close() {
      for (const { name, close, limitMs } of closers.splice(0)) {
        try {
          if (!await withinLimit(close(), limitMs)) print(`停止 ${name} 超时，继续停止其余部分`);
        } catch (error) {
          print(`停止 ${name} 时出错：${error instanceof Error ? error.message : String(error)}`);
        }
      }
    },
  };
}

/** The timer also keeps the program alive meanwhile: a part that waits for nothing but itself must not end it early. */
async function withinLimit(closing: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([closing.then(() => true as const), limit]);
  } finally {
    clearTimeout(timer);
  }
}
