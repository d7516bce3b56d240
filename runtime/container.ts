import type { DecidingDeps, ExecuteCommand } from '../activities/execute-command';
import { createExecuteCommand } from '../activities/execute-command';
import type { MakePaper } from '../activities/effects';
import { createMatterMemory } from '../activities/matter-memory';
import { createPaperMaker } from '../activities/papers';
import type { DocumentRenderer } from '../activities/render-document';
import type { ExecuteChange } from '../activities/rule-change/execute-change';
import { createExecuteChange } from '../activities/rule-change/execute-change';
import { createCaseCommands } from '../api/commands/case-commands';
import type { ChangeCommands } from '../api/commands/change-commands';
import { createChangeCommands } from '../api/commands/change-commands';
import type { CaseCommands, CaseForesight } from '../api/deps';
import { createDatabase } from '../prisma/repositories/database';
import { createDocumentStore } from '../prisma/repositories/document-store';
import { keepTexts } from '../prisma/repositories/rule-texts';
import { loadOrganisation } from '../prisma/repositories/organisation-store';
import { loadRules } from '../rules';
import { shippedBase } from '../rules/calendar-base';
import { keptPack } from '../rules/kept-packs';
import { browserOptions } from './browser';
import { createBrowserPool } from './browser-pool';
import type { Config } from './config';
import { DEFAULTS } from './config';
import { createDocumentRenderer } from './document-renderer';

/** The product on the record alone: everything that people need. The engine is put beside it (runtime/engine). */
export interface Container extends DecidingDeps {
  /** The only writers of the record. */
  executeCommand: ExecuteCommand;
  executeChange: ExecuteChange;
  commands: CaseCommands & CaseForesight;
  changes: ChangeCommands;
  renderer: DocumentRenderer;
  makePaper: MakePaper;
  close(): Promise<void>;
}

/** @param databaseUrl of a migrated database with the region tree in it */
export async function createContainer({ databaseUrl }: { databaseUrl: string }, { graceMs }: Pick<Config, 'graceMs'> = DEFAULTS): Promise<Container> {
  const db = createDatabase({ url: databaseUrl });
  const rules = loadRules();
  const { sha256, text } = shippedBase();
  await keepTexts(db, [{ sha256, kind: 'base', content: text },
    ...rules.packs.map((pack) => ({ sha256: pack.sha256, kind: 'shipped' as const, content: keptPack(pack) }))]);
  const organisation = await loadOrganisation(db);
  const pool = createBrowserPool(browserOptions());
  const renderer = createDocumentRenderer(pool);
  const deciding = { db, rules, organisation, graceMs };
  const executeCommand = createExecuteCommand({ ...deciding, memory: createMatterMemory() });
  const executeChange = createExecuteChange(deciding);
  return {
    ...deciding, executeCommand, executeChange, renderer,
    commands: createCaseCommands({ ...deciding, executeCommand }),
    changes: createChangeCommands({ executeChange, db, rules }),
    makePaper: createPaperMaker({ ...deciding, renderer, documents: createDocumentStore(db) }),
    async close() {
      await db.close();
      await pool.close();
    },
  };
}
