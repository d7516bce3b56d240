import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A program of the product as a supervisor runs it: started again whenever it dies, until it is stopped. */
export interface Program {
  readonly name: string;
  /** Resolves when its present life is up and ready. */
  up(): Promise<void>;
  /**
   * A later life ends at this point (fault-point.cjs): the next one, or where others were armed before, the next after theirs.
   * Resolves at its end by SIGKILL, with the instant; it may come before anybody waits for it.
   */
  arm(point: string): Promise<number>;
  /** Resolves when the present life has ended by SIGKILL. @throws where it ended otherwise */
  killed(): Promise<void>;
  kill(): void;
  /** Ends it for good, as a supervisor would. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  name: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** What it says when it is ready. */
  ready: RegExp;
  logFile: string;
}

const ROOT = path.join(__dirname, '../..');
const FAULT_POINT = path.join(__dirname, 'fault-point.cjs');
const STOP_MS = 30_000;

interface Life {
  child: ChildProcess;
  ready: Promise<void>;
  ended: Promise<NodeJS.Signals | number | null>;
}

function live({ args, env, ready: words, logFile }: ProgramOptions, point: string | undefined): Life {
  const armed = point === undefined ? {} : { NODE_OPTIONS: `--require ${FAULT_POINT}`, ANCHA_FAULT_POINT: point };
  const child = spawn(process.execPath, ['runtime/bootstrap/start.mjs', ...args], {
    cwd: ROOT, env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env, ...armed }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = fs.createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => child.once('close', (code, signal) => {
    log.end(`-- ended: ${signal ?? code}\n`);
    resolve(signal ?? code);
  }));
  let said = '';
  const ready = new Promise<void>((resolve) => child.stdout.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
    if (words.test(said)) resolve();
  }));
  return { child, ready, ended };
}

export function startProgram(options: ProgramOptions): Program {
  const armed: { point: string; fell(at: number): void }[] = [];
  let present: (typeof armed)[number] | undefined;
  let stopping = false;
  let life = live(options, undefined);
  const watching = (async () => {
    for (;;) {
      if (await life.ended === 'SIGKILL') present?.fell(Date.now());
      if (stopping) return;
      present = armed.shift();
      life = live(options, present?.point);
    }
  })();

  return {
    name: options.name,
    // A life that ends before it is ready is followed by another one.
    async up() {
      for (;;) {
        const { ready, ended } = life;
        if (await Promise.race([ready.then(() => true), ended.then(() => false)])) return;
        await new Promise(setImmediate);
      }
    },
    arm: (point) => new Promise((fell) => armed.push({ point, fell })),
    async killed() {
      const end = await life.ended;
      if (end !== 'SIGKILL') throw new Error(`${options.name} ended with ${end}, see ${options.logFile}`);
    },
    kill() { life.child.kill('SIGKILL'); },
    async stop() {
      stopping = true;
      life.child.kill('SIGTERM');
      const force = setTimeout(() => life.child.kill('SIGKILL'), STOP_MS);
      await watching;
      clearTimeout(force);
    },
  };
}
