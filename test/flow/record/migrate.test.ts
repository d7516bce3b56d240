import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import type { OwnRecord } from '../../support/own-record';
import { ownRecord } from '../../support/own-record';

/** A migration that meets a table in use: nobody queues up behind it, and nothing is left half done. */

/** It alters a table that everybody reads. */
const MIGRATION = '20261201000100_withdraw_notices';
let own: OwnRecord;
let owner: postgres.Sql;
const readers: { over(): Promise<void> }[] = [];

beforeAll(async () => {
  own = await ownRecord();
  owner = postgres(own.services.ownerUrl ?? '', { max: 3, onnotice: () => undefined });
});
afterAll(async () => {
  await owner.end();
  await own.drop();
});
beforeEach(async () => {
  // As it was before that migration.
  await owner`alter table notice drop column if exists withdrawn_at, drop column if exists withdrawn_reason`;
  await owner`drop index if exists notice_body_delivered_idx`;
  await owner`create index if not exists notice_body_at_idx on notice (body_id, at)`;
  await owner`delete from _prisma_migrations where migration_name = ${MIGRATION}`;
});

afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.over();
});

const apply = (): Promise<{ stdout: string; stderr: string }> => promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', 'prisma/migrate.ts', 'apply'], {
  cwd: path.join(__dirname, '../../..'), env: { ...process.env, DATABASE_OWNER_URL: own.services.ownerUrl },
});

/** Somebody reads the table for so long, in one transaction; `over` ends it. */
function reading(): { begun: Promise<void>; over(): Promise<void> } {
  let end: () => void = () => undefined;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => { begin = resolve; });
  const ending = new Promise<void>((resolve) => { end = resolve; });
  const transaction = owner.begin(async (tx) => {
    await tx`select count(*) from notice`;
    begin();
    await ending;
  });
  const reader = { begun, over: async () => { end(); await transaction; } };
  readers.push(reader);
  return reader;
}

test('a table that is free again after a while: the migration gives way, lets others through, and comes again', async () => {
  const reader = reading();
  await reader.begun;
  const applying = apply();
  const waited: number[] = [];
  for (let looks = 0; looks < 12; looks += 1) {
    const began = performance.now();
    await owner`select count(*) from notice`;
    waited.push(performance.now() - began);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  expect(Math.max(...waited)).toBeLessThan(4_500);
  await reader.over();
  expect((await applying).stdout).toContain(MIGRATION);
  expect(await owner`select withdrawn_at from notice limit 1`).toBeDefined();
}, 120_000);

test('a table that stays in use: nothing is changed, the message says so, and the next start is not barred', async () => {
  const reader = reading();
  await reader.begun;
  await expect(apply()).rejects.toMatchObject({ code: 3, stderr: expect.stringMatching(new RegExp(`迁移 ${MIGRATION} 没有执行：所需的表一直被其他程序占用`)) as string });
  expect(await owner`select from information_schema.columns where table_name = 'notice' and column_name = 'withdrawn_at'`).toHaveLength(0);
  await reader.over();
  expect((await apply()).stdout).toContain(MIGRATION);
}, 120_000);
