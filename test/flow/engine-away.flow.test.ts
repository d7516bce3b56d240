import { randomUUID } from 'node:crypto';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import { engineHealth } from '../../prisma/repositories/engine-status';
import { backlogOf } from '../../prisma/repositories/outbox';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import type { Engine } from '../../runtime/engine';
import { startEngine } from '../../runtime/engine';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import { refold } from '../support/refold';
import { testConfig } from '../support/services';

/** In real time, in real life: people work while no engine runs, and what fell due meanwhile strikes once when it comes. */

const HOUR = 3_600_000;
const actor = { kind: 'file', source: 'test' } as const;

let record: OwnRecord;
let container: Container;
let engine: Engine | undefined;
const id = `away-${randomUUID().slice(0, 8)}`;
/** Whole seconds, as people type them. */
const now = Math.floor(Date.now() / 1_000) * 1_000;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  record = await ownRecord();
  container = await createContainer(record.services, { graceMs: 0 });
});
afterAll(async () => {
  await engine?.stop();
  await container.close();
  await record.drop();
});

const give = (command: CaseCommand) => container.executeCommand({ matterId: id, commandId: randomUUID(), actor, command });
const events = async (): Promise<CaseEvent[]> =>
  (await container.db.client.event.findMany({ where: { matterId: id }, orderBy: { seq: 'asc' } })).map(({ data }) => data as unknown as CaseEvent);
const struck = async (clock: string) =>
  (await events()).flatMap((event) => (event.type === 'clock-struck' && event.clock === clock ? [event] : []));

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waits = 0; waits < 200 && !await holds(); waits += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(await holds()).toBe(true);
}

describe('a record without an engine', () => {
  it('when people register and act, answers as ever, holds what processes must hear, and says that reminders are held', async () => {
    const registered = await give({
      do: 'register', title: '某公司事故', packs: ['national'], sources: [],
      accident: { occurredAt: now - 5 * HOUR, region: '420303', industry: 'general' },
    });
    expect(registered).toMatchObject({ outcome: 'accepted' });
    expect(await give({ do: 'inform-unit-head', at: now - 4 * HOUR })).toMatchObject({ outcome: 'accepted' });
    expect(await give({ do: 'approve' })).toMatchObject({ outcome: 'refused', refusal: { code: 'REPORT_NOT_SUBMITTED' } });
    expect((await backlogOf(container.db)).waiting).toBeGreaterThan(1);
    expect(await engineHealth(container.db, Date.now())).toEqual({ ready: false, detail: '流程引擎没有应答', since: null });
    expect(await struck('unit-report')).toEqual([]);
  });

  it('when the engine comes, starts its processes, and each limit that passed strikes once at its legal instant', async () => {
    engine = await startEngine(testConfig({ TEMPORAL_TASK_QUEUE: record.taskQueue }), container, record.services.temporal);
    await until(async () => (await struck('unit-report')).some(({ threshold }) => threshold.kind === 'due'));
    const due = (await struck('unit-report')).filter(({ threshold }) => threshold.kind === 'due');
    expect(due.map(({ at }) => at)).toEqual([now - 3 * HOUR]);
    await until(async () => (await backlogOf(container.db)).waiting === 0);
    expect(await engineHealth(container.db, Date.now())).toMatchObject({ ready: true });
    const keys = (await struck('unit-report')).map(({ threshold: { kind, index } }) => `${kind} ${index}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('when the report that was made in time is entered at last, has the accusations withdrawn in every inbox, and the chain is whole', async () => {
    const accusations = { matterId: id, clockCode: 'unit-report', kind: { in: ['due', 'escalation'] } };
    expect(await container.db.client.notice.count({ where: { ...accusations, withdrawnAt: null } })).toBeGreaterThan(0);
    expect(await give({ do: 'report', at: now - 3.5 * HOUR, by: 'unit', to: 'county' })).toMatchObject({ outcome: 'accepted' });
    const left = await container.db.client.notice.findMany({ where: accusations, select: { withdrawnReason: true } });
    expect(new Set(left.map(({ withdrawnReason }) => withdrawnReason))).toEqual(new Set(['事后登记，已按期']));
    expect(await verifyChain(container.db, id)).toMatchObject({ ok: true });
    expect(await refold(container.db, [id])).toBe(1);
  });
});
