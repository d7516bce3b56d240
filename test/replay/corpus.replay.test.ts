import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { workflowBundle } from '../../runtime/workflow-bundle';
import { PROCESS_NAMES } from '../../domain/kinds/accident-case/process-names';

const HISTORIES = path.join(__dirname, 'histories');
const files = readdirSync(HISTORIES).filter((name) => name.endsWith('.json'));
/** Bundling takes its time on a busy machine. */
const PATIENCE_MS = 120_000;

let bundle: { codePath: string };
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  bundle = await workflowBundle();
}, PATIENCE_MS);

const replay = (file: string, history: object) =>
  Worker.runReplayHistory({ workflowBundle: bundle, replayName: `corpus-${file}` }, history as never, file);

describe('histories of released versions', () => {
  it.each([...PROCESS_NAMES, 'ruleChange', 'recordSweep', 'processCensus'])('the corpus, when looked through, holds a history of %s', (name) => {
    expect(files.some((file) => file.split('.')[1] === name)).toBe(true);
  });

  it('the corpus, when looked through, holds a refused act, runs before and after continue-as-new, and work given up', () => {
    const texts = files.map((file) => readFileSync(path.join(HISTORIES, file), 'utf8'));
    expect(files.some((file) => file.startsWith('refused.'))).toBe(true);
    expect(texts.some((text) => text.includes('workflowExecutionContinuedAsNewEventAttributes'))).toBe(true);
    expect(texts.some((text) => text.includes('"continuedExecutionRunId"'))).toBe(true);
    expect(texts.some((text) => text.includes('"activityTaskFailedEventAttributes"') && text.includes('"giveUp"'))).toBe(true);
  });

  it.each(files)('%s, when replayed on today’s code, takes the same steps', async (file) => {
    await expect(replay(file, JSON.parse(readFileSync(path.join(HISTORIES, file), 'utf8')))).resolves.toBeUndefined();
  }, PATIENCE_MS);

  it('a history in which an activity was another one, when replayed, is found out', async () => {
    const text = files.map((file) => readFileSync(path.join(HISTORIES, file), 'utf8')).find((each) => each.includes('"renderDocument"')) ?? '';
    await expect(replay('changed', JSON.parse(text.replaceAll('"renderDocument"', '"telephone"')))).rejects.toThrow();
  }, PATIENCE_MS);
});
