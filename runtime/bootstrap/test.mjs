// npm test [-- level … [-- options for jest]]
// Everything a change has to pass: lint, types, and the levels of tests. The last line is `N passed, N failed`.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { EnvironmentProblem, ensure, guarded, ROOT } from './ensure.mjs';
import lock from './lock.cjs';

const LEVELS = ['unit', 'flow', 'api', 'replay', 'e2e'];
const CHECKS = {
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
};

/** Splits the command line: which checks and levels, and what goes on to jest. Nothing named means everything. */
export function choose(args) {
  const cut = args.indexOf('--');
  const words = cut === -1 ? args : args.slice(0, cut);
  const known = [...Object.keys(CHECKS), ...LEVELS];
  const unknown = words.filter((word) => !known.includes(word));
  if (unknown.length > 0) {
    throw new EnvironmentProblem(`未知的测试级别 ${unknown.join('、')}；可选：${known.join('、')}。例：npm test -- unit flow`);
  }
  const chosen = words.length === 0 ? known : words;
  return {
    checks: Object.keys(CHECKS).filter((name) => chosen.includes(name)),
    levels: LEVELS.filter((name) => chosen.includes(name)),
    jest: cut === -1 ? [] : args.slice(cut + 1),
  };
}

const children = new Set();

/** Runs a program of node_modules in the repository. @returns its exit code and, when captured, its output */
function run(args, { capture = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    });
    children.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

async function runCheck(name) {
  const began = Date.now();
  const { code, output } = await run(CHECKS[name], { capture: true });
  console.log(`${code === 0 ? '✓' : '✗'} ${name}（${((Date.now() - began) / 1000).toFixed(1)} 秒）`);
  if (output.trim() !== '') console.log(output.trimEnd());
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runLevels(levels, options, folder) {
  const present = levels.filter((name) => fs.existsSync(path.join(ROOT, 'test', name)));
  if (present.length === 0) return { passed: 0, failed: 0 };
  const report = path.join(folder, 'report.json');
  const args = [
    'node_modules/jest/bin/jest.js', '--selectProjects', ...present, '--json', `--outputFile=${report}`, '--passWithNoTests', ...options,
  ];
  // Temporary files go where they are removed at the end, whatever a test forgets.
  const { code } = await run(args, { env: { ANCHA_TEST_FOLDER: path.join(folder, 'services'), TMPDIR: path.join(folder, 'tmp') } });
  const result = lock.readJson(report);
  if (result === undefined) return { passed: 0, failed: 1 };
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  // Jest can fail without a failed test, for instance in its tear-down.
  return { passed: result.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: result.numPendingTests };
}

/** Ends whatever the run left behind: servers and programs noted in its data folders, by their numbers. */
function cleanUp(folder) {
  const services = path.join(folder, 'services');
  const folders = fs.existsSync(services) ? fs.readdirSync(services) : [];
  const left = folders.flatMap((name) => noted(path.join(services, name))).filter(lock.isAlive);
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  return left.length;
}

function noted(data) {
  const users = path.join(data, 'users');
  return [
    ...(fs.existsSync(users) ? fs.readdirSync(users).map((name) => lock.readJson(path.join(users, name))) : []),
    ...Object.values(lock.readJson(path.join(data, 'services.json')) ?? {}),
  ];
}

async function main() {
  const { checks, levels, jest } = choose(process.argv.slice(2));
  await ensure({ log: console.log });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-test-'));
  fs.chmodSync(folder, 0o711);
  for (const name of ['services', 'tmp']) fs.mkdirSync(path.join(folder, name), { mode: 0o711 });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      for (const child of children) child.kill(signal);
      setTimeout(() => {
        cleanUp(folder);
        process.exit(130);
      }, 3000);
    });
  }
  const results = await Promise.all(checks.map(runCheck));
  results.push(await runLevels(levels, jest, folder));
  const left = cleanUp(folder);
  if (left > 0) {
    console.log(`✗ 测试结束后仍有 ${left} 个进程未停止，已结束它们`);
    results.push({ passed: 0, failed: 1 });
  }
  const sum = (key) => results.reduce((total, each) => total + (each[key] ?? 0), 0);
  if (sum('skipped') > 0) console.log(`（另有 ${sum('skipped')} 项因本机缺少条件而跳过）`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && path.basename(process.argv[1]) === 'test.mjs') await guarded(main);
