import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { engineHealth, reportEngine } from '../../prisma/repositories/engine-status';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { watchPollers } from '../../runtime/engine/pollers';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';

/** An engine that hangs: connections are taken, nothing is ever answered. */

let own: OwnRecord;
let container: Container;
let hung: net.Server;
const taken = new Set<net.Socket>();

beforeAll(async () => {
  own = await ownRecord();
  container = await createContainer(own.services);
  hung = net.createServer((socket) => { taken.add(socket); }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { hung.once('listening', resolve); });
});
afterAll(async () => {
  for (const socket of taken) socket.destroy();
  hung.close();
  await container.close();
  await own.drop();
});

test('an engine that hangs while nothing is to be told, when pages ask, is known within ten seconds to give no answer', async () => {
  const connection = Connection.lazy({ address: `127.0.0.1:${(hung.address() as net.AddressInfo).port}` });
  const client = new Client({ connection });
  await reportEngine(container.db, 'relay', 'ready', '');
  await reportEngine(container.db, 'pollers', 'ready', '');
  expect(await engineHealth(container.db, Date.now())).toMatchObject({ ready: true });
  const said: string[] = [];
  const watch = watchPollers({ db: container.db, clientOf: () => client, taskQueue: 'any', onTrouble: (message) => said.push(message) });
  for (const until = Date.now() + 10_000; Date.now() < until && (await engineHealth(container.db, Date.now())).ready;) await delay(100);
  expect(await engineHealth(container.db, Date.now())).toMatchObject({ ready: false, detail: '流程引擎没有应答' });
  expect(said).toContain('task queues cannot be described');
  await watch.stop();
  await connection.close();
});
