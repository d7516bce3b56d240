import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { play, throughEngine } from '../../api/simulation/player';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import { readCaseFile } from '../../rules/case-file-reader';
import { withEngine } from '../../runtime/program';
import { version } from '../../package.json';

/**
 * Records the histories of one played case into the corpus, one file per process: `<scenario>.<process>.<version>.json`.
 * A file that exists is never written again. Run before a release:
 * node runtime/bootstrap/run.mjs test/replay/record.ts full-life
 */
const HISTORIES = path.join(__dirname, 'histories');

async function record(scenario: string): Promise<void> {
  const parsed = readCaseFile(path.join(__dirname, '../../examples', `${scenario}.yaml`));
  if (!parsed.ok) throw new Error(`${scenario}: ${parsed.faults[0]?.reason}`);
  const matterId = `record-${scenario}-${Date.now()}`;
  await withEngine({ data: process.env['ANCHA_DATA'] }, async ({ container, engine }) => {
    const { db, executeCommand } = container;
    const client = engine.clientOf('simulation');
    await play({ db, executeCommand, drive: throughEngine(client, db) },
      { matterId, commands: recordedCommands(parsed.file, true), source: scenario });
    for (const { name, workflowId } of await container.db.client.process.findMany({ where: { matterId } })) {
      const file = path.join(HISTORIES, `${scenario}.${name}.${version}.json`);
      if (existsSync(file)) continue;
      const history = historyToJSON(await client.workflow.getHandle(workflowId).fetchHistory());
      // Which machine recorded it is nobody's business.
      writeFileSync(file, `${history.replaceAll(/("identity": ?)"[^"]*"/g, '$1"recorder"')}\n`);
      console.log(path.basename(file));
    }
  });
}

record(process.argv[2] ?? 'full-life').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
