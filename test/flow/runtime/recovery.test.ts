import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import postgres from 'postgres';
import type { Holder } from '../../../runtime/bootstrap/lock.cjs';
import { isAlive } from '../../../runtime/bootstrap/lock.cjs';
import { parseConfig } from '../../../runtime/config';
import type { Services } from '../../../runtime/services';
import { startServices } from '../../../runtime/services';
import type { TemporalTarget } from '../../../runtime/temporal';
import { testServices } from '../../support/services';

/** Servers of their own, killed the hard way: what was written stays, and the next start (or the watch) brings them back. */

const folder = (): string => path.join(path.dirname(testServices().dataFolder), 'recovery');
interface State {
  postgres: Holder & { port: number };
  temporal: Holder;
}
const state = (): State => JSON.parse(fs.readFileSync(path.join(folder(), 'services.json'), 'utf8')) as State;
const said: string[] = [];
let services: Services;
let temporal: TemporalTarget;

const start = async (): Promise<void> => {
  services = await startServices(parseConfig({ ANCHA_DATA: folder() }), { log: (line) => said.push(line) });
  temporal = await services.engine();
};
beforeAll(start);
afterAll(async () => {
  await services.stop();
  fs.rmSync(folder(), { recursive: true, force: true });
});

async function query<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(services.ownerUrl ?? '', { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 600 && !what(); i += 1) await sleep(100);
  expect(what()).toBe(true);
}

test('both servers killed under a running program: started again on the same ports, nothing lost', async () => {
  await query((sql) => sql`create table kept as select 42 as answer`);
  const before = state();
  process.kill(before.temporal.pid, 'SIGKILL');
  process.kill(before.postgres.pid, 'SIGKILL');
  await until(() => state().postgres.pid !== before.postgres.pid && state().temporal.pid !== before.temporal.pid);
  expect(state().postgres.port).toBe(before.postgres.port);
  expect(await query((sql) => sql`select answer from kept`)).toEqual([{ answer: 42 }]);
  await until(() => said.some((line) => line.includes('意外停止，已重新启动')));
  const connection = await Connection.connect(temporal);
  const { namespaceInfo } = await connection.workflowService.describeNamespace({ namespace: 'ancha' });
  await connection.close();
  expect(namespaceInfo?.name).toBe('ancha');
});

test('stopped in order, no process stays; then the number of the old server belongs to somebody else', async () => {
  const before = state();
  await services.stop();
  expect([before.postgres, before.temporal].map(isAlive)).toEqual([false, false]);
  // What a power cut leaves, after the system has given the number to another program: here, to this one.
  const pidFile = path.join(folder(), 'postgres', 'postmaster.pid');
  fs.writeFileSync(pidFile, `${process.pid}\n${path.join(folder(), 'postgres')}\n`);
  await start();
  expect(await query((sql) => sql`select answer from kept`)).toEqual([{ answer: 42 }]);
});

test('settings that must not be weakened hold', async () => {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'TimeZone', 'max_connections'];
  const rows = await query((sql) => sql<{ name: string; setting: string }[]>`select name, setting from pg_settings where name in ${sql(names)}`);
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', listen_addresses: '127.0.0.1', TimeZone: 'UTC',
    max_connections: '200',
  });
});
