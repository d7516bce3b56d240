import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { engineHealth, engineStatus } from '../../../prisma/repositories/engine-status';
import { installationOf } from '../../../prisma/repositories/installation';
import type { Config } from '../../../runtime/config';
import type { Container } from '../../../runtime/container';
import { createContainer } from '../../../runtime/container';
import { startEngineBeside } from '../../../runtime/engine/beside';
import { claimNamespaces, ensureNamespaces } from '../../../runtime/engine/namespaces';
import type { Services } from '../../../runtime/services';
import type { OwnRecord } from '../../support/own-record';
import { ownRecord } from '../../support/own-record';
import { testConfig, testServices } from '../../support/services';

/** Two installations, one Temporal: they must not drive one another's processes. */

const name = `claim-${randomUUID().slice(0, 8)}`;
const namespaces: Config['namespaces'] = { live: name, simulation: `${name}-simulation` };
let first: OwnRecord;
let second: OwnRecord;
const containers: Container[] = [];

async function open(record: OwnRecord): Promise<Container> {
  const container = await createContainer(record.services);
  containers.push(container);
  return container;
}

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  [first, second] = [await ownRecord(), await ownRecord()];
  await ensureNamespaces(testServices().temporal, namespaces);
});
afterAll(async () => {
  for (const container of containers) await container.close();
  await first.drop();
  await second.drop();
});

test('an installation, asked who it is, always says the same, and no program can change it', async () => {
  const [one, other] = [await open(first), await open(second)];
  expect(await installationOf(one.db)).toMatch(/^[0-9a-f-]{36}$/);
  expect(await installationOf(other.db)).not.toBe(await installationOf(one.db));
  await expect(one.db.sql`update installation set id = 'x'`).rejects.toThrow(/permission denied/);
  await expect(one.db.sql`insert into installation (id) values ('x')`).rejects.toThrow(/permission denied/);
});

test('namespaces that nobody has are taken by the first to come, who comes again as often as he likes; the second is told', async () => {
  const [one, other] = [await installationOf((await open(first)).db), await installationOf((await open(second)).db)];
  const { temporal } = testServices();
  await claimNamespaces(temporal, namespaces, one);
  await claimNamespaces(temporal, namespaces, one);
  await expect(claimNamespaces(temporal, namespaces, other)).rejects.toThrow(
    new RegExp(`命名空间 ${name} 属于另一套安察（${one}），本套是 ${other}[\\s\\S]*TEMPORAL_NAMESPACE`));
  await expect(claimNamespaces(temporal, { ...namespaces, live: `${name}-simulation` }, other)).rejects.toThrow(/属于另一套/);
});

test('a program whose namespaces belong to another installation works on without an engine, and operators read why', async () => {
  const container = await open(second);
  const services = { engine: async () => testServices().temporal } as unknown as Services;
  const said: string[] = [];
  const beside = startEngineBeside({ ...testConfig(), namespaces, taskQueue: second.taskQueue }, services, container, (line) => said.push(line));
  try {
    for (let waits = 0; waits < 100 && said.length === 0; waits += 1) await sleep(50);
    expect(said.join()).toContain('属于另一套安察');
    await sleep(200);
    const [start] = await engineStatus(container.db);
    expect(start).toMatchObject({ part: 'start', state: 'away', detail: expect.stringContaining('属于另一套安察') as string });
    expect(await engineHealth(container.db, Date.now())).toMatchObject({ ready: false, detail: '流程引擎启动受阻，正在重试' });
  } finally {
    await beside.stop();
  }
});
