import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** An installation for production, as an image has it: the compiled program and the packages it may count on. */
export interface Installation {
  folder: string;
  /** Runs Node there to its end. @throws with `code`, `stdout`, `stderr` when it fails */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ stdout: string; stderr: string }>;
  /** Starts a program of dist/ and waits for a line of it. */
  start(program: string, args: readonly string[], env: NodeJS.ProcessEnv, awaited: RegExp): Promise<RunningProgram>;
  remove(): void;
}

export interface RunningProgram {
  /** Asks it to stop, as `docker stop` does. @returns its exit code and everything it said */
  stop(): Promise<{ code: number | null; said: string }>;
}

export const ROOT = path.join(__dirname, '../..');

interface Locked {
  packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>;
}

/** Top folders of what `npm ci --omit=dev --omit=optional` installs; nested ones come with them. */
export function productionPackages(): string[] {
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as Locked;
  return Object.entries(packages)
    .filter(([, { dev, optional, devOptional }]) => dev !== true && optional !== true && devOptional !== true)
    .map(([folder]) => folder.slice('node_modules/'.length))
    .filter((name) => name !== '' && !name.includes('node_modules/'));
}

// Links are not followed when modules are looked for: a package finds its like only where it is linked, not in the checkout.
const LINKS = ['--preserve-symlinks', '--preserve-symlinks-main'];

/** Builds into a temporary folder and links the packages beside it. */
export async function installForProduction(): Promise<Installation> {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'ancha-installation-'));
  const here = { ...process.env, NODE_PATH: '', XDG_CACHE_HOME: path.join(folder, 'cache') };
  await promisify(execFile)(process.execPath, ['runtime/bootstrap/build.mjs', '--out', path.join(folder, 'dist')], { cwd: ROOT });
  for (const name of productionPackages()) {
    const link = path.join(folder, 'node_modules', name);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), link, 'junction');
  }
  return {
    folder,
    run: (args, env = {}) => promisify(execFile)(process.execPath, [...LINKS, ...args], { cwd: folder, env: { ...here, ...env } }),
    start: (program, args, env, awaited) => startProgram(
      spawn(process.execPath, [...LINKS, path.join('dist', program), ...args], { cwd: folder, env: { ...here, ...env } }), awaited,
    ),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

const PATIENCE_MS = 90_000;

async function startProgram(child: ChildProcess, awaited: RegExp): Promise<RunningProgram> {
  let said = '';
  const closed = once(child, 'close') as Promise<[number | null]>;
  const ready = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`never said ${String(awaited)}:\n${said}`));
    }, PATIENCE_MS);
    void closed.then(() => clearTimeout(late));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (!awaited.test(said)) return;
        clearTimeout(late);
        resolve();
      });
    }
    void closed.then(([code]) => reject(new Error(`ended with ${code}:\n${said}`)));
  });
  await ready;
  return {
    async stop() {
      child.kill('SIGTERM');
      const [code] = await closed;
      return { code, said };
    },
  };
}
