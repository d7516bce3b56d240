import { once } from 'node:events';
import { NativeConnection, Worker } from '@temporalio/worker';
import postgres from 'postgres';
import { startEngine } from '../runtime/engine';
import { createLogger, installTemporalRuntime } from '../runtime/logging';
import { withContainer } from '../runtime/program';
import { createBareActivities } from './bare/activities';
import { BARE_QUEUE } from './bare/queue';

/** The worker of the measurements, a program of its own as in production; ends when its parent goes. */

const silent = (): void => undefined;

async function main(): Promise<void> {
  await withContainer({ data: process.env['ANCHA_DATA'] }, async ({ config, services, container }) => {
    const target = await services.engine(silent);
    installTemporalRuntime(createLogger(config));
    const sql = postgres(services.ownerUrl ?? services.databaseUrl, { max: 4, onnotice: silent });
    for (const table of ['bench_a', 'bench_b', 'bench_c']) await sql`CREATE TABLE IF NOT EXISTS ${sql(table)} (id text PRIMARY KEY, data jsonb)`;
    const connection = await NativeConnection.connect(target);
    const bare = await Worker.create({
      connection, namespace: config.namespaces.live, taskQueue: BARE_QUEUE, activities: createBareActivities(sql),
      workflowsPath: require.resolve('./bare/workflows'),
    });
    const ended = bare.run();
    const engine = await startEngine(config, container, target);
    process.send?.('ready');
    await once(process, 'disconnect');
    bare.shutdown();
    await ended;
    await engine.stop();
    await connection.close();
    await sql.end();
  });
}

main().then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
