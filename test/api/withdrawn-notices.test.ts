import { randomUUID } from 'node:crypto';
import type { RunningServer } from '../../api/server';
import type { NoticeWithdrawal } from '../../domain/kinds/accident-case/withdrawal';
import { inBulkTransaction } from '../../prisma/repositories/transaction';
import { workCounts } from '../../prisma/repositories/task-queries';
import { withdrawNotices } from '../../prisma/repositories/withdraw-notices';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import { at } from '../support/given';
import { testServices } from '../support/services';
import { startTestWeb, Visitor } from '../support/web-client';

/** Notices that a later entry refuted, from the rows to the inbox. */

const REASON = '事后登记，已按期';
const told = at('2026-09-01T09:10');
const withdrawnAt = at('2026-09-01T10:00');
const bodyId = 'safety-committee-office-420303';

let container: Container;
let web: RunningServer;
const matterId = `withdrawn-${randomUUID().slice(0, 6)}`;
const idOf = (name: string): string => `${matterId}|${name}`;

const notice = (name: string, row: { kind?: string; clockCode?: string; at?: number; matterId?: string }) => ({
  id: idOf(name), matterId: row.matterId ?? matterId, bodyId, kind: row.kind ?? 'escalation', clockCode: row.clockCode ?? 'unit-report',
  title: name, text: `${name}的正文`, cite: [], at: new Date(row.at ?? told), deliveredAt: new Date(row.at ?? told),
});
const withdraw = (now: number, ...withdrawals: NoticeWithdrawal[]) =>
  inBulkTransaction(container.db, async (tx) => withdrawNotices(tx, [{ matterId, now, withdrawals }]));
const marked = async () => (await container.db.client.notice.findMany({ where: { id: { startsWith: matterId }, withdrawnAt: { not: null } }, orderBy: { id: 'asc' } }))
  .map(({ id, withdrawnAt: when, withdrawnReason }) => [id.split('|')[1], when?.getTime(), withdrawnReason]);

beforeAll(async () => {
  container = await createContainer(testServices());
  web = await startTestWeb(container);
  for (const id of [matterId, `${matterId}-2`]) {
    await container.db.client.matter.create({
      data: {
        id, kind: 'accident-case', title: `撤回试验 ${id}`, caseNo: id, regionCode: '420303', grade: 'general', phase: 'reporting', version: 1,
        state: {}, packs: [], blocked: {}, world: 'live', shiftMs: 0n, occurredAt: new Date(told), openedAt: new Date(told), decidedAt: new Date(told), recordedAt: new Date(told),
        auditHead: '0'.repeat(64), auditSeq: 0,
      },
    });
  }
  await container.db.client.notice.createMany({
    data: [
      notice('refuted', {}), notice('due', { kind: 'due' }), notice('other clock', { clockCode: 'approval' }),
      notice('later step', { at: told + 60_000 }), notice('other matter', { matterId: `${matterId}-2` }), notice('reminder', { kind: 'reminder' }),
    ],
  });
});
afterAll(async () => {
  // Other tests list whatever is open in the region.
  await container.db.client.matter.updateMany({ where: { id: { startsWith: matterId } }, data: { closedAt: new Date(told) } });
  await web?.close(1_000);
  await container?.close();
});

it('those of the named clock, kind and instant, when withdrawn, are marked with time and reason, once; all others stand', async () => {
  const before = await workCounts(container.db, bodyId);
  const withdrawal: NoticeWithdrawal = { clockCode: 'unit-report', kind: 'escalation', at: told, reason: REASON };
  await withdraw(withdrawnAt, withdrawal);
  expect(await marked()).toEqual([['refuted', withdrawnAt, REASON]]);
  await withdraw(withdrawnAt + 1, { ...withdrawal, reason: '又一次' }, { ...withdrawal, kind: 'due', reason: REASON });
  expect(await marked()).toEqual([['due', withdrawnAt + 1, REASON], ['refuted', withdrawnAt, REASON]]);
  const after = await workCounts(container.db, bodyId);
  expect(before.reminders - after.reminders).toBe(2);
});

it('nothing to withdraw, when asked, asks the database for nothing', async () => {
  await withdraw(withdrawnAt);
  expect(await marked()).toHaveLength(2);
});

it('in the inbox, are still listed, struck through with the mark, and neither new nor late', async () => {
  const visitor = new Visitor(web.address);
  await visitor.signIn('safety-committee-office-420303');
  const page = (await visitor.get('/?tab=reminders')).text;
  const lineOf = (title: string) => page.split('<li ').find((part) => part.startsWith('class="notice') && part.includes(`>${title}</a>`)) ?? '';
  const line = lineOf('refuted');
  expect(line).toContain('class="notice"');
  expect(line).toMatch(/<s><a href="[^"]+">refuted<\/a><\/s> <span class="tag">事后登记，已按期<\/span>/);
  expect(line).toContain('<s>refuted的正文</s>');
  expect(line).not.toContain('未读');
  expect(lineOf('later step')).toContain('class="notice is-late"');
});

it('half a withdrawal, when written past the program, is refused by the database', async () => {
  const half = container.db.client.notice.update({ where: { id: idOf('reminder') }, data: { withdrawnAt: new Date(withdrawnAt) } });
  await expect(half).rejects.toThrow('notice_withdrawn_check');
});
