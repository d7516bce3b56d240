import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Memory of this program and of the servers below a data folder, in megabytes. */
export interface Footprint { program: number; temporal: number; postgres: number; total: number }

/** Proportional set size: shared pages are counted once over all processes of a server. */
function pssMb(pid: number): number {
  try {
    const line = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s+(\d+) kB/m);
    return line ? Number(line[1]) / 1_024 : 0;
  } catch {
    return 0;
  }
}

interface Row { pid: number; parent: number; name: string }

function processTable(): Row[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n').map((line) => {
    const [pid, parent, ...name] = line.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), name: name.join(' ') };
  });
}

/** `pids` as the data folder notes them: the postmaster and the Temporal server. */
export function footprint(pids: { postgres: number; temporal: number }): Footprint {
  const table = processTable();
  const family = (root: number): number[] => [root, ...table.filter((row) => row.parent === root).flatMap((row) => family(row.pid))];
  const sum = (root: number) => family(root).reduce((mb, pid) => mb + pssMb(pid), 0);
  const program = pssMb(process.pid);
  const temporal = sum(pids.temporal);
  const postgres = sum(pids.postgres);
  return { program, temporal, postgres, total: program + temporal + postgres };
}
