import fs from 'node:fs';
import path from 'node:path';
import type { Config } from '../config';
import { findTemporal, temporalCache } from '../temporal-binaries';
import { userCacheFolder } from '../user-cache';
import type { Check } from './check';
import { missing, ok, poor } from './check';

const GIGABYTE = 1e9;
/** Databases grow by some tens of kilobytes a case; this is room to start, not to stay. */
const DATA_GIGABYTES = 1;
/** What building the server takes in Go's caches. */
const BUILD_GIGABYTES = 4;

export function checkFolders(config: Config): Check[] {
  const cache = userCacheFolder();
  const toBuild = config.temporal.mode === 'embedded' && findTemporal() === undefined;
  return [
    checkFolder('data', '数据目录', config.dataFolder, DATA_GIGABYTES, '用 --data 换一个目录，或检查权限与磁盘'),
    checkFolder('cache', '缓存目录', cache, toBuild ? BUILD_GIGABYTES : DATA_GIGABYTES, '检查权限与磁盘，或用 XDG_CACHE_HOME 换一个目录'),
    ok('cached', '已缓存', listCache(cache)),
  ];
}

function checkFolder(id: string, title: string, folder: string, gigabytes: number, advice: string): Check {
  const existing = nearestExisting(folder);
  const free = fs.statfsSync(existing);
  const freeGigabytes = (free.bavail * free.bsize) / GIGABYTE;
  const found = `${folder}（可用 ${freeGigabytes.toFixed(1)} GB）`;
  try {
    fs.accessSync(existing, fs.constants.W_OK | fs.constants.X_OK);
    if (!fs.statSync(existing).isDirectory()) throw new Error('not a folder');
  } catch {
    return missing(id, title, `${folder} 不可写`, advice);
  }
  return freeGigabytes >= gigabytes ? ok(id, title, found) : poor(id, title, found, `建议至少 ${gigabytes} GB 可用空间`);
}

function nearestExisting(folder: string): string {
  for (let each = folder; ; each = path.dirname(each)) if (fs.existsSync(each)) return each;
}

function listCache(cache: string): string {
  if (!fs.existsSync(cache)) return '无';
  const names = fs.readdirSync(cache).filter((name) => !name.endsWith('.lock'));
  const current = path.basename(temporalCache());
  return names.length === 0 ? '无' : names.map((name) => (name === current ? `${name}（当前）` : name)).join('，');
}
