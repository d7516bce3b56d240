import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isAlive, readJson, self, writeJson } from './bootstrap/lock.cjs';

// Which programs use the servers of a data folder: one small file each, named by nobody else and worthless once its
// program is gone. Read and written under the folder's lock.

const usersOf = (folder: string): string => path.join(folder, 'users');

/** Notes that this program uses the servers. @returns takes the note away */
export function registerUser(folder: string): () => void {
  const users = usersOf(folder);
  fs.mkdirSync(users, { recursive: true, mode: 0o700 });
  const mine = path.join(users, `${process.pid}-${crypto.randomBytes(3).toString('hex')}.json`);
  writeJson(mine, self());
  return () => fs.rmSync(mine, { force: true });
}

/** Process numbers of the programs that use the servers now; notes of dead ones are cleared away. */
export function presentUsers(folder: string): number[] {
  const users = usersOf(folder);
  if (!fs.existsSync(users)) return [];
  return fs.readdirSync(users).flatMap((name) => {
    const file = path.join(users, name);
    const who = readJson(file) as { pid: number } | undefined;
    if (who !== undefined && isAlive(who)) return [who.pid];
    fs.rmSync(file, { force: true });
    return [];
  });
}
