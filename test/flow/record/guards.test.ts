import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { testServices } from '../../support/services';

/** What the database itself holds, whoever asks: grants, the append-only rule, and the schema as the code knows it. */

const ROOT = path.join(__dirname, '../../..');
let app: postgres.Sql;
let owner: postgres.Sql;

beforeAll(() => {
  const services = testServices();
  app = postgres(services.databaseUrl, { max: 1, onnotice: () => undefined });
  owner = postgres(services.ownerUrl ?? '', { max: 1, onnotice: () => undefined });
});
afterAll(() => Promise.all([app.end(), owner.end()]));

const code = (query: Promise<unknown>): Promise<string> =>
  query.then(() => 'done', (error: unknown) => (error as postgres.PostgresError).code);
const PERMISSION_DENIED = '42501';

describe('as the application', () => {
  test.each(['event', 'audit_entry', 'command'])('%s can be added to but not changed', async (table) => {
    expect(await code(app`update ${app(table)} set matter_id = 'x'`)).toBe(PERMISSION_DENIED);
    expect(await code(app`delete from ${app(table)}`)).toBe(PERMISSION_DENIED);
    expect(await code(app`truncate ${app(table)}`)).toBe(PERMISSION_DENIED);
    const [row] = await app`select has_table_privilege(${table}, 'insert') as may`;
    expect(row?.['may']).toBe(true);
  });

  test('a case cannot be removed', async () => {
    expect(await code(app`delete from matter`)).toBe(PERMISSION_DENIED);
  });

  test('tables cannot be made or dropped', async () => {
    expect(await code(app`create table sneaky (id int)`)).toBe(PERMISSION_DENIED);
    expect(await code(app`drop table event`)).toBe(PERMISSION_DENIED);
  });

  test("Temporal's databases are closed", async () => {
    const url = new URL(testServices().databaseUrl);
    url.pathname = '/temporal';
    const other = postgres(url.toString(), { max: 1, onnotice: () => undefined });
    expect(await code(other`select 1`)).toBe(PERMISSION_DENIED);
    await other.end();
  });

  test('sessions run in UTC, also without the option of the connection', async () => {
    const url = new URL(testServices().databaseUrl);
    url.search = '';
    const bare = postgres(url.toString(), { max: 1 });
    const [row] = await bare`show timezone`;
    await bare.end();
    expect(row?.['TimeZone']).toBe('UTC');
  });
});

describe('as the owner', () => {
  test.each(['event', 'audit_entry'])('%s refuses changes with a state of its own', async (table) => {
    expect(await code(owner`update ${owner(table)} set matter_id = 'x'`)).toBe('AC001');
    expect(await code(owner`delete from ${owner(table)}`)).toBe('AC001');
    expect(await code(owner`truncate ${owner(table)}`)).toBe('AC001');
  });

  test('words outside a closed vocabulary are refused by a named rule', async () => {
    const insert = owner`insert into region (code, name, level) values ('999999', '某地', 'village')`;
    await expect(insert).rejects.toMatchObject({ code: '23514', constraint_name: 'region_level_check' });
  });
});

test('the migrations lead exactly to prisma/schema.prisma', async () => {
  const env = { ...process.env, DATABASE_OWNER_URL: testServices().ownerUrl };
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--require', 'tsx/cjs', 'prisma/migrate.ts', 'diff'], { cwd: ROOT, env });
  expect(stdout.trim()).toBe('-- This is an empty migration.');
});
