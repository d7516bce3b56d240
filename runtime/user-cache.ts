import os from 'node:os';
import path from 'node:path';

/** Folder for things that are made once per machine and version: `$XDG_CACHE_HOME/ancha`, else `~/.cache/ancha`. */
export const userCacheFolder = (env: Record<string, string | undefined> = process.env): string =>
  path.join(env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'ancha');
