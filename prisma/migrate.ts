import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Client, Pool, types } from 'pg';
import type { QueryResult } from 'pg';

// Migrations without Prisma's downloaded engine: the same engine ships as WebAssembly in a package. It writes the
// ordinary `_prisma_migrations` table, so `prisma migrate` works on the same folder wherever it can be had.

const SCHEMA_FILE = path.join(__dirname, 'schema.prisma');
const MIGRATIONS_FOLDER = path.join(__dirname, 'migrations');
const FILTERS = { externalTables: [], externalEnums: [] };
/** Number of the advisory lock that lets only one program migrate a database at a time. */
const LOCK = 2_107_001;

/** The database and this folder disagree about what was applied. `message` says how, in Chinese. */
export class MigrationProblem extends Error {
  override readonly name = 'MigrationProblem';
  readonly exitCode = 3;
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The migrations of this version of the product, oldest first. */
export function listMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  return fs.readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings a database to this version's schema; a few milliseconds when it already is.
 *
 * @param ownerUrl connection as the owner of the schema
 * @returns names of the migrations applied now
 * @throws MigrationProblem when the database has migrations this version does not know, or changed or failed ones
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const migrations = listMigrations();
    const pending = pendingOf(migrations, await appliedOf(client));
    if (pending.length === 0) return [];
    return await withEngine(ownerUrl, async (engine) => {
      const output = await engine.applyMigrations({ migrationsList: asList(migrations), filters: FILTERS });
      return output.appliedMigrationNames;
    });
  } finally {
    await client.end();
  }
}

/** How many migrations a database still lacks. Reads only, also as the application role. @throws MigrationProblem */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return pendingOf(listMigrations(), await appliedOf(client));
  } finally {
    await client.end();
  }
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function appliedOf(client: Client): Promise<Applied[]> {
  const { rows } = await client.query<{ exists: boolean }>(`select to_regclass('_prisma_migrations') is not null as exists`);
  if (rows[0]?.exists !== true) return [];
  const applied = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  );
  return applied.rows;
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): string[] {
  const known = new Map(migrations.map((each) => [each.name, each]));
  for (const { migration_name: name, checksum, finished_at: finished } of applied) {
    const ours = known.get(name);
    if (ours === undefined) throw new MigrationProblem(`数据库比程序新（含未知迁移 ${name}）：请升级程序，或换用对应的数据库。`);
    if (finished === null) throw new MigrationProblem(`迁移 ${name} 上次执行失败：请查看数据库日志，处理后用 prisma migrate resolve 标记。`);
    if (ours.checksum !== checksum) throw new MigrationProblem(`已执行的迁移 ${name} 内容被改动：请恢复原文件，改动须写成新的迁移。`);
  }
  const done = new Set(applied.map((each) => each.migration_name));
  return migrations.filter((each) => !done.has(each.name)).map((each) => each.name);
}

/**
 * The SQL that leads to prisma/schema.prisma.
 *
 * @param ownerUrl the database it starts from, normally one at the last migration
 * @param from `nothing` leaves the tables of that database out of account
 */
export async function diff(ownerUrl: string, from: 'database' | 'nothing' = 'database'): Promise<string> {
  return withEngine(ownerUrl, async (engine) => {
    const files = [{ path: SCHEMA_FILE, content: fs.readFileSync(SCHEMA_FILE, 'utf8') }];
    const start: DiffTarget = from === 'nothing' ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: __dirname };
    const to: DiffTarget = { tag: 'schemaDatamodel', files };
    const result = await engine.diff({ from: start, to, script: true, exitCode: null, filters: FILTERS });
    return result.stdout ?? '';
  });
}

function asList(migrations: readonly Migration[]): MigrationList {
  const lockfile = path.join(MIGRATIONS_FOLDER, 'migration_lock.toml');
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: { path: 'migration_lock.toml', content: fs.readFileSync(lockfile, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

type Exports = Record<string, unknown>;
type Glue = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & { __wbg_set_wasm(exports: Exports): void };
/** What is used of it; its types belong to the browser's library, which this project does not load. */
declare const WebAssembly: { instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }> };

/** Runs `work` with an engine on this database; its connections are closed afterwards. */
async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const pool = new Pool({ connectionString: url, max: 2 });
  const glue = await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFor(pool));
  const schema = fs.readFileSync(SCHEMA_FILE, 'utf8');
  try {
    const engine = await glue.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/**
 * The ordinary adapter with two gaps closed. It cuts a script at every semicolon, also inside functions and comments;
 * Postgres takes a whole script, and then in one transaction. And it does not know the type `"char"` of the
 * catalogue tables, which the engine reads to compare schemas.
 */
function adapterFor(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryResult>;
  const charColumns = new AsyncLocalStorage<Set<number>>();
  const readable = async (...args: unknown[]): Promise<QueryResult> => {
    const result = await query(...args);
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== types.builtins.CHAR) continue;
      field.dataTypeID = types.builtins.TEXT;
      charColumns.getStore()?.add(index);
    }
    return result;
  };
  pool.query = readable as typeof pool.query;
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (params) => charColumns.run(new Set(), async () => {
      const rows = await queryRaw(params);
      for (const index of charColumns.getStore() ?? []) rows.columnTypes[index] = ColumnTypeEnum.Character;
      return rows;
    });
    adapter.executeScript = async (script) => {
      await query(script);
    };
    return adapter;
  };
  const { provider, adapterName } = factory;
  return { provider, adapterName, connect, connectToShadowDb: () => factory.connectToShadowDb() };
}

/** The package's own entry imports a .wasm file, which Node does not do; so it is put together by hand. */
async function loadEngine(): Promise<Glue> {
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm'));
  // A module of the other kind; Node has taken it by `require` since 20.19, and so do tsx and Jest.
  const glue = require(path.join(folder, 'schema_engine_bg.js')) as Glue;
  const wasm = fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  // The engine leaves a timer of ten seconds behind; it must not keep a finished program alive.
  const timers = Object.keys(glue).filter((name) => name.startsWith('__wbg_setTimeout'))
    .map((name) => [name, (work: () => void, ms: number) => setTimeout(work, ms).unref()] as const);
  const imports = { ...glue, ...Object.fromEntries(timers) };
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': imports });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return glue;
}

/** `npx tsx prisma/migrate.ts apply | diff [nothing]`, on the database DATABASE_OWNER_URL. */
async function main([command, from]: string[]): Promise<void> {
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  if (ownerUrl === undefined) throw new MigrationProblem('DATABASE_OWNER_URL：必须设置（数据库属主账号）');
  if (command === 'diff') {
    process.stdout.write(await diff(ownerUrl, from === 'nothing' ? 'nothing' : 'database'));
  } else if (command === 'apply') {
    const applied = await migrate(ownerUrl);
    console.log(applied.length === 0 ? '数据库已是最新' : `已执行迁移：${applied.join('、')}`);
  } else {
    throw new MigrationProblem('用法：npx tsx prisma/migrate.ts apply | diff [nothing]');
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof MigrationProblem ? error.message : error);
    process.exitCode = error instanceof MigrationProblem ? error.exitCode : 1;
  });
}
