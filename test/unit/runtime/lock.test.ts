import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { isAlive, processBirth, self, withLock } from '../../../runtime/bootstrap/lock.cjs';

const LOCK = path.join(__dirname, '../../../runtime/bootstrap/lock.cjs');
let file: string;
beforeEach(() => {
  file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-lock-')), 'a.lock');
});
afterEach(() => fs.rmSync(path.dirname(file), { recursive: true, force: true }));

test('knows itself, and knows that a number alone is not a process', () => {
  expect(isAlive(self())).toBe(true);
  expect(isAlive({ ...self(), birth: 'another time' })).toBe(process.platform === 'win32');
  expect(isAlive(undefined)).toBe(false);
});

test('a process that has ended is not alive', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1e6)']);
  await once(child, 'spawn');
  const who = { pid: child.pid ?? 0, birth: processBirth(child.pid ?? 0) ?? '' };
  expect(isAlive(who)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(who)).toBe(false);
});

test('one after the other, and free afterwards', async () => {
  const order: string[] = [];
  const work = (name: string) => () => withLock(file, async () => {
    order.push(`${name} in`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`${name} out`);
  });
  await Promise.all([work('a')(), work('b')()]);
  expect(order).toEqual(expect.arrayContaining(['a in', 'b in']));
  expect(order.filter((_, i) => i % 2 === 0).every((each) => each.endsWith('in'))).toBe(true);
  expect(fs.existsSync(file)).toBe(false);
});

test('a failing holder lets go', async () => {
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withLock(file, () => 'mine')).toBe('mine');
});

test('the lock of a dead program is taken over', async () => {
  fs.writeFileSync(file, JSON.stringify({ pid: 2 ** 22 - 1, birth: '1' }));
  expect(await withLock(file, () => 'mine')).toBe('mine');
});

test('many programs on one dead lock: never two inside', async () => {
  fs.writeFileSync(file, JSON.stringify({ pid: 2 ** 22 - 1, birth: '1' }));
  const inside = `${file}.inside`;
  const program = `
    const { withLock } = require(${JSON.stringify(LOCK)});
    const fs = require('node:fs');
    withLock(${JSON.stringify(file)}, async () => {
      fs.writeFileSync(${JSON.stringify(inside)}, String(process.pid), { flag: 'wx' });
      await new Promise((resolve) => setTimeout(resolve, 30));
      fs.unlinkSync(${JSON.stringify(inside)});
    });`;
  const runs = Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, ['-e', program]));
  for (const { stderr } of await Promise.all(runs)) expect(stderr).toBe('');
});
