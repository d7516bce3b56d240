import { once } from 'node:events';
import { NativeConnection, Worker } from '@temporalio/worker';
import postgres from 'postgres';
import { createLogger, installTemporalRuntime } from '../../runtime/logging';
import { withContainer } from '../../runtime/program';
import { createBareActivities } from './activities';
import { BARE_QUEUE } from './queue';

/** The worker of the bare updates, a program of its own: it bundles its workflow, whose memory is not the product's. Ends with its parent. */

const silent = (): void => undefined;

async function main(): Promise<void> {
  await withContainer({ data: process.env['ANCHA_DATA'] }, async ({ config, services }) => {
    const target = await services.engine(silent);
    installTemporalRuntime(createLogger(config));
    const sql = postgres(services.ownerUrl ?? services.databaseUrl, { max: 4, onnotice: silent });
    for (const table of ['bench_a', 'bench_b', 'bench_c']) await sql`CREATE TABLE IF NOT EXISTS ${sql(table)} (id text PRIMARY KEY, data jsonb)`;
    const connection = await NativeConnection.connect(target);
    const worker = await Worker.create({
      connection, namespace: config.namespaces.live, taskQueue: BARE_QUEUE, activities: createBareActivities(sql),
      workflowsPath: require.resolve('./workflows'),
    });
    const ended = worker.run();
    process.send?.('ready');
    await once(process, 'disconnect');
    worker.shutdown();
    await ended;
    await connection.close();
    await sql.end();
  });
}

main().then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
