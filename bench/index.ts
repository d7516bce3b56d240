import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { runningServers } from '../runtime/embedded-services';
import type { Program } from '../runtime/program';
import { withContainer } from '../runtime/program';
import { measureActs } from './act-path';
import { measureAdoption } from './adoption';
import { startBeside } from './beside';
import { measureClockCost } from './clock-cost';
import type { Measured } from './figures';
import { barLines, figuresOf, sampleLines } from './figures';
import { footprint } from './memory';
import { measureStatements } from './statements';
import { measurePeople } from './ten-people';

/**
 * The command path, on servers of its own: people's acts are given in this program, the engine runs beside in another,
 * as in production. Ratios count, not milliseconds: each is taken in one run, interleaved, on the same servers.
 * `--json` ends with the figures as one line.
 */

const WEEKS = Number(process.env['BENCH_CASES'] ?? 60);
const PEOPLE = 10;
const log = (line: string): void => console.error(line);

async function measure({ config, container, services }: Program): Promise<Measured> {
  const target = await services.engine(log);
  const engine = await startBeside('engine-program.ts', config.dataFolder);
  const bare = await startBeside('bare/program.ts', config.dataFolder);
  const connection = await Connection.connect(target);
  const client = new Client({ connection, namespace: config.namespaces.live });
  try {
    log('acts, bare transactions, bare updates …');
    const acts = await measureActs(container, client, { warmUp: 8, counted: WEEKS });
    const memory = footprint({ ...runningServers(config.dataFolder), programs: [process.pid, engine.pid] });
    log('ten people at once …');
    const people = await measurePeople(container, PEOPLE, Math.ceil(WEEKS / 3));
    const load = people.perSecond / 2;
    log('adoption …');
    const adoption = await measureAdoption(container, client, { people: PEOPLE, casesEach: Math.ceil(WEEKS / 5), actsPerSecond: load });
    log('statements, processor …');
    return { acts, people, load, adoption, memory, record: await measureStatements(container, services.databaseUrl), clocks: await measureClockCost() };
  } finally {
    await connection.close();
    await Promise.all([engine.stop(), bare.stop()]);
  }
}

/** For servers of its own; the database's own user has to get in as well. */
function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ancha-bench-'));
  chmodSync(folder, 0o711);
  return folder;
}

async function bench(): Promise<void> {
  const own = process.env['ANCHA_DATA'] === undefined ? freshFolder() : null;
  try {
    const measured = await withContainer({ data: own ?? undefined, log }, measure);
    const figures = figuresOf(measured);
    console.log([
      `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`, '',
      ...sampleLines(measured), '', ...barLines(figures),
    ].join('\n'));
    if (process.argv.includes('--json')) console.log(JSON.stringify(figures));
  } finally {
    if (own !== null) rmSync(own, { recursive: true, force: true });
  }
}

bench().then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
