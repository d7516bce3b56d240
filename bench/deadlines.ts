import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { readRawCaseFile } from '../rules/case-file-reader';
import { percentile, timed } from './statistics';

/**
 * `ancha deadlines` as it is called: on a thousand files in one process, and on one file from start to end. Beside each
 * stands what cannot be saved, measured in the same run: reading the YAML of the same files, and starting Node.
 */

const FILES = Number(process.env['BENCH_FILES'] ?? 1_000);
const CALLS = Number(process.env['BENCH_CALLS'] ?? 10);
const LIMIT_ALL_S = 10;
const LIMIT_ONE_S = 1;
const ROOT = path.join(__dirname, '..');
const AS_OF = ['--as-of', '2026-01-01T00:00+08:00', '--json'];

/** The examples over and over, each file with an id of its own. */
function writeFiles(folder: string): string[] {
  const examples = path.join(ROOT, 'examples');
  const texts = readdirSync(examples).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(path.join(examples, name), 'utf8'));
  return Array.from({ length: FILES }, (_, i) => {
    const file = path.join(folder, `${String(i).padStart(5, '0')}.yaml`);
    writeFileSync(file, (texts[i % texts.length] ?? '').replace(/^id: .*/m, `id: bench-${i}`));
    return file;
  });
}

interface Run { wallS: number; lines: number }

async function run(args: string[]): Promise<Run> {
  let lines = 0;
  const ms = await timed(async () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(stderr.slice(0, 500));
    lines = stdout.split('\n').length - 1;
  });
  return { wallS: ms / 1_000, lines };
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ancha-bench-'));
  try {
    const files = writeFiles(folder);
    const cli = path.join(ROOT, 'cli', 'bin.js');
    await run([cli, 'deadlines', files[0] ?? '', ...AS_OF]); // compiled code is cached by the first call
    const parsing = await timed(async () => { for (const file of files) readRawCaseFile(file); }) / 1_000;
    const all = await run([cli, 'deadlines', ...files, ...AS_OF]);
    if (all.lines !== FILES) throw new Error(`${all.lines} lines for ${FILES} files`);
    const ones: number[] = [];
    const starts: number[] = [];
    for (let i = 0; i < CALLS; i += 1) {
      starts.push((await run(['-e', '0'])).wallS);
      ones.push((await run([cli, 'deadlines', files[i % files.length] ?? '', ...AS_OF])).wallS);
    }
    const verdict = (value: number, limit: number) => `${value.toFixed(2)} s (limit ${limit} s: ${value <= limit ? 'kept' : 'BROKEN'})`;
    console.log([
      `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}`, '',
      `${FILES} files in one process       ${verdict(all.wallS, LIMIT_ALL_S)}`,
      `reading their YAML alone         ${parsing.toFixed(2)} s; ratio ${(all.wallS / parsing).toFixed(1)}`, '',
      `one file, whole call, median     ${verdict(percentile(ones, 50), LIMIT_ONE_S)}, slowest ${percentile(ones, 100).toFixed(2)} s`,
      `Node alone, median               ${percentile(starts, 50).toFixed(2)} s; ratio ${(percentile(ones, 50) / percentile(starts, 50)).toFixed(1)}`,
    ].join('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

bench().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
