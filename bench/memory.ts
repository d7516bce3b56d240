import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Memory of the programs and of the servers below a data folder, in megabytes. */
export interface Footprint { programs: number; temporal: number; postgres: number; total: number }

/** Proportional set size: shared pages are counted once over all processes of a server. */
function pssMb(pid: number): number {
  try {
    const line = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m);
    return line ? Number(line[1]) / 1_024 : 0;
  } catch {
    return 0;
  }
}

interface Row { pid: number; parent: number }

function processTable(): Row[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent };
  });
}

/** @param pids the programs themselves, and as the data folder notes them the postmaster and the Temporal server; 0 where a server is not ours */
export function footprint({ programs, postgres, temporal }: { programs: readonly number[]; postgres: number; temporal: number }): Footprint {
  const table = processTable();
  const family = (root: number): number[] => (root === 0 ? [] : [root, ...table.filter(({ parent }) => parent === root).flatMap(({ pid }) => family(pid))]);
  const sum = (pids: readonly number[]): number => pids.reduce((mb, pid) => mb + pssMb(pid), 0);
  const each = { programs: sum(programs), temporal: sum(family(temporal)), postgres: sum(family(postgres)) };
  return { ...each, total: each.programs + each.temporal + each.postgres };
}
