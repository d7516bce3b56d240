import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { onRecord, play, throughEngine } from '../../api/simulation/player';
import { calendarText } from '../../bench/calendar-change';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { recordedCommands, type RecordedCommand } from '../../domain/case-file/recorded-commands';
import type { PersonActor } from '../../domain/rule-change/change';
import type { Instant } from '../../domain/time/instant';
import { findChange } from '../../prisma/repositories/rule-changes';
import { readCaseFile } from '../../rules/case-file-reader';
import { parseConfig } from '../../runtime/config';
import { createContainer } from '../../runtime/container';
import { startEngine } from '../../runtime/engine';
import type { ProgramWithEngine } from '../../runtime/program';
import { withContainer, withEngine } from '../../runtime/program';
import { version } from '../../package.json';

/**
 * Records histories into the corpus, one file a run: `<scenario>.<process>.<version>.json`. A file that exists is never
 * written again. Run before a release, on a data folder of its own (ANCHA_DATA):
 * node runtime/bootstrap/run.mjs test/replay/record.ts [scenario …]
 */
const HISTORIES = path.join(__dirname, 'histories');

async function keep(client: Client, name: string, workflowId: string, runId?: string): Promise<void> {
  const file = path.join(HISTORIES, `${name}.${version}.json`);
  if (existsSync(file)) return;
  const history = historyToJSON(await client.workflow.getHandle(workflowId, runId).fetchHistory());
  // Which machine recorded it is nobody's business.
  writeFileSync(file, `${history.replaceAll(/("identity": ?)"[^"]*"/g, '$1"recorder"')}\n`);
  console.log(path.basename(file));
}

const at = (iso: string): Instant => Date.parse(`${iso}+08:00`);
const timed = (commands: readonly (CaseCommand & { at: Instant })[]): RecordedCommand[] => commands.map((command, index) => (
  { commandId: `record:${index}:${command.do}`, at: command.at, command, path: `events[${index}]` }) as RecordedCommand);
const registered = (title: string): CaseCommand & { at: Instant } => ({
  do: 'register', at: at('2024-03-01T08:30'), title, packs: ['national'], sources: [],
  accident: { occurredAt: at('2024-03-01T08:00'), region: '420303', industry: 'general' },
});
const team = { do: 'form-team', at: at('2024-03-02T09:00'), by: 'county' } as const;

async function keepCase({ container: { db }, engine }: ProgramWithEngine, scenario: string, matterId: string): Promise<void> {
  for (const { name, workflowId } of await db.client.process.findMany({ where: { matterId } })) await keep(engine.clientOf('simulation'), `${scenario}.${name}`, workflowId);
}

