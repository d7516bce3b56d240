import { randomUUID } from 'node:crypto';
import { cpus, totalmem } from 'node:os';
import { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import { Client as PgClient } from 'pg';
import postgres from 'postgres';
import type { CaseCommand } from '../domain/accident-case/commands';
import { withContainer } from '../runtime/program';
import type { Program } from '../runtime/program';
import { runningServers } from '../runtime/embedded-services';
import { createBareActivities } from './bare/activities';
import { WEEK, registration } from './commands';
import { footprint } from './memory';
import type { Latency } from './statistics';
import { latencyOf, timed } from './statistics';

/**
 * The command path against bare updates on the same server, interleaved: for every command of a case, one bare update
 * with an ordinary and one with a local activity, each with a three-row transaction. Ratios count, not milliseconds.
 */

const CASES = Number(process.env['BENCH_CASES'] ?? 25);
const WARM_UP = 3;
const QUEUE = 'bench';
const actor = { kind: 'file', source: 'bench' } as const;

async function startBare({ services, config }: Program, sql: postgres.Sql) {
  for (const table of ['bench_a', 'bench_b', 'bench_c']) await sql`CREATE TABLE IF NOT EXISTS ${sql(table)} (id text PRIMARY KEY, data jsonb)`;
  const connection = await NativeConnection.connect(services.temporal);
  const worker = await Worker.create({
    connection, namespace: config.namespaces.live, taskQueue: QUEUE, activities: createBareActivities(sql),
    workflowsPath: require.resolve('./bare/workflows'),
  });
  const ended = worker.run();
  return async () => {
    worker.shutdown();
    await ended;
    await connection.close();
    await sql`DROP TABLE bench_a, bench_b, bench_c`;
  };
}

interface Samples { command: number[]; ordinary: number[]; local: number[] }

async function oneCase({ container, config }: Program, samples: Samples | null): Promise<void> {
  const matterId = `bench-${randomUUID()}`;
  const { workflow } = container.clientOf(config.namespaces.live);
  const give = (command: CaseCommand) => container.gateway.execute({ matterId, commandId: randomUUID(), actor, command });
  await container.gateway.register({ matterId, commandId: 'register', actor, command: registration(Date.now()) },
    { namespace: config.namespaces.live, shiftMs: 0 });
  const bare = await workflow.start('bare', { taskQueue: QUEUE, workflowId: `bare-${matterId}`, args: [WEEK.length * 2] });
  for (const command of WEEK) {
    const ordinary = await timed(() => bare.executeUpdate('viaOrdinary', { args: [randomUUID()] }));
    const own = await timed(async () => {
      const outcome = await give(command);
      if (outcome.outcome === 'refused') throw new Error(`${command.do}: ${outcome.refusal.code}`);
    });
    const local = await timed(() => bare.executeUpdate('viaLocal', { args: [randomUUID()] }));
    samples?.ordinary.push(ordinary);
    samples?.command.push(own);
    samples?.local.push(local);
  }
}

/** Statements and write-ahead log of the transaction alone, without Temporal around it. */
async function costOfRecord({ container }: Program, sql: postgres.Sql): Promise<{ statements: number; walBytes: number; ms: number }> {
  const matterId = `bench-${randomUUID()}`;
  const run = (command: CaseCommand) => container.activities.executeCommand({
    matterId, commandId: randomUUID(), actor, command, process: 'accidentCase', now: Date.now(), namespace: 'none', shiftMs: 0,
  });
  await run(registration(Date.now()));
  const position = async () => (await sql<{ lsn: string }[]>`SELECT pg_current_wal_insert_lsn()::text AS lsn`)[0]?.lsn ?? '0/0';
  let statements = 0;
  const original = PgClient.prototype.query;
  PgClient.prototype.query = function counted(this: PgClient, ...args: never[]) {
    statements += 1;
    return Reflect.apply(original, this, args) as never;
  } as typeof original;
  try {
    const before = await position();
    const ms = await timed(async () => { for (const command of WEEK) await run(command); });
    const [{ bytes = '0' } = {}] = await sql<{ bytes: string }[]>`SELECT pg_wal_lsn_diff(${await position()}::pg_lsn, ${before}::pg_lsn)::text AS bytes`;
    return { statements: statements / WEEK.length, walBytes: Number(bytes) / WEEK.length, ms: ms / WEEK.length };
  } finally {
    PgClient.prototype.query = original;
  }
}

const fixed = (n: number, digits = 1) => n.toFixed(digits).padStart(8);
const row = (name: string, l: Latency) => `${name.padEnd(30)}${fixed(l.p50)}${fixed(l.p95)}${fixed(l.p99)}${fixed(l.perSecond)}`;
const ratio = (name: string, a: Latency, b: Latency) => `${name.padEnd(30)}${fixed(a.p50 / b.p50, 2)}${fixed(a.p95 / b.p95, 2)}${fixed(a.p99 / b.p99, 2)}`;

async function bench(program: Program): Promise<void> {
  const { config, container, services } = program;
  const sql = postgres(services.ownerUrl ?? services.databaseUrl, { max: 4, onnotice: () => undefined });
  await container.startWorkers();
  const stopBare = await startBare(program, sql);
  try {
    for (let i = 0; i < WARM_UP; i += 1) await oneCase(program, null);
    const samples: Samples = { command: [], ordinary: [], local: [] };
    for (let i = 0; i < CASES; i += 1) await oneCase(program, samples);
    const [command, ordinary, local] = [latencyOf(samples.command), latencyOf(samples.ordinary), latencyOf(samples.local)];
    const record = await costOfRecord(program, sql);
    const memory = footprint(runningServers(config.dataFolder));
    console.log([
      `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; ${samples.command.length} commands, interleaved`, '',
      `${'milliseconds'.padEnd(30)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'p99'.padStart(8)}${'per s'.padStart(8)}`,
      row('command path', command), row('bare update, ordinary activity', ordinary), row('bare update, local activity', local), '',
      ratio('command / ordinary', command, ordinary), ratio('command / local', command, local), '',
      `SQL statements a command        ${record.statements.toFixed(1)}`,
      `WAL bytes a command             ${Math.round(record.walBytes)}`,
      `transaction alone, ms           ${record.ms.toFixed(1)}`, '',
      `memory MB: program ${memory.program.toFixed(0)}, Temporal ${memory.temporal.toFixed(0)}, Postgres ${memory.postgres.toFixed(0)}, total ${memory.total.toFixed(0)}`,
    ].join('\n'));
  } finally {
    await stopBare();
    await sql.end();
  }
}

withContainer({ data: process.env['ANCHA_DATA'], log: (line) => console.error(line) }, bench).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
