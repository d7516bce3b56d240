import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { createExecuteCommand } from '../../../activities/execute-command';
import { createMatterMemory } from '../../../activities/matter-memory';
import type { CaseCommand } from '../../../domain/kinds/accident-case/commands';
import { verifyChain } from '../../../prisma/repositories/audit-chain';
import { createDatabase } from '../../../prisma/repositories/database';
import { loadOrganisation } from '../../../prisma/repositories/organisation-store';
import { loadRules } from '../../../rules';
import { past, registration } from '../../support/given';
import { testServices } from '../../support/services';

const db = createDatabase({ url: testServices().databaseUrl });
afterAll(() => db.close());

async function caseOfThree(): Promise<string> {
  const matterId = `chain-${randomUUID().slice(0, 8)}`;
  const execute = createExecuteCommand({ db, rules: loadRules(), organisation: await loadOrganisation(db), memory: createMatterMemory(), graceMs: 0 });
  const commands: CaseCommand[] = [registration(), past('form-team', '2024-03-02', { by: 'county' }), past('approve', '2024-03-03')];
  for (const command of commands) {
    await execute({
      matterId, commandId: command.do, command, actor: { kind: 'file', source: 'test' }, now: command.at ?? 0,
    });
  }
  return matterId;
}

/** Changes a row behind the triggers' back, as somebody with the database's own account could. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: testServices().ownerUrl });
  await client.connect();
  try {
    await client.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL');
    await client.query(sql, values);
    await client.query('ALTER TABLE audit_entry ENABLE TRIGGER ALL');
  } finally {
    await client.end();
  }
}

describe('the audit chain of a case', () => {
  it('accepted and refused commands, when verified, form one unbroken chain', async () => {
    expect(await verifyChain(db, await caseOfThree())).toEqual({ ok: true, entries: 3 });
  });

  it('a changed entry, when verified, is found where it was changed', async () => {
    const id = await caseOfThree();
    await tamper(`UPDATE audit_entry SET actor = '{"kind":"file","source":"other"}' WHERE matter_id = $1 AND seq = 2`, [id]);
    expect(await verifyChain(db, id)).toEqual({ ok: false, entries: 3, brokenAt: 2 });
  });

  it('a last entry that was removed, when verified, is missed', async () => {
    const id = await caseOfThree();
    await tamper('DELETE FROM audit_entry WHERE matter_id = $1 AND seq = 3', [id]);
    expect(await verifyChain(db, id)).toMatchObject({ ok: false });
  });
});