async function playCase(program: ProgramWithEngine, scenario: string, commands: readonly RecordedCommand[], until?: Instant): Promise<string> {
  const { container: { db, executeCommand }, engine } = program;
  const matterId = `record-${scenario}-${Date.now()}`;
  await play({ db, executeCommand, drive: throughEngine(engine.clientOf('simulation'), db) },
    { matterId, commands, source: scenario, ...(until === undefined ? {} : { until }) });
  return matterId;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

const SCENARIOS: Record<string, (program: ProgramWithEngine) => Promise<void>> = {
  async 'full-life'(program) {
    const parsed = readCaseFile(path.join(__dirname, '../../examples/full-life.yaml'));
    if (!parsed.ok) throw new Error(parsed.faults[0]?.reason);
    await keepCase(program, 'full-life', await playCase(program, 'full-life', recordedCommands(parsed.file, true)));
  },

  /** Refused acts between accepted ones: no history knows of them. */
  async refused(program) {
    const acts = [registered('某公司“3·1”事故'), team, { do: 'approve', at: at('2024-03-03T09:00') } as const,
      { do: 'receive-appraisal', at: at('2024-03-03T10:00'), name: '没有委托过' } as const, { do: 'invite-procuratorate', at: at('2024-03-04T09:00') } as const];
    await keepCase(program, 'refused', await playCase(program, 'refused', timed(acts), at('2024-05-10T09:00')));
  },

  /** A storm of acts: the run that continued as new and the one that came after it. */
  async 'continue-as-new'(program) {
    const storm = Array.from({ length: 400 }, (_, i) => ({ do: 'commission-appraisal' as const, at: at('2024-03-03T09:00') + i * 60_000, name: `鉴定${i}` }));
    const id = await playCase(program, 'continue-as-new', timed([registered('某公司“3·1”事故'), team, ...storm]), at('2024-03-04T09:00'));
    const client = program.engine.clientOf('simulation');
    const runs: { runId: string; startTime: Date }[] = [];
    for await (const { runId, startTime } of client.workflow.list({ query: `WorkflowId = 'case/${id}/investigation'` })) runs.push({ runId, startTime });
    for (const [index, { runId }] of runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).entries()) {
      await keep(client, `continue-as-new-${index + 1}.investigation`, `case/${id}/investigation`, runId);
    }
  },

  /** A paper that cannot be made: tried, and left to a person. */
  async 'given-up'(program) {
    const { config, services, container: { db } } = program;
    await program.engine.stop();
    const broken = { ...await createContainer(services), makePaper: () => Promise.reject(new Error('no browser')) };
    const engine = await startEngine(config, broken, await services.engine());
    const acts = [registered('某公司“3·1”事故'), team, { do: 'open-supervision', at: at('2024-03-03T09:00'), by: '十堰市安全生产委员会' } as const];
    const id = await playCase({ ...program, engine }, 'given-up', timed(acts), at('2024-03-20T09:00'));
    for (let waits = 0; waits < 600 && await db.client.effect.count({ where: { matterId: id, givenUpAt: null } }) > 0; waits += 1) await pause(500);
    await keepCase({ ...program, engine }, 'given-up', id);
    await engine.stop();
    await broken.close();
  },

  async 'rule-change'({ container, engine }) {
    const { db, changes } = container;
    const person = (personId: string): PersonActor => ({ kind: 'person', personId, postId: personId, bodyId: 'record', name: personId, bodyName: '记录' });
    await play({ db, executeCommand: container.executeCommand, drive: onRecord(container.executeCommand, db) },
      { matterId: `record-change-${Date.now()}`, commands: timed([registered('某公司“3·1”事故'), team]), source: 'rule-change', until: at('2024-03-10T09:00') });
    const outcome = await changes.draft({ kind: 'calendar', text: calendarText(`记录〔${Date.now()}〕1号`, '2027-01-30'), reason: '记录' }, person('a'), `draft-${Date.now()}`);
    if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
    const id = outcome.changeId;
    const reach = async (state: string): Promise<string> => {
      for (;;) {
        const change = await findChange(db, id);
        if (change?.state === state) return change.impact?.sha256 ?? '';
        await pause(100);
      }
    };
    await reach('computed');
    await changes.execute(id, { do: 'recompute' }, person('b'), 'recompute');
    await pause(500);
    await changes.execute(id, { do: 'approve', impactSha256: await reach('computed') }, person('b'), 'approve');
    await changes.execute(id, { do: 'apply' }, person('a'), 'apply');
    await reach('applied');
    await pause(1_000);
    await keep(engine.clientOf('live'), 'rule-change.ruleChange', `rule-change/${id}`);
  },

  async sweeps({ config, engine }) {
    const client = engine.clientOf('live');
    for (const type of ['recordSweep', 'processCensus']) {
      const handle = await client.workflow.start(type, { taskQueue: config.taskQueue, workflowId: `record-${type}-${Date.now()}`, args: [] });
      await handle.result();
      await keep(client, `sweeps.${type}`, handle.workflowId);
    }
  },
};

async function main(wanted: string[]): Promise<void> {
  const options = { data: process.env['ANCHA_DATA'] };
  await withContainer(options, async () => undefined);
  for (const [name, record] of Object.entries(SCENARIOS)) {
    if (wanted.length === 0 || wanted.includes(name)) await withEngine(options, record);
  }
}

parseConfig(process.env);
main(process.argv.slice(2)).then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
