// Makes the checkout runnable: dependencies as the lock file says, and the generated database client.
// Uses Node built-ins only, because it runs before anything is installed.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import lock from './lock.cjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const NEEDED_NODE = [20, 19];

/** Something the machine lacks. `message` says what and what to do; the program ends with code 3. */
export class EnvironmentProblem extends Error {
  exitCode = 3;
}

/** Throws EnvironmentProblem when this Node is older than the oldest one that can run the product. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  throw new EnvironmentProblem(
    `Node.js 版本过低：当前 ${version}，需要 ${NEEDED_NODE.join('.')} 或更高。请安装新版 Node.js 后重试。`,
  );
}

const hash = (file) => createHash('sha256').update(fs.readFileSync(file)).digest('hex');
const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined);

/**
 * What has to be done before the code in `root` can run.
 *
 * @returns {{ install?: string, generate?: string }} for each step that is needed, the reason in Chinese
 */
export function plan(root = ROOT) {
  const at = (...parts) => path.join(root, ...parts);
  const needs = {};
  const stamp = read(at('node_modules', '.ancha-lock-hash'));
  if (!fs.existsSync(at('node_modules'))) needs.install = '首次运行，尚未安装依赖';
  else if (stamp === undefined && !matchesHiddenLock(root)) needs.install = '上次安装没有完成';
  else if (stamp !== undefined && stamp !== hash(at('package-lock.json'))) needs.install = 'package-lock.json 有变化';
  else if (!fs.existsSync(at('node_modules', 'tsx'))) needs.install = '没有安装开发依赖';
  if (!fs.existsSync(at('prisma', 'schema.prisma'))) return needs;
  const generated = read(at('prisma', 'generated', '.ancha-schema-hash'));
  if (generated === undefined) needs.generate = '尚未生成数据库客户端';
  else if (needs.install) needs.generate = '依赖重新安装';
  else if (generated !== schemaHash(root)) needs.generate = 'prisma/schema.prisma 有变化';
  return needs;
}

/** The client depends on the schema and on the generator's version. */
function schemaHash(root) {
  const generator = read(path.join(root, 'node_modules', 'prisma', 'package.json'));
  const version = generator === undefined ? '' : JSON.parse(generator).version;
  return `${hash(path.join(root, 'prisma', 'schema.prisma'))} ${version}`;
}

/** An installation made by hand with npm counts as well: npm keeps its own copy of what it installed. */
function matchesHiddenLock(root) {
  const installed = lock.readJson(path.join(root, 'node_modules', '.package-lock.json'));
  const wanted = lock.readJson(path.join(root, 'package-lock.json'));
  if (!installed || !wanted) return false;
  return Object.entries(wanted.packages).every(([name, entry]) =>
    name === '' || entry.optional || entry.devOptional || installed.packages[name]?.version === entry.version);
}

/**
 * Installs and generates what is missing; returns at once when nothing is. Safe to call from several programs at
 * the same time: one works, the others wait.
 *
 * @param {{ root?: string, log?: (line: string) => void, run?: typeof runStep }} [options]
 */
export async function ensure({ root = ROOT, log = (line) => console.error(line), run = runStep } = {}) {
  checkNode();
  process.env.TZ = 'UTC';
  if (Object.keys(plan(root)).length === 0) return;
  const stateFolder = path.join(root, '.ancha');
  try {
    fs.mkdirSync(stateFolder, { recursive: true });
  } catch (error) {
    throw new EnvironmentProblem(`无法写入目录 ${stateFolder}（${error.code}）：请检查目录权限，或换一个可写的位置。`);
  }
  const wait = (pid) => log(`另一个程序（进程 ${pid ?? '未知'}）正在安装依赖，等待其完成……`);
  await lock.withLock(path.join(stateFolder, 'ensure.lock'), () => carryOut(root, log, run), wait);
}

async function carryOut(root, log, run) {
  const needs = plan(root);
  if (needs.install) {
    log(`安装依赖（${needs.install}；首次约 1–3 分钟，取决于网络）……`);
    const stamp = path.join(root, 'node_modules', '.ancha-lock-hash');
    fs.rmSync(stamp, { force: true });
    const wanted = hash(path.join(root, 'package-lock.json'));
    await run('安装依赖', npmCommand(), ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], { root, log });
    fs.writeFileSync(stamp, wanted);
  } else if (!fs.existsSync(path.join(root, 'node_modules', '.ancha-lock-hash'))) {
    fs.writeFileSync(path.join(root, 'node_modules', '.ancha-lock-hash'), hash(path.join(root, 'package-lock.json')));
  }
  if (needs.generate) {
    log(`生成数据库客户端（${needs.generate}）……`);
    const wanted = schemaHash(root);
    const prisma = path.join(root, 'node_modules', 'prisma', 'build', 'index.js');
    // Generation needs no engine, but the tool fetches one unless told of a program that stands in for it.
    const env = { PRISMA_SCHEMA_ENGINE_BINARY: trueCommand(), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' };
    await run('生成数据库客户端', process.execPath, [prisma, 'generate'], { root, log, env });
    fs.writeFileSync(path.join(root, 'prisma', 'generated', '.ancha-schema-hash'), wanted);
  }
}

/** npm as a program and leading arguments: the one that runs us if there is one, else the one on PATH. */
function npmCommand() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

function trueCommand() {
  return ['/bin/true', '/usr/bin/true'].find((file) => fs.existsSync(file)) ?? process.execPath;
}

/** Runs one step, reports every 15 s that it is still at work, and throws with its last lines when it fails. */
export function runStep(title, command, args, { root, log, env = {} }) {
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const child = spawn(command, args, {
      cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32',
    });
    let tail = '';
    const keep = (chunk) => {
      tail = (tail + chunk).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const ticking = setInterval(() => log(`  ${title}：已用 ${Math.round((Date.now() - began) / 1000)} 秒……`), 15_000);
    child.once('error', (error) => {
      clearInterval(ticking);
      reject(new EnvironmentProblem(`${title}失败：无法运行 ${command}（${error.code}）。请确认已安装 Node.js 自带的 npm。`));
    });
    child.once('close', (code) => {
      clearInterval(ticking);
      if (code === 0) {
        log(`  ${title}完成，用时 ${((Date.now() - began) / 1000).toFixed(1)} 秒`);
        resolve(undefined);
      } else {
        const advice = title === '安装依赖' ? '请检查网络和 npm 源后重试。' : '';
        reject(new EnvironmentProblem(`${title}失败（退出码 ${code}）。${advice}\n${tail.trim()}`));
      }
    });
  });
}

/** Runs `main`; a problem of the machine is printed as one message and ends with its code, a fault with its stack. */
export async function guarded(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof EnvironmentProblem ? error.message : error);
    process.exitCode = error instanceof EnvironmentProblem ? error.exitCode : 1;
  }
}
