import { execFileSync, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readJson, writeJson } from './bootstrap/lock.cjs';
import type { PostgresBinaries } from './postgres-binaries';
import { EnvironmentProblem, errnoOf } from './problem';

/** The system user Postgres runs under; empty when it is simply ours. */
export type Account = { uid: number; gid: number } | Record<string, never>;

const SYSTEM_DATA = '/var/lib/ancha';
const SYSTEM_CACHE = '/var/cache/ancha';

/**
 * Postgres refuses to run as root. Started by root, it gets the system user `postgres`, made if there is none.
 *
 * @throws EnvironmentProblem when there is none and it cannot be made
 */
export function postgresAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    // not there yet
  }
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'pipe' });
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    throw new EnvironmentProblem(
      '当前以 root 运行，而 Postgres 不允许 root：需要系统用户 postgres，但自动创建失败。\n' +
      '请用普通用户运行，或先执行 useradd --system postgres。',
    );
  }
}

/** Whether this user can enter a folder. Asked of the system itself, so that access lists count too. */
function canEnter(account: Account, folder: string): boolean {
  if (!('uid' in account)) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * Where the database cluster lies: inside the data folder, or, when root keeps that where the user `postgres` cannot
 * go (below /root, say), in a folder of its own under /var/lib. The choice is made once and kept.
 */
export function clusterFolder(dataFolder: string, account: Account, log: (line: string) => void): string {
  const inside = path.join(dataFolder, 'postgres');
  const note = path.join(dataFolder, 'postgres-location.json');
  const kept = readJson(note) as { folder?: string } | undefined;
  if (kept?.folder !== undefined) return kept.folder;
  if (fs.existsSync(inside) || canEnter(account, dataFolder)) return inside;
  const folder = path.join(SYSTEM_DATA, crypto.randomBytes(6).toString('hex'));
  makeSystemFolder(SYSTEM_DATA, dataFolder);
  writeJson(note, { folder });
  log(`  数据目录 ${dataFolder} 的上级目录不允许 postgres 用户进入，数据库文件改存 ${folder}`);
  return folder;
}

/** The programs, copied once to a folder the user can enter when the checkout lies where it cannot. */
export function reachableBinaries(binaries: PostgresBinaries, account: Account): PostgresBinaries {
  if (canEnter(account, path.join(binaries.folder, 'bin'))) return binaries;
  const folder = path.join(SYSTEM_CACHE, `postgres-${binaries.version}-${process.platform}-${process.arch}`);
  if (!fs.existsSync(folder)) {
    makeSystemFolder(SYSTEM_CACHE, binaries.folder);
    const aside = `${folder}.${process.pid}`;
    fs.cpSync(binaries.folder, aside, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(aside, folder);
  }
  const at = (program: string): string => path.join(folder, 'bin', program);
  return { ...binaries, folder, initdb: at('initdb'), postgres: at('postgres') };
}

function makeSystemFolder(folder: string, instead: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new EnvironmentProblem(
      `postgres 用户无法进入 ${instead}，备用目录 ${folder} 也无法创建（${errnoOf(error) ?? '未知错误'}）：\n` +
      '请把项目放到所有用户可进入的目录（例如 /srv/ancha），或用普通用户运行。',
    );
  }
}
