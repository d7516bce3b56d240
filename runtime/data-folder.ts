import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readJson, writeJson } from './bootstrap/lock.cjs';
import { EnvironmentProblem, errnoOf } from './problem';

/** Passwords of the embedded installation: made once, kept readable by the owner only. */
export interface Secrets {
  postgres: string;
  ancha_owner: string;
  ancha: string;
  temporal: string;
  session: string;
}
const SECRET_NAMES = ['postgres', 'ancha_owner', 'ancha', 'temporal', 'session'] as const;

/**
 * Makes the data folder if it is missing. Others may pass through it (the database server runs under its own user)
 * but not list it.
 *
 * @throws EnvironmentProblem when it cannot be written
 */
export function prepareDataFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o711 });
    fs.mkdirSync(path.join(folder, 'logs'), { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
    if ((fs.statSync(folder).mode & 0o011) === 0) fs.chmodSync(folder, 0o711);
  } catch (error) {
    throw new EnvironmentProblem(
      `无法写入数据目录 ${folder}（${errnoOf(error) ?? '未知错误'}）：请检查目录权限，或用 --data 指定另一个目录。`,
    );
  }
}

/** The secrets of this data folder; the missing ones are made. Call only while holding the folder's lock. */
export function loadSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  const kept = (fs.existsSync(file) ? readJson(file) : {}) as Partial<Secrets> | undefined;
  if (kept === undefined) {
    throw new EnvironmentProblem(`密钥文件 ${file} 已损坏：请从备份恢复；没有备份时须换一个数据目录重新开始。`);
  }
  const entries = SECRET_NAMES.map((name) => [name, kept[name] ?? crypto.randomBytes(24).toString('hex')] as const);
  const secrets = Object.fromEntries(entries) as unknown as Secrets;
  if (SECRET_NAMES.some((name) => kept[name] === undefined)) writeJson(file, secrets);
  return secrets;
}
