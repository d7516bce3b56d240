import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A program that runs beside the people's one. */
export interface Beside {
  pid: number;
  stop(): Promise<void>;
}

/** How far the image lets each program's heap grow, and from how many arenas memory comes. */
const AS_IN_IMAGE = { MALLOC_ARENA_MAX: '2', NODE_OPTIONS: '--max-old-space-size=512' };

/** @param file below bench/; says `ready` when it is */
export async function startBeside(file: string, dataFolder: string): Promise<Beside> {
  const root = path.join(__dirname, '..');
  const child = fork(path.join(root, 'runtime/bootstrap/run.mjs'), [path.join(__dirname, file)], {
    cwd: root, env: { ...process.env, ANCHA_DATA: dataFolder, ...AS_IN_IMAGE }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [],
  });
  const exited = once(child, 'exit');
  const ready = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
  if (!ready || child.pid === undefined) throw new Error(`${file} did not start`);
  return {
    pid: child.pid,
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
