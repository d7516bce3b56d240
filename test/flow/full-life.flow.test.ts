import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import { ledgerRows } from '../../api/simulation/ledger';
import type { Rig } from '../support/rig';
import { payloadText } from '../support/payload-text';
import { processFiles } from '../support/process-files';
import { createRig, fileCommands } from '../support/rig';
import { keptTrails, reachedInOrder, trailsOf } from '../support/trails';

let rig: Rig;
beforeAll(async () => { rig = await createRig(); });
afterAll(async () => { await rig.close(); });

const of = <T extends CaseEvent['type']>(events: { event: CaseEvent }[], type: T) =>
  events.flatMap(({ event }) => (event.type === type ? [event as CaseEvent & { type: T }] : []));

describe('a recorded accident from first report to the filed evaluation', () => {
  const commands = fileCommands('full-life');
  let id: string;
  let result: Awaited<ReturnType<Rig['play']>>;
  beforeAll(async () => {
    id = rig.newId();
    result = await rig.play(id, commands);
  });

  it('every command given once, when played to the end, closes the case with its evaluation filed', async () => {
    const { closedAt, events, openTasks } = await rig.ledger(id);
    expect(result.refused).toEqual([]);
    expect(closedAt).toBe(commands.at(-1)?.at);
    expect(openTasks).toEqual([]);
    const done = of(events, 'act-done').map((event) => event.event);
    expect(done).toHaveLength(commands.filter((c) => !['register', 'record-counts'].includes(c.command.do)).length);
    expect(done.indexOf('evaluation-filed')).toBeGreaterThan(done.indexOf('evaluation-published'));
    expect(await verifyChain(rig.container.db, id)).toMatchObject({ ok: true });
    expect(await rig.container.db.client.process.count({ where: { matterId: id, open: true } })).toBe(0);
  });

  it('every process, when asked afterwards, came through the stages of its file, in the order in which the record reached them', async () => {
    const trails = await trailsOf(rig, id);
    expect(trails).toEqual(keptTrails('full-life', trails));
    const files = processFiles();
    expect(Object.keys(trails).sort()).toEqual(files.map(({ name }) => name).sort());
    const reached = reachedInOrder(id, (await rig.ledger(id)).events.map(({ event }) => event), ['national']);
    for (const { name, stages } of files) {
      expect([name, trails[name]]).toEqual([name, stages.map(({ stage }) => stage)]);
      expect([name, trails[name]]).toEqual([name, reached.filter((stage) => trails[name]?.includes(stage))]);
    }
  });

  it('histories and attributes, when read whole, name no unit, party, title or person', async () => {
    const { command } = commands[0] ?? {};
    if (command?.do !== 'register') throw new Error('a file begins with its registration');
    const words = commands.flatMap(({ command: each }) => ('party' in each && each.party !== undefined ? [each.party] : []));
    const secrets = [...new Set([command.title, command.accident.unit ?? command.title, ...words])];
    expect(secrets.length).toBeGreaterThan(2);
    for (const { workflowId } of await rig.container.db.client.process.findMany({ where: { matterId: id } })) {
      const history = await rig.client.workflow.getHandle(workflowId).fetchHistory();
      const text = payloadText(history);
      expect(text.includes('nextWakeAt')).toBe(true);
      expect([workflowId, secrets.filter((word) => text.includes(word))]).toEqual([workflowId, []]);
    }
  });

  it('the same play, when called again, changes nothing in the record', async () => {
    const before = await rig.ledger(id);
    await rig.play(id, commands);
    expect(await rig.ledger(id)).toEqual(before);
  });
});

describe('an accident left alone after approval', () => {
  it('nobody evaluates, when the year is over, has reminded the owner and escalated to the superior office', async () => {
    const id = rig.newId();
    const untilApproval = fileCommands('full-life').filter((c) => c.at <= Date.parse('2021-09-28T09:00+08:00'));
    await rig.play(id, untilApproval);
    const source = await rig.ledger(id);
    const evaluation = ledgerRows(source).filter((row) => row.clock === 'evaluation');
    expect(evaluation.map((row) => row.kind)).toEqual(['opens', 'reminder', 'reminder', 'reminder', 'due', 'escalation', 'escalation']);
    expect(evaluation.at(-1)?.to).toEqual(['国务院安全生产委员会办公室']);
    expect(source.openTasks.map((task) => task.title)).toContain('督促：公开整改落实评估结果已逾期');
    expect(source.closedAt).toBeNull();
  });

  it('nobody acts, when every clock has struck, leaves no signature and no approval behind', async () => {
    const id = rig.newId();
    await rig.play(id, fileCommands('full-life').filter((c) => c.at <= Date.parse('2021-06-15T09:00+08:00')));
    const { events } = await rig.ledger(id);
    const acts = of(events, 'act-done').map((event) => event.act.do);
    expect(of(events, 'clock-struck').length).toBeGreaterThan(10);
    expect(acts).not.toContain('sign-report');
    expect(acts).not.toContain('approve');
  });
});
