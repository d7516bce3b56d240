import { Connection } from '@temporalio/client';
import { testServices } from '../../support/services';

/** Time may be skipped where cases are simulated, and nowhere else: a live limit must never run faster than the day. */

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect(testServices().temporal);
});
afterAll(() => connection.close());

const startSkipping = (namespace: string) => connection.workflowService.startWorkflowExecution({
  namespace, workflowId: `skip-${namespace}-${Date.now()}`, requestId: 'skip',
  workflowType: { name: 'nobodyRunsThis' }, taskQueue: { name: 'nobody-listens' },
  timeSkippingConfig: { enabled: true, maxSessionSkipCount: 1000 },
});

test('the live namespace refuses a workflow that wants to skip time', async () => {
  const { namespaces } = testServices();
  await expect(startSkipping(namespaces.live)).rejects.toThrow(/time.?skipping/i);
});

test('the simulation namespace accepts it', async () => {
  const { namespaces } = testServices();
  const started = await startSkipping(namespaces.simulation);
  expect(started.runId).toMatch(/^[0-9a-f-]{36}$/);
  await connection.workflowService.terminateWorkflowExecution({
    namespace: namespaces.simulation, workflowExecution: { runId: started.runId, workflowId: '' }, reason: 'test over',
  }).catch(() => undefined);
});

test('closed cases stay in Temporal for three years', async () => {
  const { namespaces } = testServices();
  const { config } = await connection.workflowService.describeNamespace({ namespace: namespaces.live });
  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(3 * 365 * 86_400);
});
