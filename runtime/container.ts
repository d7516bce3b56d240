import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Activities } from '../activities';
import { createActivities } from '../activities';
import type { DocumentRenderer } from '../activities/render-document';
import { createPaperMaker } from '../activities/papers';
import { createProcessControl } from '../activities/process-control';
import { createCaseCommands } from '../api/temporal/case-commands';
import type { CaseGateway } from '../api/temporal/case-gateway';
import { createCaseGateway } from '../api/temporal/case-gateway';
import type { ChangeCommands } from '../api/temporal/change-gateway';
import { createChangeCommands } from '../api/temporal/change-gateway';
import { ensureSweep } from '../api/temporal/sweep-schedule';
import type { WorkerGroup } from '../api/worker';
import { startWorkers } from '../api/worker';
import type { CaseCommands, CaseForesight } from '../api/deps';
import type { Organisation } from '../domain/organisation/organisation';
import type { Database } from '../prisma/repositories/database';
import { createDatabase } from '../prisma/repositories/database';
import { createDocumentStore } from '../prisma/repositories/document-store';
import { keepBase } from '../prisma/repositories/rule-texts';
import { loadOrganisation } from '../prisma/repositories/organisation-store';
import type { RuleLibrary } from '../rules';
import { loadRules } from '../rules';
import { shippedBase } from '../rules/calendar-base';
import { browserOptions } from './browser';
import { createBrowserPool } from './browser-pool';
import type { Config } from './config';
import { createDocumentRenderer } from './document-renderer';
import type { Services } from './services';
import { workflowBundle } from './workflow-bundle';

/** Everything a program of this product is made of, put together once from configuration and services. */
export interface Container {
  db: Database;
  rules: RuleLibrary;
  organisation: Organisation;
  connection: Connection;
  clientOf(namespace: string): Client;
  gateway: CaseGateway;
  commands: CaseCommands & CaseForesight;
  changes: ChangeCommands;
  activities: Activities;
  renderer: DocumentRenderer;
  /** Starts workers for both namespaces in this program; stopped by `close`. */
  startWorkers(): Promise<WorkerGroup>;
  close(): Promise<void>;
}

/** One client a namespace over one connection. */
function clients(connection: Connection): (namespace: string) => Client {
  const known = new Map<string, Client>();
  return (namespace) => {
    const client = known.get(namespace) ?? new Client({ connection, namespace });
    known.set(namespace, client);
    return client;
  };
}

/** @param services running and migrated, with the region tree in the database */
export async function createContainer(config: Config, services: Services): Promise<Container> {
  const db = createDatabase({ url: services.databaseUrl });
  const connection = await Connection.connect(services.temporal);
  const clientOf = clients(connection);
  const rules = loadRules();
  await keepBase(db, shippedBase());
  const organisation = await loadOrganisation(db);
  const { taskQueue, namespaces } = config;
  const pool = createBrowserPool(browserOptions());
  const renderer = createDocumentRenderer(pool);
  const deciding = { db, rules, organisation };
  const activities = createActivities({
    ...deciding,
    processes: createProcessControl(clientOf, taskQueue),
    onTrouble: (message, error) => console.error(message, error),
    makePaper: createPaperMaker({ ...deciding, renderer, documents: createDocumentStore(db) }),
  });
  const gateway = createCaseGateway({ clientOf, db, taskQueue });
  const closers: (() => Promise<unknown>)[] = [() => connection.close(), () => db.close(), () => pool.close()];
  return {
    db, rules, organisation, connection, clientOf, gateway, activities, renderer,
    commands: createCaseCommands({ gateway, db, rules, liveNamespace: namespaces.live }),
    changes: createChangeCommands({ client: clientOf(namespaces.live), db, taskQueue, executeChange: activities.executeChange }),
    async startWorkers() {
      await ensureSweep(clientOf(namespaces.live), taskQueue);
      const native = await NativeConnection.connect(services.temporal);
      const group = await startWorkers({ connection: native, namespaces: Object.values(namespaces), taskQueue, activities }, await workflowBundle());
      closers.unshift(() => group.stop(), () => native.close());
      return group;
    },
    async close() {
      for (const closer of closers.splice(0)) await closer();
    },
  };
}
