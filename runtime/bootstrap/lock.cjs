'use strict';

// A lock between programs: a file that names its holder. Plain CommonJS, because it also guards the installation
// itself, before anything from node_modules can be loaded.

const { execFileSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

/**
 * When a process began, as the system tells it; tells a process from a later one that got the same number.
 * Null when it is not running. Empty where the system cannot say (then the number alone has to do).
 *
 * @param {number} pid
 * @returns {string | null}
 */
function processBirth(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return null;
  }
  if (process.platform === 'linux') {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name in brackets may hold anything, so count from the last bracket: state is field 3, start is field 22.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? null : fields[19] ?? '';
    } catch {
      return null;
    }
  }
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** @returns {{ pid: number, birth: string }} who this process is, for files that name a holder */
function self() {
  return { pid: process.pid, birth: processBirth(process.pid) ?? '' };
}

/** @param {unknown} who what `self()` wrote earlier. @returns {boolean} whether that very process still runs */
function isAlive(who) {
  return who !== null && typeof who === 'object' && processBirth(who.pid) === who.birth;
}

/** Contents of a JSON file, or undefined when it is missing or half-written. */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes all or nothing, readable by the owner only. */
function writeJson(file, value) {
  const temporary = `${file}.${process.pid}.${crypto.randomBytes(4).toString('hex')}`;
  fs.writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(temporary, file);
}

/** Takes the lock if it is free or its holder is gone. @returns {boolean} */
function tryTake(file) {
  // The file appears complete or not at all: a hard link to a finished file.
  const mine = `${file}.${process.pid}.${crypto.randomBytes(4).toString('hex')}`;
  fs.writeFileSync(mine, JSON.stringify(self()), { mode: 0o600 });
  try {
    fs.linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    fs.unlinkSync(mine);
  }
  if (isAlive(readJson(file))) return false;
  // Move the dead lock aside; if another program was quicker and what we moved is its live lock, put it back.
  const aside = `${file}.dead.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return false;
  }
  if (isAlive(readJson(aside))) {
    try {
      fs.linkSync(aside, file);
    } catch {
      // Somebody took it meanwhile; they and the owner of `aside` both believe they hold it. Better loud than silent.
      process.emitWarning(`lock ${file} was taken twice`);
    }
  }
  fs.rmSync(aside, { force: true });
  return false;
}

/**
 * Runs `work` while no other program holds the same lock. A lock whose holder is gone is taken over.
 *
 * @template T
 * @param {string} file lock file; its folder is made if missing
 * @param {() => Promise<T> | T} work
 * @param {(holderPid: number | undefined) => void} [onWait] called once, when somebody else holds it
 * @param {AbortSignal} [signal] ends the waiting, not the work
 * @returns {Promise<T>}
 */
async function withLock(file, work, onWait, signal) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  for (let round = 0; !tryTake(file); round += 1) {
    if (!told && round > 2) {
      told = true;
      onWait?.(readJson(file)?.pid);
    }
    await new Promise((resolve) => setTimeout(resolve, round < 3 ? 5 : 100));
    signal?.throwIfAborted();
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

module.exports = { isAlive, processBirth, readJson, self, withLock, writeJson };
