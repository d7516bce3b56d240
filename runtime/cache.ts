import os from 'node:os';
import path from 'node:path';

/** The user's cache folder of the product: things that can be made again and are shared by all checkouts. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const base = env['XDG_CACHE_HOME'];
  return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache'), 'ancha');
}
