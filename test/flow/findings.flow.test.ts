import { verifyChain } from '../../prisma/repositories/audit-chain';
import { caseOf } from '../../prisma/repositories/case-state';
import { ledgerRows } from '../../api/simulation/ledger';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { formatInstant, type Instant } from '../../domain/time/instant';
import { dead, decideOn, determine, findingOf, registered } from '../support/findings';
import { at, past } from '../support/given';
import type { Rig } from '../support/rig';
import { commandsFrom, createRig } from '../support/rig';

let rig: Rig;
beforeAll(async () => { rig = await createRig(); });
afterAll(async () => { await rig.close(); });

type Timed = CaseCommand & { at: Instant };
const TALK = '应当采取措施：重大事故或者较大事故多发、处置不力，约谈市（州）政府主要负责人';
const SUPERVISION = '应当采取措施：重大事故由国务院安委会挂牌督办';

async function majorCase(): Promise<string> {
  const id = rig.newId();
  await rig.play(id, commandsFrom([registered(), dead(10, '2024-03-01T12:00')] as Timed[]), at('2024-03-02'));
  return id;
}
const open = (tasks: { title: string }[]): string[] => tasks.map(({ title }) => title).filter((title) => title.includes('采取措施')).sort();

describe('findings of a case under way', () => {
  it('ten dead, when recorded, leave findings in the record, are told with their source, and wait as tasks of who must act', async () => {
    const id = await majorCase();
    const { state } = await caseOf(rig.container.db, id);
    const { state: found, trace = [] } = findingOf(state, 'case-supervision:major') ?? {};
    expect([found, trace.length, formatInstant(trace[0]?.at ?? 0).slice(0, 16)]).toEqual(['open', 1, '2024-03-01T12:00']);
    const source = await rig.ledger(id);
    expect(open(source.openTasks)).toEqual([SUPERVISION, TALK].sort());
    const told = ledgerRows(source).filter(({ kind }) => kind === 'finding');
    expect(told.map(({ text, to }) => [text, to])).toEqual([[TALK, ['国务院安全生产委员会办公室']], [SUPERVISION, ['国务院安全生产委员会办公室']]]);
    const delivered = await rig.container.db.client.notice.findMany({ where: { matterId: id, kind: 'finding' }, select: { cite: true, deliveredAt: true } });
    expect(delivered.map(({ cite, deliveredAt }) => [cite, deliveredAt !== null])).toEqual(expect.arrayContaining([[['安委〔2010〕6号 第2条'], true]]));
  });

  it('confirming one and carrying out the other, when done, ends both tasks; dismissing what is commanded is refused and on record', async () => {
    const id = await majorCase();
    const give = async (command: CaseCommand) => {
      const { at: _, ...now } = command;
      return rig.give(id, now as CaseCommand);
    };
    expect(await give(decideOn('dismiss-finding', 't24:city', '2024-03-02', id))).toMatchObject({ outcome: 'refused', refusal: { code: 'FINDING_MANDATORY', rule: '安委〔2018〕2号' } });
    expect(await give(decideOn('confirm-finding', 't24:city', '2024-03-02', id))).toMatchObject({ outcome: 'accepted' });
    expect(await give(past('open-supervision', '2024-03-02', { by: '国务院安委会' }))).toMatchObject({ outcome: 'accepted' });
    expect(open((await rig.ledger(id)).openTasks)).toEqual([]);
    expect(await give(determine('2024-03-02', 'grave-nature', 'yes'))).toMatchObject({ outcome: 'accepted' });
    expect(await give(determine('2024-03-02', 'bad-influence', 'yes'))).toMatchObject({ outcome: 'accepted', summary: expect.arrayContaining([
      '应当采取措施：重大事故多发或者性质严重，约谈省级政府分管负责人。']) });
    const refusals = await rig.container.db.client.auditEntry.count({ where: { matterId: id, action: 'refused:dismiss-finding' } });
    expect(refusals).toBe(1);
    expect(await verifyChain(rig.container.db, id)).toMatchObject({ ok: true });
  });
});
