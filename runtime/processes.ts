import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, processBirth } from './bootstrap/lock.cjs';
import type { Holder } from './bootstrap/lock.cjs';

/** A server we started, known by number and birth so that a later process with its number is never mistaken for it. */
export interface ServerProcess extends Holder {
  child: ChildProcess;
}

/**
 * Starts a server that outlives us until it is stopped by number. It gets its own session: a Ctrl-C in the terminal
 * reaches only the program in front, which then stops its servers in order. Output goes to `logFile` (appended), so
 * that no pipe breaks when we are gone.
 */
export async function startProcess(
  command: string, args: readonly string[], logFile: string, options: SpawnOptions = {},
): Promise<ServerProcess> {
  const log = fs.openSync(logFile, 'a', 0o600);
  try {
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    const pid = child.pid ?? 0;
    return { pid, birth: processBirth(pid) ?? '', child };
  } finally {
    fs.closeSync(log);
  }
}

/** Ends a process: asks with `signal`, after `graceMs` ends it by force. Returns when it is gone. */
export async function stopProcess(who: Holder, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const send = (each: NodeJS.Signals): void => {
    if (!isAlive(who)) return;
    try {
      process.kill(who.pid, each);
    } catch {
      // gone meanwhile
    }
  };
  send(signal);
  if (await gone(who, graceMs)) return;
  send('SIGKILL');
  await gone(who, 5000);
}

async function gone(who: Holder, timeoutMs: number): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  while (isAlive(who)) {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
}

/** Last lines of a log file, for messages. */
export function tailOf(file: string, lines = 12): string {
  if (!fs.existsSync(file)) return '';
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

export interface RunOptions extends Omit<SpawnOptions, 'signal'> {
  /** Ends the program, and whatever it started itself, before its time. */
  signal?: AbortSignal | undefined;
  /** Work that nobody waits for: whoever works at this machine comes first. */
  inBackground?: boolean;
}

/** Time to clear up after itself. */
const ENDING_MS = 3_000;

/** Runs a program to its end. @throws Error with its output when it fails; the signal's reason when it was ended by that */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { signal, inBackground = false, ...rest } = options;
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    // A group of its own, where it can be ended: what it started is ended with it.
    const detached = signal !== undefined && process.platform !== 'win32';
    const [program, given] = inBackground ? inBackgroundWhereItCan(command, args) : [command, args];
    const child = spawn(program, given, { ...rest, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = (): void => endGroup(child);
    signal?.addEventListener('abort', end, { once: true });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('close', (code, how) => {
      signal?.removeEventListener('abort', end);
      if (code === 0) resolve(output);
      else reject(signal?.aborted === true ? signal.reason as Error : new Error(`${command} ended with ${code ?? how}\n${output.trim()}`));
    });
  });
}

/** What a program starts takes its priority with it from the beginning, so it is given before the program runs. */
function inBackgroundWhereItCan(command: string, args: readonly string[]): [string, readonly string[]] {
  const nice = ['/usr/bin/nice', '/bin/nice'].find((file) => fs.existsSync(file));
  return nice === undefined ? [command, args] : [nice, ['-n', String(os.constants.priority.PRIORITY_LOW), command, ...args]];
}

function endGroup(child: ChildProcess): void {
  const send = (signal: NodeJS.Signals): void => {
    try {
      if (process.platform === 'win32') child.kill(signal);
      else process.kill(-(child.pid ?? 0), signal);
    } catch {
      // gone already
    }
  };
  if (child.pid === undefined) return;
  send('SIGINT');
  const late = setTimeout(() => send('SIGKILL'), ENDING_MS);
  child.once('close', () => clearTimeout(late));
}
