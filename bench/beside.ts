import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** The program that runs the engine beside the people's one. */
export interface Beside {
  pid: number;
  stop(): Promise<void>;
}

export async function startBeside(dataFolder: string): Promise<Beside> {
  const root = path.join(__dirname, '..');
  const child = fork(path.join(root, 'runtime/bootstrap/run.mjs'), [path.join(__dirname, 'engine-program.ts')], {
    cwd: root, env: { ...process.env, ANCHA_DATA: dataFolder }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [],
  });
  const exited = once(child, 'exit');
  const ready = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
  if (!ready || child.pid === undefined) throw new Error('the program with the engine did not start');
  return {
    pid: child.pid,
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
